"use client";

/** What a page shows instead of its content: nothing yet, nothing found, not allowed, not there, failed. */

import { Button } from "antd";
import type { ReactNode } from "react";
import { asProblem } from "@/api/problem";
import { IdCopy } from "./id-copy";

interface StateProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  role?: "status" | "alert";
}

/** A sentence about what is the matter, and what to do about it. */
export function State({ title, children, action, role }: StateProps) {
  return (
    <div role={role} className="flex flex-col items-center px-6 py-16 text-center">
      <svg viewBox="0 0 64 40" width="64" height="40" fill="none" aria-hidden="true" className="mb-4">
        <path d="M32 4 46 34H18Z" stroke="var(--al-edge)" strokeWidth="1.8" strokeLinejoin="round" />
        <path d="M2 24h52" stroke="var(--al-edge)" strokeWidth="1.8" strokeLinecap="round" strokeDasharray="4 5" />
        <circle cx="61" cy="24" r="2" fill="var(--al-copper)" />
      </svg>
      <h2 className="mb-1">{title}</h2>
      <div className="max-w-[62ch] text-muted">{children}</div>
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}

/** A failure, told as what it is: refused, not there, or not working. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const problem = asProblem(error);
  if (problem.status === 403) {
    return (
      <State title="You may not see this" role="alert">
        {problem.message} Ask an administrator of your account.
      </State>
    );
  }
  if (problem.status === 404) {
    return <State title="Not found">It does not exist, or it belongs to somebody else.</State>;
  }
  return (
    <State title={problem.title} role="alert" action={retry && <Button onClick={retry}>Try again</Button>}>
      <p>{problem.message}</p>
      {problem.requestId && (
        <p className="mt-2 text-[13px]">
          Request <IdCopy id={problem.requestId} what="request id" />
        </p>
      )}
    </State>
  );
}
