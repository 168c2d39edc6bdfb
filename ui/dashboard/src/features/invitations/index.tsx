"use client";

/** Invitations into the account: sent, sent again, revoked. A link is shown once, when it is made. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { useState } from "react";
import { api, body, type Schemas } from "@/api/client";
import { asProblem } from "@/api/problem";
import { Said, Status, Time, type Tone } from "@/components/cells";
import { defineResource, ResourcePage } from "@/components/resource-page";
import { SecretOnce } from "@/components/secret-once";
import { words } from "@/lib/format";
import { toast } from "@/lib/toasts";

type Sent = Schemas["SentInvite"];
interface Values {
  email: string;
  app_role: string;
  expires_in_hours: number;
}

const TONES: Record<string, Tone> = { PENDING: "info", ACCEPTED: "ok", REVOKED: "quiet", EXPIRED: "warn" };
const ROLES = ["member", "viewer", "admin"].map((value) => ({ value, label: words(value) }));
const TIMES = [
  { value: 24, label: "A day" },
  { value: 72, label: "3 days" },
  { value: 168, label: "A week" },
  { value: 720, label: "30 days" },
];

function InviteForm() {
  return (
    <>
      <Form.Item name="email" label="Email" rules={[{ required: true, type: "email", message: "Whom do you invite?" }]}>
        <Input type="email" autoComplete="off" autoFocus maxLength={320} />
      </Form.Item>
      <Form.Item name="app_role" label="Role" required extra="You can give no more than you have.">
        <Select options={ROLES} aria-label="Role" />
      </Form.Item>
      <Form.Item name="expires_in_hours" label="Valid for" required>
        <Select options={TIMES} aria-label="Valid for" />
      </Form.Item>
    </>
  );
}

const invitations = defineResource<Values>()("/alchemi/invite", {
  plural: "invitations",
  noun: "invitation",
  title: "Invitations",
  intro: "Invite people by email. Each link works once, for that address alone.",
  write: "invites:write",
  isFixed: true,
  search: "Search by email",
  filters: [
    {
      name: "status",
      label: "Any status",
      options: Object.keys(TONES).map((value) => ({ value, label: words(value) })),
    },
  ],
  nameOf: ({ email }) => email,
  columns: [
    {
      key: "email",
      title: "Email",
      sort: "email",
      render: ({ email }) => <Said className="font-medium">{email}</Said>,
    },
    { key: "role", title: "Role", render: ({ app_role }) => words(app_role) },
    {
      key: "status",
      title: "Status",
      render: ({ status }) => <Status tone={TONES[status] ?? "quiet"}>{words(status)}</Status>,
    },
    { key: "until", title: "Valid until", sort: "expires_at", render: ({ expires_at }) => <Time at={expires_at} /> },
    { key: "created", title: "Invited", sort: "created_at", render: ({ created_at }) => <Time at={created_at} /> },
  ],
  Form: InviteForm,
  toForm: () => ({ email: "", app_role: "member", expires_in_hours: 72 }),
  removal: {
    action: "Revoke",
    title: "Revoke this invitation?",
    consequence: ({ email }) => `The link that was sent to ${email} stops working at once.`,
    isPossible: ({ status }) => status === "PENDING",
  },
});

export default function InvitationsPage() {
  const [sent, setSent] = useState<Sent | null>(null);
  const queries = useQueryClient();
  const resend = useMutation({
    mutationFn: (id: string) =>
      body(api.POST("/alchemi/invite/{invitation_id}/resend", { params: { path: { invitation_id: id } } })),
    onSuccess: async (answer) => {
      setSent(answer);
      await queries.invalidateQueries({ queryKey: ["/alchemi/invite"] });
    },
    onError: (error) => toast(asProblem(error).message),
  });
  return (
    <>
      <ResourcePage
        resource={invitations}
        onCreated={(row) => setSent(row as Sent)}
        actions={({ id, status }) =>
          status === "PENDING" || status === "EXPIRED"
            ? [{ key: "again", label: "Send again", onClick: () => resend.mutate(id) }]
            : []
        }
      />
      <SecretOnce title="Invitation" label="Link" secret={sent?.link ?? null} onClose={() => setSent(null)}>
        {sent?.was_mailed
          ? "It was mailed. You may also hand over the link; it is shown this once."
          : "It was not mailed: no mail server is set up. Hand over this link; it is shown this once."}
      </SecretOnce>
    </>
  );
}
