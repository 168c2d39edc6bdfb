"use client";

/** The form of a provider that is there: all that can be changed of it, in one place. */

import { Form, Switch } from "antd";
import { CopyRow } from "@/components/copy-row";
import { ConnectionFields, RoleFields } from "./fields";
import { KINDS, type Provider } from "./provider";

export function ProviderForm({ row }: { row: Provider | null }) {
  const redirect = (row as { redirect_uri?: string } | null)?.redirect_uri;
  if (row === null) return null;
  return (
    <>
      <p className="mb-5 text-muted">
        {KINDS[row.kind].label}. Sessions that began through it end with a change of anything but its name.
      </p>
      {redirect !== undefined && <CopyRow label="Redirect address" text={redirect} />}
      <div className="h-5" />
      <ConnectionFields kind={row.kind} autoFocus />
      <fieldset className="border-t border-line pt-5">
        <legend className="sr-only">Who becomes what</legend>
        <h2 className="mb-3">Who becomes what</h2>
        <RoleFields />
      </fieldset>
      <Form.Item name="is_enabled" label="Turned on" extra="Test it before you do." required valuePropName="checked">
        <Switch />
      </Form.Item>
    </>
  );
}
