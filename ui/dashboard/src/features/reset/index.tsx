"use client";

/** A forgotten password: a link is asked for, and what it opens sets a new one. */

import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Skeleton } from "antd";
import { api, body, type Schemas } from "@/api/client";
import type { ProblemError } from "@/api/problem";
import { EntryPage } from "@/components/entry-page";
import { PageLink } from "@/components/link";
import { PasswordForm } from "@/components/password-form";
import { useFragmentToken } from "@/lib/fragment";

type Said = Schemas["Said"];

const toLogin = (
  <PageLink to="/login/" className="underline">
    Back to sign in
  </PageLink>
);

function Ask() {
  const ask = useMutation<Said, ProblemError, string>({
    mutationFn: (email) => body(api.POST("/v2/login/forgot", { body: { email } })),
  });
  return (
    <EntryPage title="Forgotten password" intro="We mail you a link with which you set a new one.">
      <div role="alert">
        {ask.data && <Alert className="!mb-5" type="info" showIcon title={ask.data.message} />}
        {ask.error && <Alert className="!mb-5" type="error" showIcon title={ask.error.message} />}
      </div>
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={({ email }: { email: string }) => ask.mutate(email.trim())}
      >
        <Form.Item
          name="email"
          label="Email"
          rules={[{ required: true, type: "email", message: "Type your email address." }]}
        >
          <Input size="large" type="email" autoComplete="username" autoFocus maxLength={320} />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={ask.isPending}>
          Send the link
        </Button>
      </Form>
      <p className="mt-6">{toLogin}</p>
    </EntryPage>
  );
}

function SetPassword({ token }: { token: string }) {
  const set = useMutation<Said, ProblemError, string>({
    mutationFn: (password) => body(api.POST("/v2/login/reset", { body: { token, password } })),
  });
  if (set.isSuccess) {
    return (
      <EntryPage title="Your password is set" intro="Everywhere you were signed in, you are no longer.">
        {toLogin}
      </EntryPage>
    );
  }
  return (
    <EntryPage title="Set a new password" intro="It ends every session that you have.">
      <PasswordForm<{ password: string }>
        action="Set password"
        name="password"
        problem={set.error}
        isBusy={set.isPending}
        onSubmit={({ password }) => set.mutate(password)}
      />
      <p className="mt-6">{toLogin}</p>
    </EntryPage>
  );
}

export default function ResetPage() {
  const token = useFragmentToken();
  if (token === undefined) {
    return (
      <EntryPage title="Password" intro="One moment.">
        <Skeleton active title={false} />
      </EntryPage>
    );
  }
  return token === null ? <Ask /> : <SetPassword token={token} />;
}
