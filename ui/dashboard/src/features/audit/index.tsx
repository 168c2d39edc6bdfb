"use client";

/** The audit log: who did what to what, when and from where, in a chain that shows whether it is whole. */

import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { Button, Drawer, Dropdown, Input } from "antd";
import { Download, ShieldCheck } from "lucide-react";
import { useMemo } from "react";
import { api, body, type Schemas } from "@/api/client";
import { asProblem } from "@/api/problem";
import { fetchPage } from "@/api/resource";
import { Facts, None, Said, Status, Time, type Tone } from "@/components/cells";
import { type Filter, FilterBar } from "@/components/filter-bar";
import { PageHeader } from "@/components/page-header";
import { type Column, ResourceTable } from "@/components/resource-table";
import { State } from "@/components/states";
import { count, counted, fullTime, words } from "@/lib/format";
import { useListState, useOpen } from "@/lib/list-state";

type Event = Schemas["EventAnswer"];

const TONES: Record<string, Tone> = { success: "ok", denied: "warn", failed: "danger" };
const NAMES = ["outcome", "resource_type", "from", "to"] as const;
const OUTCOMES = Object.keys(TONES).map((value) => ({ value, label: words(value) }));

function What({ event }: { event: Event }) {
  const { show } = useOpen();
  return (
    <button type="button" className="block max-w-full cursor-pointer text-start" onClick={() => show(event.event_id)}>
      <span className="block font-medium hover:underline">
        {words(event.action)} {words(event.resource_type).toLowerCase()}
      </span>
      {event.resource_id && <Said className="font-mono text-[12px] text-muted">{event.resource_id}</Said>}
    </button>
  );
}

const COLUMNS: readonly Column<Event>[] = [
  { key: "what", title: "What", render: (event) => <What event={event} /> },
  {
    key: "who",
    title: "Who",
    render: (event) => (
      <>
        <Said>{event.actor_user_id ?? event.actor_id ?? "Nobody"}</Said>
        <span className="text-[12px] text-muted">{words(event.actor_kind)}</span>
      </>
    ),
  },
  {
    key: "outcome",
    title: "Outcome",
    render: ({ outcome }) => <Status tone={TONES[outcome] ?? "quiet"}>{words(outcome)}</Status>,
  },
  { key: "address", title: "From", render: ({ address }) => (address ? <Said>{address}</Said> : <None />) },
  { key: "when", title: "When", render: ({ occurred_at }) => <Time at={occurred_at} /> },
];

const pretty = (json: string) => {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
};

function Document({ title, json }: { title: string; json: string | null }) {
  if (json === null) return null;
  return (
    <section>
      <h2 className="mt-5 mb-1">{title}</h2>
      <pre
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-md bg-sunken p-3 font-mono text-[12px] whitespace-pre-wrap break-all"
      >
        {pretty(json)}
      </pre>
    </section>
  );
}

function EventDrawer({ events }: { events: Event[] | undefined }) {
  const open = useOpen();
  const listed = events?.find(({ event_id }) => event_id === open.id);
  const { data } = useQuery({
    queryKey: ["audit", "event", open.id],
    enabled: open.id !== null && listed === undefined,
    queryFn: () => body(api.GET("/alchemi/audit/logs/{event_id}", { params: { path: { event_id: open.id ?? "" } } })),
  });
  const event = listed ?? data;
  return (
    <Drawer
      open={open.id !== null}
      onClose={() => open.show(null)}
      size={560}
      title={event ? `Event ${event.sequence}` : "Event"}
      styles={{ wrapper: { maxWidth: "100vw" } }}
    >
      {event && (
        <>
          <Facts
            facts={[
              { label: "When", value: fullTime(event.occurred_at) },
              { label: "Outcome", value: words(event.outcome) },
              { label: "Who", value: <Said>{event.actor_user_id ?? event.actor_id ?? "Nobody"}</Said> },
              { label: "As", value: words(event.actor_kind) },
              { label: "From", value: event.address ?? <None /> },
              { label: "Route", value: <Said>{`${event.method ?? ""} ${event.route ?? ""}`.trim()}</Said> },
              { label: "Request", value: event.request_id ? <Said>{event.request_id}</Said> : <None /> },
              { label: "Browser", value: event.user_agent ? <Said>{event.user_agent}</Said> : <None /> },
            ]}
          />
          <Document title="Before" json={event.before} />
          <Document title="After" json={event.after} />
        </>
      )}
    </Drawer>
  );
}

