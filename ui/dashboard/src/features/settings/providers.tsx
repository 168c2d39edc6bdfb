"use client";

/** The account's providers of single sign-on. */

import { Alert } from "antd";
import { Said, Status, Time } from "@/components/cells";
import { defineResource, ResourcePage } from "@/components/resource-page";
import { ProviderForm } from "./form";
import { KINDS, toForm, type Values } from "./provider";
import type { Setup } from "./setup";

const providers = defineResource<Values>()("/alchemi/sso", {
  plural: "providers",
  noun: "provider",
  title: "Single sign-on",
  intro: "People of your proved domains sign in with your company’s own provider.",
  write: "sso:write",
  search: "Search providers",
  nameOf: ({ name }) => name,
  columns: [
    { key: "name", title: "Provider", sort: "name", render: ({ name }) => <Said className="font-medium">{name}</Said> },
    { key: "kind", title: "Kind", render: ({ kind }) => KINDS[kind].label },
    { key: "issuer", title: "Issuer", render: ({ issuer }) => <Said>{issuer}</Said> },
    {
      key: "state",
      title: "State",
      render: ({ is_enabled }) => (is_enabled ? <Status tone="ok">On</Status> : <Status tone="quiet">Off</Status>),
    },
    { key: "updated", title: "Changed", render: ({ updated_at }) => <Time at={updated_at} /> },
  ],
  Form: ProviderForm,
  toForm: (row) => toForm(row),
  removal: {
    action: "Delete",
    title: "Delete this provider?",
    consequence: ({ name }) => `Nobody signs in through “${name}” any more, and the sessions that began there end.`,
  },
});

export function Providers({ setup, isTested }: { setup: Setup; isTested: boolean }) {
  return (
    <>
      {isTested && (
        <Alert
          className="!mb-5"
          type="info"
          showIcon
          title="The test sign-in is over."
          description="What came of it is shown in the window that you began in. You can close this one."
        />
      )}
      <ResourcePage
        resource={providers}
        actions={({ id, is_enabled }) => [
          { key: "setup", label: "Open set-up", onClick: () => setup.open(id, "details") },
          { key: "test", label: "Test sign-in", onClick: () => setup.open(id, "test") },
          { key: "turn", label: is_enabled ? "Turn off" : "Turn on", onClick: () => setup.open(id, "enable") },
        ]}
      />
    </>
  );
}
