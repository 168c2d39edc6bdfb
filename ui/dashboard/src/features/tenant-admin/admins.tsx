"use client";

/** Who administers an account: added, changed, removed. Passwords are written and never read. */

import { Button, Form, Input, Select } from "antd";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { Said, Time } from "@/components/cells";
import { Confirm } from "@/components/confirm";
import { FormDrawer } from "@/components/form-drawer";
import { MenuButton } from "@/components/menu-button";
import { State } from "@/components/states";
import { filled } from "@/lib/changes";
import { words } from "@/lib/format";
import { toast } from "@/lib/toasts";
import { type Account, type Admin, useAddAdmin, useChangeAdmin, useRemoveAdmin } from "./accounts";
import { EMAIL_RULES, PasswordField } from "./fields";

type Role = NonNullable<Schemas["NewAdmin"]["role"]>;
interface Values {
  user_email: string;
  role: Role;
  password: string;
}

const ROLES: { value: Role; label: string }[] = (["account_admin", "account_owner"] as Role[]).map((value) => ({
  value,
  label: words(value),
}));

function AdminForm({
  account,
  admin,
  isOpen,
  onClose,
}: {
  account: Account;
  admin: Admin | null;
  isOpen: boolean;
  onClose: () => void;
}) {
  const add = useAddAdmin(account.account_id);
  const change = useChangeAdmin(account.account_id);
  const submit = async ({ user_email, role, password }: Values) => {
    if (admin === null) {
      await add.mutateAsync(filled({ user_email, role, password }) as Values);
      return toast("The administrator was added.");
    }
    const new_email = user_email === admin.user_email ? undefined : user_email;
    const sent = filled({ new_email, role: role === admin.role ? undefined : role, password });
    if (Object.keys(sent).length === 0) return;
    await change.mutateAsync({ email: admin.user_email, sent });
    toast("Saved.");
  };
  return (
    <FormDrawer<Values>
      key={admin?.user_id ?? "new"}
      isOpen={isOpen}
      title={admin === null ? "Add an administrator" : "Edit administrator"}
      action={admin === null ? "Add administrator" : "Save changes"}
      initial={{ user_email: admin?.user_email ?? "", role: (admin?.role as Role) ?? "account_admin", password: "" }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item
        name="user_email"
        label="Email"
        rules={[{ required: true, message: "Whose email?" }, ...EMAIL_RULES]}
        extra={admin === null ? "Somebody of the account, or somebody new." : undefined}
      >
        <Input type="email" autoComplete="off" maxLength={320} autoFocus />
      </Form.Item>
      <Form.Item name="role" label="Role" required>
        <Select options={ROLES} aria-label="Role" />
      </Form.Item>
      <PasswordField name="password" label={admin === null ? "Password" : "New password"} />
      {admin !== null && (
        <p className="text-[13px] text-muted">A new password ends their sessions within two seconds.</p>
      )}
    </FormDrawer>
  );
}

export function Admins({ account }: { account: Account }) {
  const [edited, setEdited] = useState<Admin | "new" | null>(null);
  const [removed, setRemoved] = useState<Admin | null>(null);
  const remove = useRemoveAdmin(account.account_id);
  const isGone = account.status === "deleted";
  const add = !isGone && (
    <Button icon={<Plus size={16} aria-hidden="true" />} onClick={() => setEdited("new")}>
      Add administrator
    </Button>
  );
  return (
    <>
      {account.admins.length === 0 ? (
        <State title="Nobody administers this account" action={add}>
          Without an administrator nobody can sign in to it.
        </State>
      ) : (
        <>
          <div className="mb-3 flex justify-end">{add}</div>
          <ul aria-label="Administrators" className="divide-y divide-line rounded-lg border border-line">
            {account.admins.map((admin) => (
              <li key={admin.user_id} className="flex items-center gap-3 px-4 py-3">
                <div className="min-w-0 flex-1">
                  <Said className="font-medium">{admin.user_email}</Said>
                  <span className="text-[13px] text-muted">
                    {words(admin.role)}, added <Time at={admin.created_at} />
                  </span>
                </div>
                <MenuButton
                  of={admin.user_email}
                  items={[
                    { key: "edit", label: "Edit or set password", onClick: () => setEdited(admin) },
                    { key: "remove", label: "Remove", danger: true, onClick: () => setRemoved(admin) },
                  ]}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      <AdminForm
        account={account}
        admin={edited === "new" ? null : edited}
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
      />
      <Confirm
        isOpen={removed !== null}
        title="Remove this administrator?"
        action="Remove"
        isBusy={remove.isPending}
        error={remove.error}
        onClose={() => {
          remove.reset();
          setRemoved(null);
        }}
        onConfirm={() =>
          removed &&
          remove.mutate(removed.user_email, {
            onSuccess: () => {
              setRemoved(null);
              toast("The administrator was removed.");
            },
          })
        }
      >
        <bdi className="break-all">{removed?.user_email}</bdi> becomes an ordinary member, and their keys are blocked.
      </Confirm>
    </>
  );
}
