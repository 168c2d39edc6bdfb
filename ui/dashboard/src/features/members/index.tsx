"use client";

/** The people of the account. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { raw } from "@/api/client";
import { None, Said, Time } from "@/components/cells";
import { type Filter, FilterBar } from "@/components/filter-bar";
import { PageHeader } from "@/components/page-header";
import { type Column, ResourceTable } from "@/components/resource-table";
import { State } from "@/components/states";
import { count, counted, usd } from "@/lib/format";
import { useListState } from "@/lib/list-state";

/** What the gateway tells of a user; its route is not in our document. */
interface Member {
  user_id: string;
  user_email: string | null;
  user_alias: string | null;
  user_role: string | null;
  spend: number | null;
  max_budget: number | null;
  key_count: number | null;
  teams: string[] | null;
  created_at: string | null;
}
interface Answer {
  users: Member[];
  total: number;
}

const ROLES: Record<string, string> = {
  proxy_admin: "Account admin",
  proxy_admin_viewer: "Auditor",
  org_admin: "Organization admin",
  internal_user: "Member",
  internal_user_viewer: "Viewer",
};
const FILTERS: readonly Filter[] = [
  { name: "role", label: "Any role", options: Object.entries(ROLES).map(([value, label]) => ({ value, label })) },
];
const NAMES = ["role"];

const COLUMNS: readonly Column<Member>[] = [
  {
    key: "person",
    title: "Person",
    sort: "user_email",
    render: (member) => (
      <>
        <Said className="font-medium">{member.user_email ?? member.user_alias ?? member.user_id}</Said>
        <Said className="font-mono text-[12px] text-muted">{member.user_id}</Said>
      </>
    ),
  },
  { key: "role", title: "Role", sort: "user_role", render: ({ user_role }) => ROLES[user_role ?? ""] ?? "Member" },
  { key: "teams", title: "Teams", isNumber: true, render: ({ teams }) => count(teams?.length ?? 0) },
  { key: "keys", title: "Keys", isNumber: true, render: ({ key_count }) => count(key_count ?? 0) },
  {
    key: "spend",
    title: "Spend",
    sort: "spend",
    isNumber: true,
    render: ({ spend, max_budget }) => (
      <>
        {usd(spend ?? 0)}
        {max_budget !== null && <span className="block text-[12px] text-muted">of {usd(max_budget)}</span>}
      </>
    ),
  },
  {
    key: "created",
    title: "Added",
    sort: "created_at",
    render: ({ created_at }) => (created_at ? <Time at={created_at} /> : <None />),
  },
];

export default function MembersPage() {
  const state = useListState(NAMES, "-created_at");
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["members", state.q, state.filters, state.sort, state.page, state.size],
    queryFn: async () => {
      const query = new URLSearchParams({
        page: String(state.page),
        page_size: String(state.size),
        sort_by: state.sort.replace(/^-/, ""),
        sort_order: state.sort.startsWith("-") ? "desc" : "asc",
      });
      if (state.q) query.set("user_email", state.q);
      if (state.filters.role) query.set("role", state.filters.role);
      return (await raw<Answer>(`/user/list?${query}`)).data;
    },
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHeader title="Members">
        Everybody who can sign in to this account, with their role and what they spend.
      </PageHeader>
      <FilterBar
        state={state}
        search="Search by email"
        filters={FILTERS}
        total={data && data.total > 0 ? counted(data.total, "member") : undefined}
      />
      <ResourceTable<Member>
        label="Members"
        columns={COLUMNS}
        rowKey={({ user_id }) => user_id}
        state={state}
        rows={data?.users}
        total={data?.total}
        error={error}
        isFetching={isFetching}
        retry={() => refetch()}
        empty={<State title="There are no members yet">People who can sign in to this account appear here.</State>}
      />
    </>
  );
}