function Integrity() {
  const verify = useMutation({ mutationFn: () => body(api.GET("/alchemi/audit/verify")) });
  const verdict = verify.data;
  return (
    <div className="flex flex-wrap items-center gap-3" aria-live="polite">
      {verdict?.is_whole && <Status tone="ok">Whole: {counted(verdict.events, "event")} checked</Status>}
      {verdict && !verdict.is_whole && <Status tone="danger">Not as it was, from event {verdict.sequence}</Status>}
      {verify.error && <Status tone="warn">{asProblem(verify.error).message}</Status>}
      <Button
        icon={<ShieldCheck size={16} aria-hidden="true" />}
        loading={verify.isPending}
        onClick={() => verify.mutate()}
      >
        Check integrity
      </Button>
    </div>
  );
}

function Export({ query }: { query: Record<string, string> }) {
  const address = (format: string) => `/alchemi/audit/export?${new URLSearchParams({ ...query, format })}`;
  const items = [
    {
      key: "csv",
      label: (
        <a href={address("csv")} download>
          CSV
        </a>
      ),
    },
    {
      key: "jsonl",
      label: (
        <a href={address("jsonl")} download>
          JSON lines
        </a>
      ),
    },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button icon={<Download size={16} aria-hidden="true" />}>Export</Button>
    </Dropdown>
  );
}

/** The beginning of a day where the reader is, and of one that is `later` days after it. */
function startOf(day: string, later = 0): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}

/** The day of a moment, as its field shows it; the end of a range is the last day in it. */
function dayOf(moment: string, isEnd: boolean): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return "";
  if (isEnd) date.setDate(date.getDate() - 1);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

interface DayFieldProps {
  label: string;
  value: string;
  onPick: (day: string) => void;
  isEnd?: boolean;
}

function DayField({ label, value, onPick, isEnd = false }: DayFieldProps) {
  return (
    <Input
      type="date"
      className="!w-auto"
      aria-label={label}
      prefix={<span className="text-[13px] text-muted">{label}</span>}
      value={dayOf(value, isEnd)}
      onChange={(event) => onPick(event.target.value)}
    />
  );
}

const useKinds = () =>
  useQuery({ queryKey: ["audit", "types"], queryFn: () => body(api.GET("/alchemi/audit/types")), staleTime: 60_000 })
    .data;

export default function AuditPage() {
  const state = useListState(NAMES, "");
  const kinds = useKinds();
  const filters = useMemo((): Filter[] => {
    const subjects = [...new Set(kinds?.types.map(({ resource_type }) => resource_type) ?? [])].sort();
    return [
      { name: "outcome", label: "Any outcome", options: OUTCOMES },
      {
        name: "resource_type",
        label: "Any subject",
        options: subjects.map((value) => ({ value, label: words(value) })),
      },
    ];
  }, [kinds]);
  const wanted = Object.fromEntries(
    Object.entries({ q: state.q, ...state.filters }).filter(([, value]) => value !== ""),
  ) as Record<string, string>;
  const { limit, offset } = state.query;
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["audit", "page", wanted, limit, offset],
    queryFn: () => fetchPage<Event>("/alchemi/audit", "logs", { ...wanted, limit, offset }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHeader
        title="Audit log"
        actions={
          <>
            <Integrity />
            <Export query={wanted} />
          </>
        }
      >
        Every change in this account, sealed in a chain that nobody can rewrite unseen.
      </PageHeader>
      <FilterBar
        state={state}
        search="Search ids and routes"
        filters={filters}
        total={data ? `${count(data.total)} events` : undefined}
      >
        <DayField
          label="From"
          value={state.filters.from ?? ""}
          onPick={(day) => state.filter("from", day && startOf(day))}
        />
        <DayField
          label="Until"
          value={state.filters.to ?? ""}
          onPick={(day) => state.filter("to", day && startOf(day, 1))}
          isEnd
        />
      </FilterBar>
      <ResourceTable<Event>
        label="Events"
        columns={COLUMNS}
        rowKey={({ event_id }) => event_id}
        state={state}
        rows={data?.rows}
        total={data?.total}
        error={error}
        isFetching={isFetching}
        retry={() => refetch()}
        empty={<State title="Nothing has happened yet">Changes in this account appear here.</State>}
      />
      <EventDrawer events={data?.rows} />
    </>
  );
}
