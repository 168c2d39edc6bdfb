"use client";

/** The form of a provider: what it is, how it knows us, and who becomes what. */

import { Button, Form, Input, Select, Switch } from "antd";
import { Plus, Trash2 } from "lucide-react";
import { IdCopy } from "@/components/id-copy";
import { useSession } from "@/session/session";

export interface Values {
  name: string;
  kind: string;
  issuer: string;
  tenant: string;
  client_id: string;
  client_secret: string;
  is_enabled: boolean;
  makes_users: boolean;
  grants_admin: boolean;
  default_role: string;
  rules: { claim: string; value: string; role: string }[];
}

/** What the server tells in place of the secret; sent back, it keeps what is there. */
export const MASK = "****";

export const KINDS = [
  { value: "google", label: "Google" },
  { value: "microsoft", label: "Microsoft Entra" },
  { value: "okta", label: "Okta" },
  { value: "generic", label: "OpenID Connect" },
];
const MEMBERS = [
  { value: "internal_user", label: "Member" },
  { value: "internal_user_viewer", label: "Viewer" },
];
const ROLES = [
  ...MEMBERS,
  { value: "proxy_admin_viewer", label: "Auditor" },
  { value: "proxy_admin", label: "Account admin" },
];

const required = (message: string) => [{ required: true, whitespace: true, message }];

function SecretField({ value, onChange }: { value?: string; onChange?: (value: string) => void }) {
  if (value === MASK) {
    return (
      <div className="flex items-center gap-3">
        <span className="text-muted">Set, and not shown</span>
        <Button size="small" onClick={() => onChange?.("")}>
          Replace
        </Button>
      </div>
    );
  }
  return (
    <Input.Password
      aria-label="Client secret"
      autoComplete="new-password"
      value={value}
      onChange={(event) => onChange?.(event.target.value)}
    />
  );
}

function Rules() {
  return (
    <Form.List name="rules">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className="mb-2 grid grid-cols-[1fr_1fr_1fr_auto] items-start gap-2">
              <Form.Item name={[name, "claim"]} className="!mb-0" rules={required("Which?")}>
                <Input aria-label="Claim" placeholder="groups" spellCheck={false} />
              </Form.Item>
              <Form.Item name={[name, "value"]} className="!mb-0" rules={required("What?")}>
                <Input aria-label="Value" placeholder="ai-admins" spellCheck={false} />
              </Form.Item>
              <Form.Item name={[name, "role"]} className="!mb-0">
                <Select aria-label="Role" options={ROLES} />
              </Form.Item>
              <Button
                type="text"
                aria-label={`Remove rule ${name + 1}`}
                icon={<Trash2 size={15} aria-hidden="true" />}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button
            icon={<Plus size={15} aria-hidden="true" />}
            onClick={() => add({ claim: "", value: "", role: "internal_user" })}
          >
            Add a rule
          </Button>
        </>
      )}
    </Form.List>
  );
}

export function ProviderForm({ row }: { row: object | null }) {
  const { account } = useSession();
  const kind = Form.useWatch<string>("kind") ?? "google";
  const own = `${window.location.origin}/v2/login/sso/${account?.account_id ?? ""}/callback`;
  const redirect = (row as { redirect_uri?: string } | null)?.redirect_uri ?? own;
  return (
    <>
      <div className="mb-5 rounded-md bg-sunken px-4 py-3">
        <p className="text-[13px]">Register this redirect address at the provider:</p>
        <IdCopy id={redirect} what="redirect address" />
      </div>
      <Form.Item name="kind" label="Provider" required>
        <Select aria-label="Provider" options={KINDS} disabled={row !== null} />
      </Form.Item>
      <Form.Item name="name" label="Name" rules={required("Give it a name.")}>
        <Input maxLength={120} autoFocus />
      </Form.Item>
      {(kind === "okta" || kind === "generic") && (
        <Form.Item name="issuer" label="Issuer" rules={required("Where does it live?")}>
          <Input placeholder="https://company.okta.com" spellCheck={false} />
        </Form.Item>
      )}
      {kind === "microsoft" && (
        <Form.Item name="tenant" label="Directory (tenant) id" rules={required("Which directory?")}>
          <Input spellCheck={false} />
        </Form.Item>
      )}
      <Form.Item name="client_id" label="Client id" rules={required("What are we called there?")}>
        <Input spellCheck={false} autoComplete="off" />
      </Form.Item>
      <Form.Item name="client_secret" label="Client secret" rules={required("It is told once, where you register us.")}>
        <SecretField />
      </Form.Item>
      <fieldset className="border-t border-line pt-5">
        <legend className="sr-only">Who becomes what</legend>
        <h2 className="mb-3">Who becomes what</h2>
        <Form.Item name="makes_users" label="Make users of those who come first" required valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="default_role" label="Role without a rule" required>
          <Select aria-label="Role without a rule" options={MEMBERS} />
        </Form.Item>
        <Rules />
        <Form.Item
          className="!mt-5"
          name="grants_admin"
          label="Rules may give administrators"
          extra="Otherwise a rule gives no more than auditor."
          required
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
      </fieldset>
      <Form.Item name="is_enabled" label="Turned on" extra="Test it before you do." required valuePropName="checked">
        <Switch />
      </Form.Item>
    </>
  );
}
