"use client";

/** All accounts, and the form that makes one with its first administrator. */

import { Button, Form, Input } from "antd";
import { Plus } from "lucide-react";
import { Figures, None, Said, Time } from "@/components/cells";
import { type Filter, FilterBar } from "@/components/filter-bar";
import { FormDrawer } from "@/components/form-drawer";
import { PageHeader } from "@/components/page-header";
import { type Column, ResourceTable } from "@/components/resource-table";
import { State } from "@/components/states";
import { filled } from "@/lib/changes";
import { count, counted } from "@/lib/format";
import { useListState, useOpen } from "@/lib/list-state";
import { toast } from "@/lib/toasts";
import { type Account, useAccounts, useCount, useCreate } from "./accounts";
import {
  AccountFields,
  AccountStatus,
  type AccountValues,
  EMAIL_RULES,
  initial,
  PasswordField,
  Spend,
  summary,
} from "./fields";

const FILTERS: readonly Filter[] = [
  {
    name: "status",
    label: "Any status",
    options: [
      { value: "active", label: "Active" },
      { value: "suspended", label: "Suspended" },
      { value: "deleted", label: "Purged" },
    ],
  },
];
const NAMES = FILTERS.map(({ name }) => name);

function AccountName({ account }: { account: Account }) {
  const { show } = useOpen();
  return (
    <button
      type="button"
      className="block max-w-full cursor-pointer text-start"
      onClick={() => show(account.account_id)}
    >
      <Said className="font-medium hover:underline">{account.account_name}</Said>
      <Said className="font-mono text-[12px] text-muted">{account.account_id}</Said>
    </button>
  );
}

const COLUMNS: readonly Column<Account>[] = [
  { key: "name", title: "Account", sort: "account_name", render: (account) => <AccountName account={account} /> },
  { key: "status", title: "Status", render: (account) => <AccountStatus account={account} /> },
  { key: "domain", title: "Domain", render: ({ domain }) => (domain ? <Said>{domain}</Said> : <None />) },
  { key: "admins", title: "Admins", isNumber: true, render: ({ admins }) => count(admins.length) },
  { key: "spend", title: "Spend", render: (account) => <Spend account={account} /> },
  { key: "updated", title: "Changed", sort: "updated_at", render: ({ updated_at }) => <Time at={updated_at} /> },
  { key: "created", title: "Created", sort: "created_at", render: ({ created_at }) => <Time at={created_at} /> },
];

function CreateAccount() {
  const open = useOpen();
  const create = useCreate();
  const submit = async (values: AccountValues) => {
    const made = await create.mutateAsync(filled(values) as AccountValues);
    toast("The account was created.");
    open.show(made.account_id);
  };
  return (
    <FormDrawer<AccountValues>
      isOpen={open.isNew}
      title="Create an account"
      action="Create account"
      initial={initial(null)}
      onSubmit={submit}
      onClose={() => open.isNew && open.close()}
      summary={summary}
    >
      <AccountFields />
      <Form.Item
        name="account_id"
        label="Id"
        extra="Stands in calls of services, and never changes. Left empty, one is made."
      >
        <Input maxLength={64} spellCheck={false} className="font-mono" />
      </Form.Item>
      <div className="mb-4 border-t border-line pt-5">
        <h2>First administrator</h2>
        <p className="text-[13px] text-muted">May do everything in the account. More can be added later.</p>
      </div>
      <Form.Item name="admin_email" label="Email" rules={EMAIL_RULES}>
        <Input type="email" autoComplete="off" maxLength={320} />
      </Form.Item>
      <PasswordField name="admin_password" label="Password" />
    </FormDrawer>
  );
}

const told = (value: number | undefined) => (value === undefined ? null : count(value));

export function AccountsPage() {
  const state = useListState(NAMES, "-created_at");
  const open = useOpen();
  const { data, error, isFetching, refetch } = useAccounts(state.query);
  const create = (
    <Button type="primary" icon={<Plus size={16} aria-hidden="true" />} onClick={open.create}>
      Create account
    </Button>
  );
  return (
    <>
      <PageHeader title="Tenant management" actions={create}>
        Each account has its own people, models, keys and budget, and sees nothing of the others.
      </PageHeader>
      <Figures
        figures={[
          { label: "Accounts", value: told(useCount(null)) },
          { label: "Active", value: told(useCount("active")) },
          { label: "Suspended", value: told(useCount("suspended")) },
          { label: "Purged", value: told(useCount("deleted")) },
        ]}
      />
      <FilterBar
        state={state}
        search="Search accounts"
        filters={FILTERS}
        total={data && data.total > 0 ? counted(data.total, "account") : undefined}
      />
      <ResourceTable<Account>
        label="Accounts"
        columns={COLUMNS}
        rowKey={({ account_id }) => account_id}
        state={state}
        rows={data?.rows}
        total={data?.total}
        error={error}
        isFetching={isFetching}
        retry={() => refetch()}
        empty={
          <State title="There are no accounts yet" role="status" action={create}>
            Create the first one, with an administrator who takes it from there.
          </State>
        }
      />
      <CreateAccount />
    </>
  );
}
