"use client";

/** The form of a connection: its settings by name, those that are secret behind dots. */

import { Button, Form, Input, Select } from "antd";
import { Plus, Trash2 } from "lucide-react";
import { words } from "@/lib/format";

export interface Setting {
  name: string;
  value: string;
}

export interface Values {
  name: string;
  type: string;
  status: string;
  settings: Setting[];
}

type Config = Record<string, unknown>;

/** What the server tells in place of a secret; sent back, it keeps what is there. */
const MASK = "****";
const SHOWN = new Set(["url", "base_url", "host", "port", "database", "region", "method", "type"]);
const STATES = ["ACTIVE", "INACTIVE", "ERROR"].map((value) => ({ value, label: words(value) }));

const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

export const fieldsOf = (config: Config | null): Setting[] =>
  Object.entries(config ?? {}).map(([name, value]) => ({ name, value: textOf(value) }));

/** The settings as they are sent; one whose text was not changed keeps the kind of value that it had. */
export function configOf(settings: Setting[], before: Config | null): Config {
  return Object.fromEntries(
    settings.map(({ name, value }) => {
      const was = before?.[name];
      return [name.trim(), was !== undefined && textOf(was) === value ? was : value];
    }),
  );
}

function ValueField({
  number,
  value,
  onChange,
}: {
  number: number;
  value?: string;
  onChange?: (value: string) => void;
}) {
  const name = Form.useWatch<string>(["settings", number, "name"]);
  const shared = {
    "aria-label": "Value",
    autoComplete: "off",
    value,
    placeholder: "Value",
    onChange: (event: { target: { value: string } }) => onChange?.(event.target.value),
  };
  if (name === undefined || name === "" || SHOWN.has(name)) return <Input {...shared} />;
  if (value === MASK) {
    return (
      <div className="flex items-center gap-2">
        <span className="flex-1 text-muted">Set, and not shown</span>
        <Button size="small" onClick={() => onChange?.("")}>
          Replace
        </Button>
      </div>
    );
  }
  return <Input.Password {...shared} autoComplete="new-password" />;
}

export function ConnectionForm() {
  return (
    <>
      <Form.Item name="name" label="Name" rules={[{ required: true, whitespace: true, message: "Give it a name." }]}>
        <Input maxLength={120} autoFocus />
      </Form.Item>
      <Form.Item
        name="type"
        label="Type"
        extra="For example postgres, http or slack."
        rules={[{ required: true, whitespace: true, message: "Say what it connects to." }]}
      >
        <Input maxLength={120} spellCheck={false} />
      </Form.Item>
      <Form.Item name="status" label="Status" required>
        <Select options={STATES} aria-label="Status" />
      </Form.Item>
      <fieldset className="border-t border-line pt-5">
        <legend className="sr-only">Settings</legend>
        <h2>Settings</h2>
        <p className="mb-3 text-[13px] text-muted">
          Addresses, ports and names of databases are shown. Everything else is a secret: it is sealed and never shown
          again.
        </p>
        <Form.List name="settings">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div key={key} className="mb-2 grid grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_auto] items-start gap-2">
                  <Form.Item
                    name={[name, "name"]}
                    className="!mb-0"
                    rules={[{ required: true, whitespace: true, message: "Name it." }]}
                  >
                    <Input aria-label="Name of the setting" placeholder="host" spellCheck={false} maxLength={120} />
                  </Form.Item>
                  <Form.Item name={[name, "value"]} className="!mb-0">
                    <ValueField number={name} />
                  </Form.Item>
                  <Button
                    type="text"
                    aria-label={`Remove setting ${name + 1}`}
                    icon={<Trash2 size={15} aria-hidden="true" />}
                    onClick={() => remove(name)}
                  />
                </div>
              ))}
              <Button icon={<Plus size={15} aria-hidden="true" />} onClick={() => add({ name: "", value: "" })}>
                Add a setting
              </Button>
            </>
          )}
        </Form.List>
      </fieldset>
    </>
  );
}
