"use client";

/** What somebody is in the account. */

import { Form, Select } from "antd";
import { FormDrawer } from "@/components/form-drawer";
import { changedFields } from "@/lib/changes";
import { toast } from "@/lib/toasts";
import { APP_ROLES, type AppRole, type Member, nameOf, type Standing, useChangeMember, useChoices } from "./members";

interface Values {
  app_role: AppRole;
  team_id: string;
  role_id: string;
}

const ROLE_OPTIONS = (Object.keys(APP_ROLES) as AppRole[]).map((value) => ({ value, label: APP_ROLES[value] }));
const MEANS: Record<AppRole, string> = {
  owner: "may do everything in this account, and is who the operator asks for",
  admin: "may do everything in this account",
  member: "works with the models, keys and workspaces that are theirs",
  viewer: "sees what is shared with everybody, and changes nothing",
};

const options = (none: string, rows: { id: string; name: string }[] | undefined) => [
  { value: "", label: none },
  ...(rows ?? []).map(({ id, name }) => ({ value: id, label: name })),
];

export function StandingForm({ member, onClose }: { member: Member | null; onClose: () => void }) {
  const change = useChangeMember();
  const teams = useChoices("/alchemi/team", "teams", "teams:read");
  const roles = useChoices("/alchemi/role", "roles", "roles:read");
  const now = member?.membership;
  const initial: Values = {
    app_role: now?.app_role ?? "member",
    team_id: now?.team_id ?? "",
    role_id: now?.role_id ?? "",
  };
  const submit = async (values: Values) => {
    if (member === null) return;
    const sent = now ? changedFields(initial, values) : { ...changedFields({} as Values, values) };
    if (Object.keys(sent).length === 0) return;
    await change.mutateAsync({ member, standing: sent as Standing });
    toast("Saved.");
  };
  return (
    <FormDrawer<Values>
      key={member?.user_id ?? "nobody"}
      isOpen={member !== null}
      title={now ? "Change role and team" : "Make a member"}
      action={now ? "Save changes" : "Make a member"}
      initial={initial}
      onSubmit={submit}
      onClose={onClose}
      summary={({ app_role }) => {
        const role = app_role ?? initial.app_role;
        const ends = now && role !== now.app_role ? " Their sessions end within two seconds." : "";
        return `${APP_ROLES[role]}: ${MEANS[role]}.${ends}`;
      }}
    >
      <p className="mb-5 font-medium break-all">
        <bdi>{member && nameOf(member)}</bdi>
      </p>
      <Form.Item name="app_role" label="Role" required extra="You can give no more than you have.">
        <Select options={ROLE_OPTIONS} aria-label="Role" />
      </Form.Item>
      <Form.Item name="role_id" label="Further role" extra="Adds the permissions of a role that this account has made.">
        <Select
          options={options("None", roles.data)}
          aria-label="Further role"
          showSearch={{ optionFilterProp: "label" }}
        />
      </Form.Item>
      <Form.Item name="team_id" label="Team">
        <Select options={options("None", teams.data)} aria-label="Team" showSearch={{ optionFilterProp: "label" }} />
      </Form.Item>
    </FormDrawer>
  );
}
