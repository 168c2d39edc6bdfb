"use client";

/** What a mailed invitation opens: who invites whom, and the way in. */

import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Skeleton } from "antd";
import { api, body, type Schemas } from "@/api/client";
import type { ProblemError } from "@/api/problem";
import { EntryPage } from "@/components/entry-page";
import { PageLink } from "@/components/link";
import { PasswordForm, statusOf } from "@/components/password-form";
import { fullTime } from "@/lib/format";
import { useFragmentToken } from "@/lib/fragment";

type Text = Schemas["InviteText"];
interface Values {
  name?: string;
  password?: string;
}

const toLogin = (
  <PageLink to="/login/" className="underline">
    Go to sign in
  </PageLink>
);

function Over({ error }: { error: ProblemError | null }) {
  const isUnknown = error === null || error.status === 404;
  return (
    <EntryPage
      title={isUnknown ? "This invitation is over" : "This did not work"}
      intro={
        isUnknown
          ? "It was used, revoked, or its time has passed. Ask whoever invited you for a new one."
          : error.message
      }
    >
      {toLogin}
    </EntryPage>
  );
}

function Accept({ token, text }: { token: string; text: Text }) {
  const accept = useMutation<Schemas["AcceptedInvite"], ProblemError, Values>({
    mutationFn: (values) => body(api.POST("/alchemi/invite/accept", { body: { token, ...values } })),
  });
  const account = <bdi className="font-medium break-words text-text">{text.account_name}</bdi>;
  if (accept.isSuccess) {
    return (
      <EntryPage title="You are in" intro={<>You are a member of {account} now.</>}>
        {toLogin}
      </EntryPage>
    );
  }
  const intro = (
    <>
      You are invited to {account} as <bdi className="break-all text-text">{text.email}</bdi>, until{" "}
      {fullTime(text.expires_at)}.
    </>
  );
  if (!text.needs_password) {
    return (
      <EntryPage title="Join" intro={intro}>
        <p role="alert" className="mb-4 text-danger empty:hidden">
          {accept.error?.message}
        </p>
        <Button type="primary" size="large" block loading={accept.isPending} onClick={() => accept.mutate({})}>
          Join
        </Button>
      </EntryPage>
    );
  }
  return (
    <EntryPage title="Join" intro={intro}>
      <PasswordForm<Values>
        action="Join"
        name="password"
        label="Password"
        email={text.email}
        problem={accept.error}
        isBusy={accept.isPending}
        onSubmit={({ name, password }) => accept.mutate({ password, ...(name?.trim() ? { name: name.trim() } : {}) })}
      >
        <Form.Item name="name" label="Your name" {...statusOf(accept.error, "name")}>
          <Input size="large" autoComplete="name" maxLength={120} />
        </Form.Item>
      </PasswordForm>
    </EntryPage>
  );
}

export default function InvitePage() {
  const token = useFragmentToken();
  const { data, error } = useQuery<Text, ProblemError>({
    queryKey: ["invite"],
    enabled: typeof token === "string",
    queryFn: () => body(api.POST("/alchemi/invite/verify", { body: { token: token ?? "" } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (token === null || error) return <Over error={error} />;
  if (token === undefined || data === undefined) {
    return (
      <EntryPage title="Invitation" intro="One moment.">
        <Skeleton active title={false} />
      </EntryPage>
    );
  }
  return <Accept token={token} text={data} />;
}
