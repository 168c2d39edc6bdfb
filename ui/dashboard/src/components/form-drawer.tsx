"use client";

/** The one form: in a drawer, with what the server refused told beside its fields, and asked once before typing is lost. */

import { Button, Drawer, Form, Modal } from "antd";
import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { markOptional, useFormProblems } from "./form-problems";

interface FormDrawerProps<Values extends object> {
  isOpen: boolean;
  title: string;
  action: string;
  initial: Partial<Values>;
  /** Rejects with the problem; resolves when all is done and the drawer may close. */
  onSubmit: (values: Values) => Promise<unknown>;
  onClose: () => void;
  /** A live sentence that sums up what will happen. */
  summary?: (values: Partial<Values>) => ReactNode;
  children: ReactNode;
}

export function FormDrawer<Values extends object>(props: FormDrawerProps<Values>) {
  const { isOpen, title, action, initial, onSubmit, onClose, summary, children } = props;
  const [form] = Form.useForm<Values>();
  const { notice, show, clear } = useFormProblems(form);
  const [isBusy, setIsBusy] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const values = Form.useWatch((all) => all as Partial<Values>, form) ?? initial;

  useEffect(() => {
    if (isOpen) clear();
  }, [isOpen, clear]);
  const leave = () => (form.isFieldsTouched() ? setIsLeaving(true) : onClose());
  const submit = async (sent: Values) => {
    setIsBusy(true);
    clear();
    try {
      await onSubmit(sent);
      onClose();
    } catch (error) {
      show(error);
    } finally {
      setIsBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.submit();
  };
  return (
    <Drawer
      open={isOpen}
      title={title}
      onClose={leave}
      size={500}
      destroyOnHidden
      styles={{ wrapper: { maxWidth: "100vw" }, footer: { padding: "12px 24px" } }}
      footer={
        <div className="flex flex-wrap items-center justify-end gap-2 py-1">
          {summary && <p className="w-full text-[13px] text-muted">{summary(values)}</p>}
          <Button onClick={leave}>Cancel</Button>
          <Button type="primary" loading={isBusy} onClick={() => form.submit()}>
            {action}
          </Button>
        </div>
      }
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={markOptional}
        initialValues={initial}
        onFinish={submit}
        onKeyDown={onKeyDown}
        scrollToFirstError={{ focus: true }}
        preserve={false}
      >
        {notice}
        {children}
      </Form>
      <Modal
        open={isLeaving}
        title="Leave without saving?"
        onCancel={() => setIsLeaving(false)}
        footer={[
          <Button key="stay" onClick={() => setIsLeaving(false)}>
            Keep editing
          </Button>,
          <Button
            key="leave"
            type="primary"
            danger
            onClick={() => {
              setIsLeaving(false);
              onClose();
            }}
          >
            Leave
          </Button>,
        ]}
      >
        <p className="py-2 text-muted">What you typed is lost.</p>
      </Modal>
    </Drawer>
  );
}
