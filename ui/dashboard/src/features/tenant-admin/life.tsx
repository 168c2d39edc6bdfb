"use client";

/** Suspending an account, and purging it: what each means is said before it happens. */

import { Alert, Button, Input, Modal } from "antd";
import { useId, useState } from "react";
import { asProblem } from "@/api/problem";
import { Confirm } from "@/components/confirm";
import { counted } from "@/lib/format";
import { useOpen } from "@/lib/list-state";
import { toast } from "@/lib/toasts";
import { type Account, type Purged, usePurge, useSuspend } from "./accounts";

interface Props {
  account: Account;
  isOpen: boolean;
  onClose: () => void;
}

export function SuspendAccount({ account, isOpen, onClose }: Props) {
  const suspend = useSuspend(account.account_id);
  const [reason, setReason] = useState("");
  const field = useId();
  const close = () => {
    suspend.reset();
    onClose();
  };
  const send = () =>
    suspend.mutate(reason.trim(), {
      onSuccess: () => {
        toast("The account is suspended.");
        setReason("");
        close();
      },
    });
  return (
    <Modal
      open={isOpen}
      title="Suspend this account?"
      onCancel={close}
      width={480}
      footer={[
        <Button key="no" onClick={close}>
          Cancel
        </Button>,
        <Button
          key="yes"
          type="primary"
          danger
          disabled={reason.trim() === ""}
          loading={suspend.isPending}
          onClick={send}
        >
          Suspend account
        </Button>,
      ]}
    >
      <div className="flex flex-col gap-4 py-2">
        {suspend.error && <Alert type="error" role="alert" showIcon title={asProblem(suspend.error).message} />}
        <p className="text-muted">
          Within two seconds every key and session of <bdi className="break-all">{account.account_name}</bdi> is
          refused. Nothing is removed, and it can be undone.
        </p>
        <div>
          <label htmlFor={field} className="mb-1.5 block text-[13.5px] font-medium">
            Reason
          </label>
          <Input.TextArea
            id={field}
            rows={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value.replaceAll("\n", " "))}
          />
        </div>
      </div>
    </Modal>
  );
}

/** What was removed, once it is. */
function Report({ report, onClose }: { report: Purged | null; onClose: () => void }) {
  return (
    <Modal
      open={report !== null}
      title="The account was purged"
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      {report && (
        <div className="py-2">
          <p className="mb-3 text-muted">
            {counted(report.removed_total, "row")} of <bdi className="break-all">{report.account_name}</bdi> are gone.
            Its id and name stay, so that nobody takes them again by mistake.
          </p>
          <ul className="max-h-64 overflow-y-auto rounded-md border border-line px-4 py-2 text-[13px]">
            {Object.entries(report.removed).map(([table, rows]) => (
              <li key={table} className="flex justify-between gap-4 py-0.5">
                <span className="font-mono text-[12px] break-all">{table}</span>
                {rows}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Modal>
  );
}

export function PurgeAccount({ account, isOpen, onClose }: Props) {
  const purge = usePurge(account.account_id);
  const open = useOpen();
  const [report, setReport] = useState<Purged | null>(null);
  return (
    <>
      <Confirm
        isOpen={isOpen}
        title="Purge this account?"
        action="Purge for good"
        typed={account.account_name}
        isBusy={purge.isPending}
        error={purge.error}
        onClose={() => {
          purge.reset();
          onClose();
        }}
        onConfirm={() =>
          purge.mutate(account.account_name, {
            onSuccess: (answer) => {
              onClose();
              // A dry run answers otherwise, and none was asked for.
              if ("removed" in answer) setReport(answer);
            },
          })
        }
      >
        <p>This cannot be undone. What goes, at once and for good:</p>
        <ul className="my-2 list-disc ps-5">
          <li>all its people, {counted(account.admins.length, "administrator")} among them, and their sessions</li>
          <li>all its keys: every call with one is refused</li>
          <li>its models, credentials, guardrails, budgets, logs, workspaces and audit trail</li>
        </ul>
        <p>Suspend it instead if it may come back.</p>
      </Confirm>
      <Report
        report={report}
        onClose={() => {
          setReport(null);
          open.show(null);
        }}
      />
    </>
  );
}
