/** The pages of the console, who may open them, and where they stand. */

import { may, type Session } from "./session";

export interface PageEntry {
  path: string;
  title: string;
  permission: string;
  group: "Studio" | "People" | "Observe" | "Platform" | "";
}

export const PAGES: readonly PageEntry[] = [
  { path: "/tenant-admin/", title: "Tenant management", permission: "accounts:manage", group: "Platform" },
  { path: "/workspaces/", title: "Workspaces", permission: "workspaces:read", group: "Studio" },
  { path: "/connections/", title: "Connections", permission: "connections:read", group: "Studio" },
  { path: "/members/", title: "Members", permission: "users:read", group: "People" },
  { path: "/invitations/", title: "Invitations", permission: "invites:read", group: "People" },
  { path: "/groups/", title: "Groups", permission: "groups:read", group: "People" },
  { path: "/audit/", title: "Audit log", permission: "account:audit", group: "Observe" },
  { path: "/support/", title: "Support", permission: "tickets:read", group: "" },
  { path: "/settings/", title: "Settings", permission: "sso:read", group: "" },
];

export const pagesFor = (session: Session) => PAGES.filter((page) => may(session, page.permission));

/** Where a session begins: its first page, or its own things when it may open none. */
export const startPage = (session: Session) => pagesFor(session)[0]?.path ?? "/me/";
