"use client";

/** The menu of a row, always there, with a name that says whose it is. */

import { Button, Dropdown, type MenuProps } from "antd";
import { EllipsisVertical } from "lucide-react";

export type MenuItems = NonNullable<MenuProps["items"]>;

export function MenuButton({ of, items }: { of: string; items: MenuItems }) {
  if (items.length === 0) return null;
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button
        type="text"
        size="small"
        aria-label={`Actions for ${of}`}
        icon={<EllipsisVertical size={16} aria-hidden="true" />}
      />
    </Dropdown>
  );
}
