"use client";

/** Single sign-on of the account: its providers, who gets which role, and a sign-in to try them with. */

import { useMutation } from "@tanstack/react-query";
import { Alert } from "antd";
import { parseAsString, useQueryState } from "nuqs";
import { api, body } from "@/api/client";
import { asProblem } from "@/api/problem";
import { Said, Status, Time } from "@/components/cells";
import { defineResource, ResourcePage } from "@/components/resource-page";
import { toast } from "@/lib/toasts";
import { KINDS, MASK, ProviderForm, type Values } from "./form";

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
    { key: "kind", title: "Kind", render: ({ kind }) => KINDS.find(({ value }) => value === kind)?.label ?? kind },
    { key: "issuer", title: "Issuer", render: ({ issuer }) => <Said>{issuer}</Said> },
    {
      key: "state",
      title: "State",
      render: ({ is_enabled }) => (is_enabled ? <Status tone="ok">On</Status> : <Status tone="quiet">Off</Status>),
    },
    { key: "updated", title: "Changed", render: ({ updated_at }) => <Time at={updated_at} /> },
  ],
  Form: ProviderForm,
  toForm: (row) => ({
    name: row?.name ?? "",
    kind: row?.kind ?? "google",
    issuer: row?.issuer ?? "",
    tenant: row?.tenant ?? "",
    client_id: row?.client_id ?? "",
    client_secret: row === null ? "" : MASK,
    is_enabled: row?.is_enabled ?? false,
    makes_users: row?.makes_users ?? true,
    grants_admin: row?.grants_admin ?? false,
    default_role: row?.default_role ?? "internal_user",
    rules: row?.rules ?? [],
  }),
  removal: {
    action: "Delete",
    title: "Delete this provider?",
    consequence: ({ name }) => `Nobody signs in through “${name}” any more, and the sessions that began there end.`,
  },
});

export default function SettingsPage() {
  const [tested] = useQueryState("tested", parseAsString);
  const test = useMutation({
    mutationFn: (id: string) =>
      body(api.POST("/alchemi/sso/{provider_id}/test", { params: { path: { provider_id: id } } })),
    onSuccess: ({ url }) => window.open(url, "_blank", "noopener"),
    onError: (error) => toast(asProblem(error).message),
  });
  return (
    <>
      {tested !== null && <Alert className="!mb-5" type="success" showIcon title="The test sign-in worked." />}
      <ResourcePage
        resource={providers}
        actions={({ id }) => [{ key: "test", label: "Test in a new window", onClick: () => test.mutate(id) }]}
      />
    </>
  );
}
