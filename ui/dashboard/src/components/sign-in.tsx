"use client";

/** Signing in: the address first, then single sign-on or a password. All failures of a password read the same. */

import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { ArrowRight } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { api, body, type Schemas } from "@/api/client";
import type { ProblemError } from "@/api/problem";
import { counted } from "@/lib/format";
import { ownSsoStart } from "@/lib/paths";

type LoggedIn = Schemas["LoggedIn"];

const WRONG = "That did not sign you in. Check the email and the password, and try again.";

function said(problem: ProblemError): string {
  if (problem.status === 401) return WRONG;
  return problem.message;
}

/** Seconds until a new attempt counts; runs down to 0. */
function useWait(problem: ProblemError | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (problem?.status !== 429) return setLeft(0);
    const until = Date.now() + (problem.retryAfterS ?? 60) * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [problem]);
  return left;
}

function Failure({ id, problem, wait }: { id: string; problem: ProblemError | null; wait: number }) {
  return (
    <div id={id} aria-live="assertive" className="text-[13px] text-danger">
      {problem !== null && (
        <p className="pt-2">
          {said(problem)}
          {wait > 0 && <span className="block tabular-nums">Next attempt in {counted(wait, "second")}.</span>}
        </p>
      )}
    </div>
  );
}

interface StepProps {
  onSubmit: () => void;
  problem: ProblemError | null;
  isBusy: boolean;
  action: string;
  children: (describedBy: string) => ReactNode;
}

function Step({ onSubmit, problem, isBusy, action, children }: StepProps) {
  const failure = useId();
  const wait = useWait(problem);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy && wait === 0) onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate>
      {children(failure)}
      <Failure id={failure} problem={problem} wait={wait} />
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        block
        className="mt-4"
        loading={isBusy}
        disabled={wait > 0}
        icon={<ArrowRight size={16} aria-hidden="true" />}
        iconPlacement="end"
      >
        {action}
      </Button>
    </form>
  );
}

interface SignInProps {
  /** Called once the session's cookie is there. */
  onSignedIn: (answer: LoggedIn) => void;
  /** Leaves for the account's provider. */
  onSso: (url: string) => void;
  /** Somebody who only has to come back. */
  email?: string;
}

export function SignIn({ onSignedIn, onSso, email: known = "" }: SignInProps) {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState("");
  const [isResolved, setIsResolved] = useState(false);
  const field = useId();
  const secret = useRef<HTMLInputElement>(null);

  const resolve = useMutation<Schemas["Way"], ProblemError>({
    mutationFn: () => body(api.POST("/v2/login/resolve", { body: { email: email.trim() } })),
    onSuccess: (way) => {
      const start = way.method === "sso" ? ownSsoStart(way.sso_url, window.location.origin) : null;
      if (start !== null) return onSso(start);
      setIsResolved(true);
    },
  });
  const logIn = useMutation<LoggedIn, ProblemError>({
    mutationFn: () => body(api.POST("/v2/login", { body: { username: email.trim(), password } })),
    onSuccess: (answer) => {
      setPassword("");
      onSignedIn(answer);
    },
    onError: () => secret.current?.focus(),
  });
  useEffect(() => {
    if (isResolved) secret.current?.focus();
  }, [isResolved]);

  if (resolve.data?.method === "sso") return <p role="status">Taking you to your company's sign-in…</p>;
  if (!isResolved) {
    return (
      <Step
        action="Continue"
        problem={resolve.error}
        isBusy={resolve.isPending}
        onSubmit={() => email.trim() !== "" && resolve.mutate()}
      >
        {(failure) => (
          <>
            <label htmlFor={field} className="mb-1.5 block text-[13.5px] font-medium">
              Email or username
            </label>
            <Input
              id={field}
              size="large"
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              maxLength={320}
              placeholder="you@company.com"
              aria-describedby={failure}
              status={resolve.error ? "error" : undefined}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          </>
        )}
      </Step>
    );
  }
  return (
    <Step
      action="Sign in"
      problem={logIn.error}
      isBusy={logIn.isPending || logIn.isSuccess}
      onSubmit={() => password !== "" && logIn.mutate()}
    >
      {(failure) => (
        <>
          <div className="mb-4 flex items-center justify-between gap-3 rounded-md bg-sunken px-3 py-2">
            <span className="truncate" dir="auto">
              {email.trim()}
            </span>
            <Button
              type="link"
              size="small"
              onClick={() => {
                setIsResolved(false);
                setPassword("");
                logIn.reset();
                resolve.reset();
              }}
            >
              Change
            </Button>
          </div>
          {/* For the browser's own store of passwords, which looks for both in one form. */}
          <input
            className="sr-only"
            name="username"
            autoComplete="username"
            value={email}
            readOnly
            tabIndex={-1}
            aria-hidden="true"
          />
          <label htmlFor={field} className="mb-1.5 block text-[13.5px] font-medium">
            Password
          </label>
          <Input.Password
            id={field}
            ref={(input) => {
              secret.current = input?.input ?? null;
            }}
            size="large"
            name="password"
            autoComplete="current-password"
            maxLength={1024}
            aria-describedby={failure}
            status={logIn.error ? "error" : undefined}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </>
      )}
    </Step>
  );
}
