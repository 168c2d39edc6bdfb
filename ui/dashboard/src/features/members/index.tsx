"use client";

/** The people of the account: who they are, what they may do, and changing that. */

import { Button } from "antd";
import { Plus } from "lucide-react";
import { useState } from "react";
import { None, Said, Status, Time } from "@/components/cells";
import { type Filter, FilterBar } from "@/components/filter-bar";
import { PageLink, useGo } from "@/components/link";
import { MenuButton, type MenuItems } from "@/components/menu-button";
import { PageHeader } from "@/components/page-header";
import { type Column, ResourceTable } from "@/components/resource-table";
import { State } from "@/components/states";
import { count, counted, usd } from "@/lib/format";
import { useListState } from "@/lib/list-state";
import { useMay, useSession } from "@/session/session";
import { FILTER_ROLES, type Member, nameOf, roleOf, type Step, stateOf, useMembers, useWaiting } from "./members";
import { StandingForm } from "./standing";
import { AskStep, type Question } from "./steps";

const FILTERS: readonly Filter[] = [{ name: "role", label: "Any role", options: FILTER_ROLES }];
const NAMES = ["role"];

const STATUS: Column<Member> = {
  key: "status",
  title: "Status",
  render: (member) => {
    const state = stateOf(member);
    if (state === "active") return <Status tone="ok">Active</Status>;
    if (state === "removed") return <Status tone="quiet">Removed</Status>;
    const { suspended_at, suspension_reason } = member.membership ?? {};
    return (
      <>
        <Status tone="warn">Suspended</Status>
        {suspended_at && (
          <div className="text-[12px] text-muted">
            <Time at={suspended_at} />
          </div>
        )}
        {suspension_reason && <Said className="text-[12px] text-muted">{suspension_reason}</Said>}
      </>
    );
  },
};

const COLUMNS: readonly Column<Member>[] = [
  {
    key: "person",
    title: "Person",
    sort: "user_email",
    render: (member) => (
      <>
        <Said className="font-medium">{member.user_alias || nameOf(member)}</Said>
        {member.user_alias && member.user_email ? (
          <Said className="text-[13px] text-muted">{member.user_email}</Said>
        ) : (
          <Said className="font-mono text-[12px] text-muted">{member.user_id}</Said>
        )}
      </>
    ),
  },
  {
    key: "role",
    title: "Role",
    sort: "user_role",
    render: (member) => <span className="whitespace-nowrap">{roleOf(member)}</span>,
  },
  STATUS,
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
function Waiting() {
  const { data: waiting = 0 } = useWaiting();
  if (waiting === 0) return null;
  return (
    <PageLink to="/invitations/?status=PENDING" className="text-[13px] underline">
      {counted(waiting, "invitation")} waiting for an answer
    </PageLink>
  );
}

export default function MembersPage() {
  const state = useListState(NAMES, "-created_at");
  const { caller } = useSession();
  const mayManage = useMay("members:manage");
  const maySeeAll = useMay("memberships:all");
  const mayInvite = useMay("invites:write");
  const go = useGo();
  const { data, error, isFetching, refetch } = useMembers(state);
  const [edited, setEdited] = useState<Member | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);

  const menuOf = (member: Member): MenuItems => {
    if (!mayManage || member.membership === undefined) return [];
    const edit = { key: "edit", label: "Change role and team", onClick: () => setEdited(member) };
    if (member.membership === null) return [{ ...edit, label: "Make a member" }];
    const ask = (step: Step) => () => setQuestion({ step, member });
    const remove = { key: "remove", label: "Remove", danger: true, onClick: ask("remove") };
    const state = stateOf(member);
    if (state === "removed") return [{ key: "restore", label: "Take back", onClick: ask("restore") }];
    if (state === "suspended") {
      return [{ key: "reactivate", label: "Reactivate", onClick: ask("reactivate") }, edit, remove];
    }
    // Nobody shuts the door behind themselves by mistake.
    if (member.user_id === caller.user_id) return [edit];
    return [edit, { key: "suspend", label: "Suspend", onClick: ask("suspend") }, remove];
  };
  return (
    <>
      <PageHeader
        title="Members"
        actions={
          mayInvite && (
            <Button
              type="primary"
              icon={<Plus size={16} aria-hidden="true" />}
              onClick={() => go("/invitations/?new=1")}
            >
              Invite
            </Button>
          )
        }
      >
        Everybody of this account, with their role and what they spend.
      </PageHeader>
      <FilterBar
        state={state}
        search="Search by email"
        filters={FILTERS}
        total={data && data.total > 0 ? counted(data.total, "member") : undefined}
      >
        <Waiting />
      </FilterBar>
      <ResourceTable<Member>
        label="Members"
        columns={maySeeAll ? COLUMNS : COLUMNS.filter((column) => column !== STATUS)}
        rowKey={({ user_id }) => user_id}
        state={state}
        rows={data?.members}
        total={data?.total}
        error={error}
        isFetching={isFetching}
        retry={() => refetch()}
        empty={<State title="There are no members yet">People who can sign in to this account appear here.</State>}
        menu={mayManage ? (member) => <MenuButton of={nameOf(member)} items={menuOf(member)} /> : undefined}
      />
      <StandingForm member={edited} onClose={() => setEdited(null)} />
      <AskStep question={question} onClose={() => setQuestion(null)} />
    </>
  );
}
