/** The stylesheet of the theme's variables: antd's are what its components ask for while they are rendered in the dark theme. */

import { createCache, extractStyle, StyleProvider } from "@ant-design/cssinjs";
import {
  Alert,
  Button,
  ConfigProvider,
  Drawer,
  Dropdown,
  Empty,
  Form,
  Input,
  InputNumber,
  Modal,
  Pagination,
  Segmented,
  Select,
  Skeleton,
  Switch,
  Table,
  Tabs,
  Tooltip,
} from "antd";
import { renderToString } from "react-dom/server";
import { antdTheme } from "../src/theme/antd";
import { variablesCss } from "../src/theme/tokens";

export function stylesheet(): string {
  const cache = createCache();
  renderToString(
    <StyleProvider cache={cache}>
      <ConfigProvider theme={antdTheme("dark")}>
        <Alert title="x" />
        <Button type="primary">x</Button>
        <Dropdown menu={{ items: [] }}>
          <span>x</span>
        </Dropdown>
        <Empty />
        <Form>
          <Form.Item label="x">
            <Input />
          </Form.Item>
        </Form>
        <Input.Password />
        <Input.Search />
        <Input.TextArea />
        <InputNumber />
        <Drawer open={false} />
        <Modal open={false} />
        <Pagination total={1} />
        <Segmented options={["x"]} />
        <Select />
        <Skeleton />
        <Switch />
        <Table columns={[{ title: "x", dataIndex: "x" }]} dataSource={[]} />
        <Tabs items={[{ key: "x", label: "x" }]} />
        <Tooltip title="x">
          <span>x</span>
        </Tooltip>
      </ConfigProvider>
    </StyleProvider>,
  );
  const css = extractStyle(cache, { types: ["token", "cssVar"], plain: true });
  // Stands for light in the page's own styles: one attribute more makes it win while the theme is dark.
  const darkened = css.replaceAll(".alchemi", '[data-theme="dark"] .alchemi');
  return `${variablesCss()}\n${darkened}\n`;
}
