"use client";

/** The bar over every page: menu on narrow screens, documentation, theme, and one's own things. */

import { Button, Dropdown } from "antd";
import { LogOut, Menu, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { type Session, useSession, useSignOut } from "@/session/session";
import { type Choice, choose, useChoice, useMode } from "@/theme/mode";
import { Mark } from "./brand";
import { useGo } from "./link";

const THEMES: { key: Choice; label: string; icon: typeof Sun }[] = [
  { key: "light", label: "Light", icon: Sun },
  { key: "dark", label: "Dark", icon: Moon },
  { key: "system", label: "As the system", icon: Monitor },
];

function ThemeSwitch() {
  const mode = useMode();
  const chosen = useChoice();
  const Icon = mode === "dark" ? Moon : Sun;
  const items = THEMES.map(({ key, label, icon: Own }) => ({
    key,
    label,
    icon: <Own size={15} aria-hidden="true" />,
    onClick: () => choose(key),
  }));
  return (
    <Dropdown menu={{ items, selectable: true, selectedKeys: [chosen] }} trigger={["click"]}>
      <Button type="text" aria-label="Theme" icon={<Icon size={17} strokeWidth={1.75} aria-hidden="true" />} />
    </Dropdown>
  );
}

export const nameOf = (session: Session) => session.caller.email ?? session.caller.user_id;

function initials(name: string): string {
  const parts =
    name
      .split("@")[0]
      ?.split(/[._\- ]+/)
      .filter(Boolean) ?? [];
  const letters = parts.length > 1 ? [parts[0], parts[1]] : [parts[0], ""];
  return (
    letters
      .map((part) => Array.from(part ?? "")[0] ?? "")
      .join("")
      .toUpperCase() || "?"
  );
}

function OwnMenu() {
  const session = useSession();
  const signOut = useSignOut();
  const go = useGo();
  const name = nameOf(session);
  const items = [
    {
      key: "name",
      type: "group" as const,
      label: <bdi className="block max-w-60 truncate">{name}</bdi>,
    },
    { key: "me", label: "Profile and sessions", icon: <UserRound size={15} />, onClick: () => go("/me/") },
    {
      key: "out",
      label: "Sign out",
      icon: <LogOut size={15} />,
      onClick: () => signOut.mutate(undefined, { onSettled: () => window.location.assign("/ui/login/") }),
    },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <button
        type="button"
        aria-label={`Your menu: ${name}`}
        className="grid size-8 cursor-pointer place-items-center rounded-full bg-primary text-[12px] font-semibold text-on-primary"
      >
        {initials(name)}
      </button>
    </Dropdown>
  );
}

export function TopBar({ onMenu }: { onMenu: () => void }) {
  return (
    <div className="flex h-12 shrink-0 items-center gap-1 border-b border-line px-4 lg:px-8">
      <div className="flex items-center gap-1 lg:hidden">
        <Button type="text" aria-label="Pages" icon={<Menu size={18} aria-hidden="true" />} onClick={onMenu} />
        <Mark size={22} />
      </div>
      <div className="ms-auto flex items-center gap-1.5">
        <a href="/api-docs" className="px-2 py-1 text-[13.5px] text-muted hover:text-text">
          API docs
        </a>
        <ThemeSwitch />
        <OwnMenu />
      </div>
    </div>
  );
}
