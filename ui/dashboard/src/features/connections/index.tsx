"use client";

/** Connections: what workspaces reach outside the gateway. Secrets are written and never read again. */

import { Said, Status, Time, type Tone } from "@/components/cells";
import { defineResource, ResourcePage } from "@/components/resource-page";
import { counted, words } from "@/lib/format";
import { ConnectionForm, configOf, fieldsOf, type Values } from "./form";

const TONES: Record<string, Tone> = { ACTIVE: "ok", INACTIVE: "quiet", ERROR: "danger" };

const connections = defineResource<Values>()("/alchemi/connection", {
  plural: "connections",
  noun: "connection",
  title: "Connections",
  intro: "Databases, services and apps that workspaces may reach, with their secrets kept sealed.",
  write: "connections:write",
  search: "Search connections",
  filters: [
    {
      name: "status",
      label: "Any status",
      options: Object.keys(TONES).map((value) => ({ value, label: words(value) })),
    },
  ],
  nameOf: (connection) => connection.name,
  columns: [
    {
      key: "name",
      title: "Connection",
      sort: "name",
      render: (one) => <Said className="font-medium">{one.name}</Said>,
    },
    { key: "type", title: "Type", sort: "type", render: (one) => <Said>{one.type}</Said> },
    {
      key: "scope",
      title: "For",
      render: (one) => (one.workspace_id === null ? "The whole account" : <Said>{one.workspace_id}</Said>),
    },
    {
      key: "config",
      title: "Settings",
      render: (one) => counted(Object.keys(one.config ?? {}).length, "setting"),
    },
    {
      key: "status",
      title: "Status",
      render: (one) => <Status tone={TONES[one.status] ?? "quiet"}>{words(one.status)}</Status>,
    },
    { key: "created", title: "Created", sort: "created_at", render: (one) => <Time at={one.created_at} /> },
  ],
  Form: ConnectionForm,
  toForm: (one) => ({
    name: one?.name ?? "",
    type: one?.type ?? "",
    status: one?.status ?? "ACTIVE",
    settings: fieldsOf(one?.config ?? null),
  }),
  toBody: ({ settings, ...others }, one) => ({
    ...others,
    ...(settings === undefined ? {} : { config: configOf(settings, one?.config ?? null) }),
  }),
  removal: {
    action: "Delete",
    title: "Delete this connection?",
    consequence: (one) => `Whatever uses “${one.name}” stops reaching it at once. Its secrets are removed.`,
  },
});

export default function ConnectionsPage() {
  return <ResourcePage resource={connections} />;
}
