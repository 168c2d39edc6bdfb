"use client";

/** The one form: in a drawer, with what the server refused told beside its fields, and asked once before typing is lost. */

import { Alert, Button, Drawer, Form, Modal } from "antd";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { asProblem, type ProblemError } from "@/api/problem";
import { pathOf } from "@/lib/pointer";

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

const CONFLICT = "Somebody changed this since you opened it. Close the form and open it again to see what it is now.";

/** What no field shows: faults of fields that the form does not have, or the sentence as a whole. */
function leftOver(problem: ProblemError, names: Set<string>): string[] {
  if (problem.status === 412) return [CONFLICT];
  const strangers = problem.faults.filter(
    ({ pointer }) => !pointer || !names.has(String(pointer ? pathOf(pointer)[0] : "")),
  );
  if (problem.faults.length > 0 && strangers.length === 0) return ["Some fields cannot be accepted as they are."];
  return strangers.length > 0 ? strangers.map(({ detail }) => detail) : [problem.message];
}

export function FormDrawer<Values extends object>(props: FormDrawerProps<Values>) {
  const { isOpen, title, action, initial, onSubmit, onClose, summary, children } = props;
  const [form] = Form.useForm<Values>();
  const [problems, setProblems] = useState<string[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const notice = useRef<HTMLDivElement>(null);
  const values = Form.useWatch((all) => all as Partial<Values>, form) ?? initial;

  useEffect(() => {
    if (isOpen) setProblems([]);
  }, [isOpen]);
  useEffect(() => {
    if (problems.length > 0) notice.current?.focus();
  }, [problems]);

  const leave = () => (form.isFieldsTouched() ? setIsLeaving(true) : onClose());
  const showProblem = (problem: ProblemError) => {
    const names = new Set(Object.keys(form.getFieldsValue(true)));
    for (const { pointer, detail } of problem.faults) {
      const path = pointer ? pathOf(pointer) : [];
      if (names.has(String(path[0]))) form.setFields([{ name: path as never, errors: [detail] }]);
    }
    setProblems(leftOver(problem, names));
  };
  const submit = async (sent: Values) => {
    setIsBusy(true);
    setProblems([]);
    try {
      await onSubmit(sent);
      onClose();
    } catch (error) {
      showProblem(asProblem(error));
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
        requiredMark={(label, { required }) =>
          required ? (
            label
          ) : (
            <>
              {label} <span className="font-normal text-faint">&nbsp;optional</span>
            </>
          )
        }
        initialValues={initial}
        onFinish={submit}
        onKeyDown={onKeyDown}
        scrollToFirstError={{ focus: true }}
        preserve={false}
      >
        <div ref={notice} tabIndex={-1} role="alert" className={problems.length > 0 ? "mb-5" : ""}>
          {problems.map((text) => (
            <Alert key={text} type="error" showIcon title={text} className="not-first:mt-2" />
          ))}
        </div>
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
