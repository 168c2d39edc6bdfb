"use client";

/** Groups: what an account sorts its teams into. */

import { Form, Input, Switch } from "antd";
import { None, Said, Status, Time } from "@/components/cells";
import { defineResource, ResourcePage } from "@/components/resource-page";

interface Values {
  name: string;
  description: string;
  is_default: boolean;
  contact_email: string;
}

function GroupForm() {
  return (
    <>
      <Form.Item
        name="name"
        label="Name"
        rules={[{ required: true, whitespace: true, message: "Give the group a name." }]}
      >
        <Input maxLength={120} autoFocus />
      </Form.Item>
      <Form.Item name="description" label="Description">
        <Input.TextArea rows={3} maxLength={20_000} />
      </Form.Item>
      <Form.Item name="contact_email" label="Contact email">
        <Input type="email" maxLength={320} />
      </Form.Item>
      <Form.Item
        name="is_default"
        label="Default group"
        extra="New users come into this group."
        required
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
    </>
  );
}

const groups = defineResource<Values>()("/alchemi/group", {
  plural: "groups",
  noun: "group",
  title: "Groups",
  intro: "Sort your teams into groups, each with somebody to ask.",
  write: "groups:write",
  search: "Search groups",
  nameOf: (group) => group.name,
  columns: [
    {
      key: "name",
      title: "Group",
      sort: "name",
      render: (group) => (
        <>
          <Said className="font-medium">{group.name}</Said>
          {group.description && <Said className="text-[13px] text-muted">{group.description}</Said>}
        </>
      ),
    },
    {
      key: "contact",
      title: "Contact",
      render: (group) => (group.contact_email ? <Said>{group.contact_email}</Said> : <None />),
    },
    {
      key: "default",
      title: "New users",
      render: (group) =>
        group.is_default ? <Status tone="ok">Come here</Status> : <Status tone="quiet">Elsewhere</Status>,
    },
    { key: "created", title: "Created", sort: "created_at", render: (group) => <Time at={group.created_at} /> },
  ],
  Form: GroupForm,
  toForm: (group) => ({
    name: group?.name ?? "",
    description: group?.description ?? "",
    is_default: group?.is_default ?? false,
    contact_email: group?.contact_email ?? "",
  }),
  removal: {
    action: "Delete",
    title: "Delete this group?",
    consequence: (group) => `“${group.name}” goes for good. The teams in it stay, without a group.`,
  },
});

export default function GroupsPage() {
  return <ResourcePage resource={groups} />;
}
