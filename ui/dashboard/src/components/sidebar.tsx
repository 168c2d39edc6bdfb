"use client";

/** Where one can go: only what the session's permissions open. */

import {
  Building2,
  FolderKanban,
  LifeBuoy,
  type LucideIcon,
  Mail,
  Plug,
  ScrollText,
  Settings,
  Shapes,
  UserRound,
} from "lucide-react";
import { type PageEntry, pagesFor } from "@/session/pages";
import { useSession } from "@/session/session";
import { AccountSwitch } from "./account-switch";
import { PageLink, usePagePath } from "./link";

const ICONS: Record<string, LucideIcon> = {
  "/tenant-admin/": Building2,
  "/workspaces/": FolderKanban,
  "/connections/": Plug,
  "/members/": UserRound,
  "/invitations/": Mail,
  "/groups/": Shapes,
  "/audit/": ScrollText,
  "/support/": LifeBuoy,
  "/settings/": Settings,
};

function Entry({ page, onGo }: { page: PageEntry; onGo?: () => void }) {
  const isCurrent = usePagePath() === page.path;
  const Icon = ICONS[page.path] ?? Shapes;
  const look = isCurrent ? "bg-primary-soft text-primary font-medium" : "text-muted hover:bg-hover hover:text-text";
  return (
    <li>
      <PageLink
        to={page.path}
        isCurrent={isCurrent}
        onClick={onGo}
        className={`flex h-8 items-center gap-2.5 rounded-md px-2.5 text-[13.5px] ${look}`}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        {page.title}
      </PageLink>
    </li>
  );
}

/** The groups in the order of the page list; the one without a name stands at the bottom. */
function grouped(pages: readonly PageEntry[]): [PageEntry["group"], PageEntry[]][] {
  const groups = new Map<PageEntry["group"], PageEntry[]>();
  for (const page of pages) groups.set(page.group, [...(groups.get(page.group) ?? []), page]);
  return [...groups];
}

export function Sidebar({ onGo }: { onGo?: () => void }) {
  const groups = grouped(pagesFor(useSession()));
  return (
    <div className="flex h-full flex-col gap-4 p-3">
      <AccountSwitch />
      <nav aria-label="Pages" className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto">
        {groups.map(([group, pages]) => (
          <div key={group} className={group === "" ? "mt-auto border-t border-line pt-3" : ""}>
            {group !== "" && <p className="px-2.5 pb-1 text-[12px] text-faint">{group}</p>}
            <ul className="flex flex-col gap-px">
              {pages.map((page) => (
                <Entry key={page.path} page={page} onGo={onGo} />
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </div>
  );
}
