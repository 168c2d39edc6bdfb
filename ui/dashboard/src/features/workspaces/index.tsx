"use client";

/** Workspaces: parts of an account's work. */

import { Form, Input } from "antd";
import { Said, Status, Time } from "@/components/cells";
import { IdCopy } from "@/components/id-copy";
import { defineResource, ResourcePage } from "@/components/resource-page";

interface Values {
  name: string;
  description: string;
}

function WorkspaceForm() {
  return (
    <>
      <Form.Item
        name="name"
        label="Name"
        rules={[{ required: true, whitespace: true, message: "Give the workspace a name." }]}
      >
        <Input maxLength={120} autoFocus />
      </Form.Item>
      <Form.Item name="description" label="Description" extra="What is worked on here, for those who look for it.">
        <Input.TextArea rows={4} maxLength={20_000} />
      </Form.Item>
    </>
  );
}

const workspaces = defineResource<Values>()("/alchemi/workspace", {
  plural: "workspaces",
  noun: "workspace",
  title: "Workspaces",
  intro: "Keep the people, connections and results of one piece of work together.",
  write: "workspaces:contribute",
  create: "workspaces:write",
  search: "Search workspaces",
  filters: [
    {
      name: "is_mvp_ready",
      label: "Any state",
      options: [
        { value: "true", label: "Ready" },
        { value: "false", label: "In work" },
      ],
    },
  ],
  nameOf: (workspace) => workspace.name,
  columns: [
    {
      key: "name",
      title: "Workspace",
      sort: "name",
      render: (workspace) => (
        <>
          <Said className="font-medium">{workspace.name}</Said>
          <IdCopy id={workspace.id} what={`id of ${workspace.name}`} />
        </>
      ),
    },
    {
      key: "description",
      title: "Description",
      render: (workspace) => <Said className="text-muted">{workspace.description ?? "–"}</Said>,
    },
    {
      key: "state",
      title: "State",
      render: (workspace) =>
        workspace.is_mvp_ready ? <Status tone="ok">Ready</Status> : <Status tone="info">In work</Status>,
    },
    { key: "updated", title: "Changed", sort: "updated_at", render: (workspace) => <Time at={workspace.updated_at} /> },
    { key: "created", title: "Created", sort: "created_at", render: (workspace) => <Time at={workspace.created_at} /> },
  ],
  Form: WorkspaceForm,
  toForm: (workspace) => ({ name: workspace?.name ?? "", description: workspace?.description ?? "" }),
  removal: {
    action: "Archive",
    title: "Archive this workspace?",
    consequence: (workspace) => `“${workspace.name}” is no longer listed and cannot be changed. It can be restored.`,
  },
});

export default function WorkspacesPage() {
  return <ResourcePage resource={workspaces} />;
}
