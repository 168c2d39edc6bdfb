"use client";

/** A new password, typed once and shown on demand; what the server refuses is told under the field. */

import { Alert, Button, Form, Input } from "antd";
import type { ReactNode } from "react";
import type { ProblemError } from "@/api/problem";
import { pathOf } from "@/lib/pointer";

interface PasswordFormProps<Values> {
  action: string;
  /** The field of the new password, as the server names it. */
  name: string;
  label?: string;
  email?: string;
  problem: ProblemError | null;
  isBusy: boolean;
  onSubmit: (values: Values) => void;
  /** Fields before the password. */
  children?: ReactNode;
}

const faultOf = (problem: ProblemError | null, name: string) =>
  problem?.faults.find(({ pointer }) => pointer && pathOf(pointer)[0] === name)?.detail;

/** What is wrong with a field, for those that a form of this kind has besides. */
export const statusOf = (problem: ProblemError | null, name: string) => {
  const fault = faultOf(problem, name);
  return fault === undefined ? {} : { validateStatus: "error" as const, help: fault };
};

export function PasswordForm<Values extends object>(props: PasswordFormProps<Values>) {
  const { action, name, label = "New password", email, problem, isBusy, onSubmit, children } = props;
  const isTold = problem !== null && problem.faults.length > 0;
  return (
    <Form<Values> layout="vertical" requiredMark={false} onFinish={onSubmit}>
      <div role="alert">
        {problem && !isTold && <Alert className="!mb-5" type="error" showIcon title={problem.message} />}
      </div>
      {email && (
        <input
          className="sr-only"
          name="username"
          autoComplete="username"
          value={email}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
      )}
      {children}
      <Form.Item
        name={name}
        label={label}
        extra="At least 12 characters. A few words in a row are good."
        rules={[{ required: true, message: "Choose a password." }]}
        {...statusOf(problem, name)}
      >
        <Input.Password size="large" autoComplete="new-password" maxLength={1024} />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={isBusy}>
        {action}
      </Button>
    </Form>
  );
}
