"use client";

/** The fields of a provider: how it knows us, and who becomes what. */

import { Button, Form, Input, Select, Switch } from "antd";
import { Plus, Trash2 } from "lucide-react";
import { KINDS, type Kind, MASK, MEMBERS, ROLES } from "./provider";

const required = (message: string) => [{ required: true, whitespace: true, message }];

function SecretField({ id, value, onChange }: { id?: string; value?: string; onChange?: (value: string) => void }) {
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
      id={id}
      aria-label="Client secret"
      autoComplete="new-password"
      value={value}
      onChange={(event) => onChange?.(event.target.value)}
    />
  );
}

/** Where the provider lives and what we are called there. */
export function ConnectionFields({ kind, autoFocus = false }: { kind: Kind; autoFocus?: boolean }) {
  return (
    <>
      <Form.Item
        name="name"
        label="Name"
        rules={required("Give it a name.")}
        extra="Shown here alone; people who sign in do not see it."
      >
        <Input maxLength={120} autoFocus={autoFocus} />
      </Form.Item>
      {(kind === "okta" || kind === "generic") && (
        <Form.Item
          name="issuer"
          label="Issuer"
          rules={required("Where does it live?")}
          extra="As the provider writes it, to the letter: all else is read from there."
        >
          <Input placeholder={KINDS[kind].issuer} spellCheck={false} inputMode="url" />
        </Form.Item>
      )}
      {kind === "microsoft" && (
        <Form.Item name="tenant" label="Directory (tenant) id" rules={required("Which directory?")}>
          <Input spellCheck={false} placeholder="00000000-0000-0000-0000-000000000000" />
        </Form.Item>
      )}
      <Form.Item name="client_id" label="Client id" rules={required("What are we called there?")}>
        <Input spellCheck={false} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="client_secret"
        label="Client secret"
        rules={required("It is told once, where you register us.")}
        extra="Kept sealed, and never shown again."
      >
        <SecretField />
      </Form.Item>
    </>
  );
}

function Rules() {
  return (
    <Form.List name="rules">
      {(fields, { add, remove }) => (
        <>
          {fields.length > 0 && (
            <div
              aria-hidden="true"
              className="mb-1 grid grid-cols-[1fr_1fr_1fr_32px] gap-2 text-[12px] text-muted max-sm:hidden"
            >
              <span>Claim</span>
              <span>has the value</span>
              <span>gets the role</span>
            </div>
          )}
          {fields.map(({ key, name }) => (
            <div
              key={key}
              className="mb-2 grid grid-cols-[1fr_32px] items-start gap-2 max-sm:mb-4 max-sm:border-s-2 max-sm:border-line max-sm:ps-3 sm:grid-cols-[1fr_1fr_1fr_32px]"
            >
              <Form.Item name={[name, "claim"]} className="!mb-0 max-sm:col-start-1" rules={required("Which?")}>
                <Input aria-label="Claim" placeholder="groups" spellCheck={false} />
              </Form.Item>
              <Form.Item name={[name, "value"]} className="!mb-0 max-sm:col-start-1" rules={required("What?")}>
                <Input aria-label="Value" placeholder="ai-admins" spellCheck={false} />
              </Form.Item>
              <Form.Item name={[name, "role"]} className="!mb-0 max-sm:col-start-1">
                <Select aria-label="Role" options={ROLES} />
              </Form.Item>
              <Button
                type="text"
                className="max-sm:col-start-2 max-sm:row-start-1"
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

function Toggle({ name, label, extra }: { name: string; label: string; extra: string }) {
  return (
    <div className="mb-[18px] flex items-start justify-between gap-6">
      <div>
        <p className="font-medium">{label}</p>
        <p className="text-[13px] text-muted">{extra}</p>
      </div>
      <Form.Item name={name} valuePropName="checked" className="!mb-0" noStyle>
        <Switch aria-label={label} className="mt-0.5 shrink-0" />
      </Form.Item>
    </div>
  );
}

/** Who becomes what, by the claims that the provider makes of them. */
export function RoleFields() {
  return (
    <>
      <Toggle
        name="makes_users"
        label="Make users of those who come first"
        extra="Off: only people who are members already come in."
      />
      <Form.Item name="default_role" label="Role without a rule" required>
        <Select aria-label="Role without a rule" options={MEMBERS} />
      </Form.Item>
      <div className="mb-[18px]">
        <p className="mb-1 font-medium">Rules</p>
        <p className="mb-3 text-[13px] text-muted">The first one that fits counts, at every sign-in.</p>
        <Rules />
      </div>
      <Toggle
        name="grants_admin"
        label="Rules may give administrators"
        extra="Off: a rule gives no more than auditor, whatever the provider claims."
      />
    </>
  );
}
