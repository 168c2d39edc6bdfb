/** The people of the account: as the gateway lists them, with their membership beside. */

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { raw, type Schemas } from "@/api/client";
import { fetchPage } from "@/api/resource";
import type { ListState } from "@/lib/list-state";
import { useMay } from "@/session/session";

export type Membership = Schemas["MembershipsOf"]["memberships"][number];
export type AppRole = Membership["app_role"];

/** What the gateway tells of a user; its route is not in our document. */
interface User {
  user_id: string;
  user_email: string | null;
  user_alias: string | null;
  user_role: string | null;
  spend: number | null;
  max_budget: number | null;
  key_count: number | null;
  teams: string[] | null;
  created_at: string | null;
}
/** `membership`: null where there is none, undefined where it is not told. */
export interface Member extends User {
  membership: Membership | null | undefined;
}

const WHEEL_ROLES: Record<string, string> = {
  proxy_admin: "Account admin",
  proxy_admin_viewer: "Auditor",
  org_admin: "Organization admin",
  internal_user: "Member",
  internal_user_viewer: "Viewer",
};
export const APP_ROLES: Record<AppRole, string> = {
  owner: "Owner",
  admin: "Account admin",
  member: "Member",
  viewer: "Viewer",
};
export const FILTER_ROLES = Object.entries(WHEEL_ROLES).map(([value, label]) => ({ value, label }));

export const nameOf = ({ user_email, user_alias, user_id }: Member) => user_email ?? user_alias ?? user_id;
/** Nobody says of users who are not told, or are the gateway's alone, that they are out. */
export const stateOf = ({ membership }: Member) => membership?.state ?? "active";

/** What they are. Whoever has no access keeps the role that they had, for when they come back. */
export function roleOf(member: Member): string {
  if (stateOf(member) !== "active" && member.membership) return APP_ROLES[member.membership.app_role];
  if (member.user_role === "proxy_admin" && member.membership?.app_role === "owner") return APP_ROLES.owner;
  return WHEEL_ROLES[member.user_role ?? ""] ?? "Member";
}

async function membershipsOf(users: User[]): Promise<Map<string, Membership>> {
  if (users.length === 0) return new Map();
  const query = new URLSearchParams(users.map(({ user_id }) => ["user_id", user_id]));
  const { data } = await raw<Schemas["MembershipsOf"]>(`/alchemi/membership/of-users?${query}`);
  return new Map(data.memberships.map((one) => [one.user_id, one]));
}

const KEY = ["members"];

export function useMembers(state: ListState) {
  const maySeeAll = useMay("memberships:all");
  return useQuery({
    queryKey: [...KEY, state.q, state.filters, state.sort, state.page, state.size],
    queryFn: async (): Promise<{ members: Member[]; total: number }> => {
      const query = new URLSearchParams({
        page: String(state.page),
        page_size: String(state.size),
        sort_by: state.sort.replace(/^-/, ""),
        sort_order: state.sort.startsWith("-") ? "desc" : "asc",
      });
      if (state.q) query.set("user_email", state.q);
      if (state.filters.role) query.set("role", state.filters.role);
      const { users, total } = (await raw<{ users: User[]; total: number }>(`/user/list?${query}`)).data;
      const found = maySeeAll ? await membershipsOf(users) : null;
      const membership = (id: string) => (found === null ? undefined : (found.get(id) ?? null));
      return { members: users.map((user) => ({ ...user, membership: membership(user.user_id) })), total };
    },
    placeholderData: keepPreviousData,
  });
}

/** Names to choose from, for whoever may see them. */
export function useChoices(path: "/alchemi/team" | "/alchemi/role", plural: string, permission: string) {
  const may = useMay(permission);
  return useQuery({
    queryKey: [path, "choices"],
    enabled: may,
    queryFn: async () => (await fetchPage<{ id: string; name: string }>(path, plural, { limit: 100, offset: 0 })).rows,
  });
}

export interface Standing {
  app_role?: AppRole;
  team_id?: string | null;
  role_id?: string | null;
}

/** Changes what somebody is; whoever is no member yet becomes one. */
export function useChangeMember() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ member, standing }: { member: Member; standing: Standing }) =>
      member.membership
        ? raw(`/alchemi/membership/${encodeURIComponent(member.membership.id)}`, {
            method: "PATCH",
            body: JSON.stringify(standing),
          })
        : raw("/alchemi/membership", {
            method: "POST",
            body: JSON.stringify({ user_id: member.user_id, ...standing }),
          }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

/** What may happen to a membership as a whole. */
export type Step = "suspend" | "reactivate" | "remove" | "restore";

export interface StepOf {
  step: Step;
  membership: string;
  reason?: string;
}

export function useTakeStep() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ step, membership, reason }: StepOf) => {
      const path = `/alchemi/membership/${encodeURIComponent(membership)}`;
      if (step === "remove") return raw(path, { method: "DELETE" });
      const body = step === "suspend" ? { body: JSON.stringify({ reason: reason || null }) } : {};
      return raw(`${path}/${step}`, { method: "POST", ...body });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

/** How many invitations nobody has answered yet. */
export function useWaiting() {
  const may = useMay("invites:read");
  return useQuery({
    queryKey: ["/alchemi/invite", "waiting"],
    enabled: may,
    queryFn: async () =>
      (await fetchPage("/alchemi/invite", "invitations", { limit: 1, offset: 0, status: "PENDING" })).total,
  });
}
