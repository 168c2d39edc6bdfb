"use client";

/** Fields that forms of accounts share, and how an account's values look. */

import { Form, Input, InputNumber, Select } from "antd";
import { Status } from "@/components/cells";
import { usd } from "@/lib/format";
import type { Account } from "./accounts";

const PERIODS = [
  { value: "24h", label: "a day" },
  { value: "7d", label: "a week" },
  { value: "1mo", label: "a month" },
];

export interface AccountValues {
  account_name: string;
  account_alias: string;
  domains: string[];
  max_budget: number | null;
  budget_duration: string | null;
  account_id?: string;
  admin_email?: string;
  admin_password?: string;
}

export const initial = (account: Account | null): Partial<AccountValues> => ({
  account_name: account?.account_name ?? "",
  account_alias: account?.account_alias ?? "",
  domains: account?.domains.map(({ domain }) => domain) ?? [],
  max_budget: account?.max_budget ?? null,
  budget_duration: account?.budget_duration ?? null,
});

/** What the form says, in one sentence. */
export function summary({ account_name, max_budget, budget_duration }: Partial<AccountValues>) {
  const name = account_name || "The account";
  const period = PERIODS.find(({ value }) => value === budget_duration)?.label;
  if (max_budget === null || max_budget === undefined) return `${name} may spend without a ceiling.`;
  return `${name} may spend up to ${usd(max_budget)}${period ? ` ${period}` : " in all"}; then its calls are refused.`;
}

export function AccountFields() {
  return (
    <>
      <Form.Item
        name="account_name"
        label="Name"
        rules={[{ required: true, whitespace: true, message: "Give the account a name." }]}
      >
        <Input maxLength={120} autoFocus />
      </Form.Item>
      <Form.Item name="account_alias" label="Alias">
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="domains" label="Domains" extra="Of the email addresses of its people. Press Enter after each.">
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[",", " "]}
          aria-label="Domains"
          placeholder="company.com"
        />
      </Form.Item>
      <div className="grid grid-cols-2 gap-3">
        <Form.Item name="max_budget" label="Budget">
          <InputNumber className="!w-full" min={0} max={1_000_000_000} prefix="$" placeholder="No ceiling" />
        </Form.Item>
        <Form.Item name="budget_duration" label="Resets every">
          <Select allowClear options={PERIODS} placeholder="Never" aria-label="Resets every" />
        </Form.Item>
      </div>
    </>
  );
}

export const EMAIL_RULES = [{ type: "email" as const, message: "This is not an email address." }];

export function PasswordField({ name, label }: { name: string; label: string }) {
  return (
    <Form.Item
      name={name}
      label={label}
      extra="At least 12 characters. Tell it to them in person; it is not shown again."
    >
      <Input.Password autoComplete="new-password" maxLength={1024} />
    </Form.Item>
  );
}

export function AccountStatus({ account }: { account: Account }) {
  if (account.status === "active") return <Status tone="ok">Active</Status>;
  if (account.status === "suspended") return <Status tone="warn">Suspended</Status>;
  return <Status tone="quiet">Purged</Status>;
}

/** Spend against the ceiling: a number first, the bar beside it. */
export function Spend({ account }: { account: Account }) {
  const { spend, max_budget: ceiling } = account;
  if (ceiling === null) {
    return (
      <span className="whitespace-nowrap">
        {usd(spend)} <span className="text-[12px] text-muted">no ceiling</span>
      </span>
    );
  }
  const share = ceiling === 0 ? 1 : Math.min(1, spend / ceiling);
  const colour = share >= 1 ? "bg-danger" : share >= 0.8 ? "bg-copper" : "bg-primary";
  return (
    <span className="block min-w-36">
      <span className="flex justify-between gap-2 whitespace-nowrap">
        {usd(spend)} <span className="text-[12px] text-muted">of {usd(ceiling)}</span>
      </span>
      <span className="mt-1 block h-1 overflow-hidden rounded-full bg-track" aria-hidden="true">
        <span className={`block h-full ${colour}`} style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  );
}
