"use client";

/** Tickets: what people of an account ask, and what is answered. */

import { Form, Input, Select } from "antd";
import { Said, Status, Time, type Tone } from "@/components/cells";
import { defineResource, ResourcePage } from "@/components/resource-page";
import { words } from "@/lib/format";
import { useOpen } from "@/lib/list-state";
import { useMay } from "@/session/session";
import { Thread } from "./thread";

interface Values {
  subject: string;
  description: string;
  priority: string;
  status: string;
}

const TONES: Record<string, Tone> = {
  OPEN: "info",
  IN_PROGRESS: "info",
  WAITING: "warn",
  RESOLVED: "ok",
  CLOSED: "quiet",
};
const choices = (values: string[]) => values.map((value) => ({ value, label: words(value) }));
const STATES = choices(Object.keys(TONES));
const PRIORITIES = choices(["LOW", "MEDIUM", "HIGH", "URGENT"]);

function TicketForm({ row }: { row: object | null }) {
  const maySort = useMay("tickets:all");
  return (
    <>
      <Form.Item
        name="subject"
        label="Subject"
        rules={[{ required: true, whitespace: true, message: "Say what it is about." }]}
      >
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item
        name="description"
        label="Description"
        extra="What you did, what happened, and the request id if there is one."
        rules={[{ required: true, whitespace: true, message: "Describe it." }]}
      >
        <Input.TextArea rows={6} maxLength={20_000} />
      </Form.Item>
      {(maySort || row === null) && (
        <Form.Item name="priority" label="Priority" required>
          <Select options={PRIORITIES} aria-label="Priority" />
        </Form.Item>
      )}
      {maySort && row !== null && (
        <Form.Item name="status" label="Status" required>
          <Select options={STATES} aria-label="Status" />
        </Form.Item>
      )}
    </>
  );
}

function Subject({ id, number, subject }: { id: string; number: number; subject: string }) {
  const { show } = useOpen();
  return (
    <button type="button" className="block max-w-full cursor-pointer text-start" onClick={() => show(id)}>
      <Said className="font-medium hover:underline">{subject}</Said>
      <span className="font-mono text-[12px] text-muted">#{number}</span>
    </button>
  );
}

const tickets = defineResource<Values>()("/alchemi/ticket", {
  plural: "tickets",
  noun: "ticket",
  title: "Support",
  intro: "Ask the people who run this console, and follow what is answered.",
  write: "tickets:write",
  search: "Search tickets",
  filters: [
    { name: "status", label: "Any status", options: STATES },
    { name: "priority", label: "Any priority", options: PRIORITIES },
  ],
  nameOf: (ticket) => `ticket ${ticket.number}`,
  columns: [
    {
      key: "subject",
      title: "Ticket",
      sort: "number",
      render: ({ id, number, subject }) => <Subject {...{ id, number, subject }} />,
    },
    {
      key: "status",
      title: "Status",
      sort: "status",
      render: (one) => <Status tone={TONES[one.status] ?? "quiet"}>{words(one.status)}</Status>,
    },
    { key: "priority", title: "Priority", sort: "priority", render: (one) => words(one.priority) },
    { key: "from", title: "From", render: (one) => <Said>{one.created_by ?? "–"}</Said> },
    { key: "updated", title: "Changed", sort: "updated_at", render: (one) => <Time at={one.updated_at} /> },
  ],
  Form: TicketForm,
  toForm: (ticket) => ({
    subject: ticket?.subject ?? "",
    description: ticket?.description ?? "",
    priority: ticket?.priority ?? "MEDIUM",
    ...(ticket === null ? {} : { status: ticket.status }),
  }),
  removal: {
    action: "Close",
    title: "Close this ticket?",
    consequence: (ticket) => `Ticket ${ticket.number} counts as done. It stays, and can be opened again.`,
  },
});

export default function SupportPage() {
  return (
    <>
      <ResourcePage resource={tickets} />
      <Thread />
    </>
  );
}
