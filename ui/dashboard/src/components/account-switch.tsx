"use client";

/** The account that the session acts in, and the way into the others that its sign-in opened. */

import { Dropdown } from "antd";
import { Check, ChevronsUpDown } from "lucide-react";
import { asProblem } from "@/api/problem";
import { toast } from "@/lib/toasts";
import { useSession, useSwitchAccount } from "@/session/session";
import { Mark } from "./brand";

function Name({ name }: { name: string }) {
  return (
    <span className="flex min-w-0 flex-1 items-center gap-2.5 text-start">
      <Mark size={24} />
      <span className="min-w-0">
        <bdi className="block truncate text-[13.5px] font-semibold" title={name}>
          {name}
        </bdi>
        <span className="block text-[12px] leading-4 text-muted">Alchemi Studio</span>
      </span>
    </span>
  );
}

export function AccountSwitch() {
  const session = useSession();
  const change = useSwitchAccount();
  const name = session.account?.account_name ?? "Platform";
  if (session.memberships.length < 2) {
    return (
      <div className="flex px-2 py-1.5">
        <Name name={name} />
      </div>
    );
  }
  const items = session.memberships.map((membership) => ({
    key: membership.account_id,
    disabled: membership.is_current,
    icon: <Check size={14} aria-hidden="true" className={membership.is_current ? "" : "invisible"} />,
    label: <bdi className="block max-w-64 truncate">{membership.account_name}</bdi>,
    onClick: () =>
      change.mutate(membership.account_id, {
        // Everything on this page is another account's: it is loaded anew, from the start.
        onSuccess: () => window.location.assign("/ui/"),
        onError: (error) => toast(asProblem(error).message),
      }),
  }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <button
        type="button"
        disabled={change.isPending}
        aria-label={`Account ${name}: switch to another`}
        className="flex w-full cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 hover:bg-hover"
      >
        <Name name={name} />
        <ChevronsUpDown size={14} aria-hidden="true" className="shrink-0 text-muted" />
      </button>
    </Dropdown>
  );
}
