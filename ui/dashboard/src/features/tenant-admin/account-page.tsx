"use client";

/** One account: what it is, who administers it, and the end of it. */

import { Alert, Button, Skeleton, Tabs } from "antd";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { Facts, None, Said, Time } from "@/components/cells";
import { FormDrawer } from "@/components/form-drawer";
import { IdCopy } from "@/components/id-copy";
import { PageLink } from "@/components/link";
import { PageHeader } from "@/components/page-header";
import { Failed } from "@/components/states";
import { changedFields } from "@/lib/changes";
import { fullTime, usd } from "@/lib/format";
import { useOpen } from "@/lib/list-state";
import { toast } from "@/lib/toasts";
import { type Account, useAccount, useReactivate, useUpdate } from "./accounts";
import { Admins } from "./admins";
import { Domains } from "./domains";
import { AccountFields, AccountStatus, type AccountValues, initial, Spend, summary } from "./fields";
import { PurgeAccount, SuspendAccount } from "./life";

function Overview({ account }: { account: Account }) {
  return (
    <Facts
      facts={[
        { label: "Status", value: <AccountStatus account={account} /> },
        { label: "Id", value: <IdCopy id={account.account_id} what="account id" /> },
        { label: "Alias", value: account.account_alias ? <Said>{account.account_alias}</Said> : <None /> },
        { label: "Spend this period", value: <Spend account={account} /> },
        { label: "Budget resets", value: account.budget_reset_at ? fullTime(account.budget_reset_at) : "Never" },
        { label: "Spend since it exists", value: usd(account.total_spend) },
        { label: "Created", value: <Time at={account.created_at} /> },
        { label: "Created by", value: <Said>{account.created_by}</Said> },
        { label: "Changed", value: <Time at={account.updated_at} /> },
      ]}
    />
  );
}

function EditAccount({ account }: { account: Account }) {
  const open = useOpen();
  const update = useUpdate(account.account_id);
  const submit = async (values: AccountValues) => {
    const changes = changedFields(initial(account), values);
    if (Object.keys(changes).length === 0) return;
    await update.mutateAsync(changes as AccountValues);
    toast("Saved.");
  };
  return (
    <FormDrawer<AccountValues>
      isOpen={open.edit === account.account_id}
      title="Edit account"
      action="Save changes"
      initial={initial(account)}
      onSubmit={submit}
      onClose={open.close}
      summary={summary}
    >
      <AccountFields />
    </FormDrawer>
  );
}

function SuspendedNotice({ account }: { account: Account }) {
  if (account.status === "active") return null;
  const isPurged = account.status === "deleted";
  return (
    <Alert
      type="warning"
      showIcon
      className="!mb-6"
      title={isPurged ? "This account was purged; nothing of it is left." : "This account is suspended."}
      description={
        isPurged ? undefined : (
          <>
            <p>Its keys and sessions are refused. Nothing was removed.</p>
            {account.suspend_reason && (
              <p>
                Reason: <bdi className="break-words">{account.suspend_reason}</bdi>
              </p>
            )}
          </>
        )
      }
    />
  );
}

function Actions({ account }: { account: Account }) {
  const open = useOpen();
  const reactivate = useReactivate(account.account_id);
  const [asked, setAsked] = useState<"suspend" | "purge" | null>(null);
  const back = () => setAsked(null);
  return (
    <>
      {account.status !== "deleted" && (
        <>
          <Button onClick={() => open.change(account.account_id)}>Edit</Button>
          {account.status === "active" ? (
            <Button onClick={() => setAsked("suspend")}>Suspend</Button>
          ) : (
            <Button
              loading={reactivate.isPending}
              onClick={() =>
                reactivate.mutate(null, {
                  onSuccess: () => toast("The account is active again."),
                  onError: (error) => toast(asProblem(error).message),
                })
              }
            >
              Reactivate
            </Button>
          )}
          <Button danger onClick={() => setAsked("purge")}>
            Purge
          </Button>
        </>
      )}
      <SuspendAccount account={account} isOpen={asked === "suspend"} onClose={back} />
      {/* It stays when the account has gone: it tells what was removed. */}
      <PurgeAccount account={account} isOpen={asked === "purge"} onClose={back} />
    </>
  );
}

export function AccountPage({ id }: { id: string }) {
  const { data: account, error, refetch } = useAccount(id);
  const [tab, setTab] = useQueryState("tab", parseAsString.withDefault("overview"));
  const crumb = (
    <PageLink to="/tenant-admin/" className="text-[13px] text-muted hover:text-text">
      Tenant management
    </PageLink>
  );
  if (account === undefined) {
    return (
      <>
        <PageHeader title="Account" crumb={crumb} />
        {error ? <Failed error={error} retry={() => refetch()} /> : <Skeleton active paragraph={{ rows: 6 }} />}
      </>
    );
  }
  return (
    <>
      <PageHeader title={account.account_name} crumb={crumb} actions={<Actions account={account} />} />
      <SuspendedNotice account={account} />
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          { key: "overview", label: "Overview", children: <Overview account={account} /> },
          { key: "admins", label: "Admins", children: <Admins account={account} /> },
          { key: "domains", label: "Domains", children: <Domains account={account} /> },
        ]}
      />
      <EditAccount account={account} />
    </>
  );
}
