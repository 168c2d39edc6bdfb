"use client";

/** One's own things: who one is, where, within which limits, and every place one is signed in at. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Skeleton } from "antd";
import { useState } from "react";
import { api, body, type Schemas } from "@/api/client";
import { asProblem, type ProblemError } from "@/api/problem";
import { Facts, None, Said, Status, Time } from "@/components/cells";
import { PageHeader } from "@/components/page-header";
import { PasswordForm, statusOf } from "@/components/password-form";
import { Failed } from "@/components/states";
import { count, fullTime, usd, words } from "@/lib/format";
import { toast } from "@/lib/toasts";
import { useSession } from "@/session/session";

const limit = (value: number | null | undefined) => (value === null || value === undefined ? "No limit" : count(value));

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/Chrom(e|ium)\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS/, "macOS"],
  [/Linux/, "Linux"],
];

function device(agent: string | null): string {
  const find = (known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(agent ?? ""))?.[1];
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)];
  if (browser === undefined) return "An unknown browser";
  return system === undefined ? browser : `${browser} on ${system}`;
}

function Sessions() {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: ["sessions"], queryFn: () => body(api.GET("/v2/sessions")) });
  const end = useMutation({
    mutationFn: (id: string) => body(api.DELETE("/v2/sessions/{session_id}", { params: { path: { session_id: id } } })),
    onSuccess: async () => {
      toast("The session was ended.");
      await queries.invalidateQueries({ queryKey: ["sessions"] });
    },
    onError: (problem) => toast(asProblem(problem).message),
  });
  if (error) return <Failed error={error} retry={() => refetch()} />;
  if (!data) return <Skeleton active />;
  return (
    <ul aria-label="Sessions" className="divide-y divide-line rounded-lg border border-line">
      {data.sessions.map((session) => (
        <li key={session.id} className="flex flex-wrap items-center gap-3 px-4 py-3">
          <div className="min-w-0 flex-1 basis-52">
            <Said className="font-medium">{device(session.user_agent)}</Said>
            <p className="text-[13px] text-muted">
              {session.address ?? "Unknown address"} · signed in <Time at={session.auth_at} /> · seen{" "}
              <Time at={session.seen_at} />
            </p>
          </div>
          {session.is_this ? (
            <Status tone="ok">This browser</Status>
          ) : (
            <Button
              aria-label={`End the session of ${device(session.user_agent)}`}
              loading={end.isPending && end.variables === session.id}
              onClick={() => end.mutate(session.id)}
            >
              End
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function OwnPassword({ email }: { email: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const change = useMutation<unknown, ProblemError, Schemas["ChangedPassword"]>({
    mutationFn: (sent) => body(api.POST("/v2/session/password", { body: sent })),
    onSuccess: () => window.location.assign("/ui/login/"),
  });
  if (!isOpen) return <Button onClick={() => setIsOpen(true)}>Change password</Button>;
  return (
    <div className="max-w-[400px]">
      <PasswordForm<Schemas["ChangedPassword"]>
        action="Change password"
        name="new_password"
        email={email}
        problem={change.error}
        isBusy={change.isPending || change.isSuccess}
        onSubmit={(values) => change.mutate(values)}
      >
        <Form.Item
          name="password"
          label="Password now"
          rules={[{ required: true, message: "Type your password." }]}
          {...statusOf(change.error, "password")}
        >
          <Input.Password size="large" autoComplete="current-password" maxLength={1024} autoFocus />
        </Form.Item>
      </PasswordForm>
    </div>
  );
}

export default function MePage() {
  const { caller, account, limits, expires_at } = useSession();
  return (
    <>
      <PageHeader title="Profile and sessions" />
      <section className="mb-9">
        <Facts
          facts={[
            { label: "Signed in as", value: <Said>{caller.email ?? caller.user_id}</Said> },
            { label: "Account", value: account ? <Said>{account.account_name}</Said> : "The platform" },
            { label: "Role", value: words(caller.app_role) },
            { label: "This session ends", value: fullTime(expires_at) },
            ...(limits
              ? [
                  { label: "Your spend", value: usd(limits.spend) },
                  { label: "Your budget", value: limits.max_budget === null ? <None /> : usd(limits.max_budget) },
                  { label: "Tokens a minute", value: limit(limits.tpm_limit) },
                  { label: "Requests a minute", value: limit(limits.rpm_limit) },
                ]
              : []),
          ]}
        />
      </section>
      {caller.email !== null && (
        <section className="mb-9">
          <h2 className="mb-1">Password</h2>
          <p className="mb-3 max-w-[62ch] text-muted">A new one ends every session that you have, this one too.</p>
          <OwnPassword email={caller.email} />
        </section>
      )}
      <section>
        <h2 className="mb-1">Where you are signed in</h2>
        <p className="mb-3 max-w-[62ch] text-muted">End what you do not know, then change your password.</p>
        <Sessions />
      </section>
    </>
  );
}
