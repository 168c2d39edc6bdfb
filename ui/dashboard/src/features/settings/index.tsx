"use client";

/** The account's settings: how people come in, one subject at a time. */

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { PageLink } from "@/components/link";
import { PageHeader } from "@/components/page-header";
import { useMay } from "@/session/session";
import { Domains } from "./domains";
import { Providers } from "./providers";
import { RequireSso } from "./requirement";
import { useSetup } from "./setup";
import { useTellTested } from "./test-sign-in";
import { Wizard } from "./wizard";

const TABS = [
  { key: "sso", title: "Single sign-on" },
  { key: "domains", title: "Email domains" },
  { key: "rules", title: "Sign-in rules" },
] as const;
type Tab = (typeof TABS)[number]["key"];

function TabList({ current }: { current: Tab }) {
  return (
    <nav aria-label="Settings" className="max-lg:-mx-4 max-lg:overflow-x-auto max-lg:px-4">
      <ul className="flex gap-1 lg:flex-col">
        {TABS.map(({ key, title }) => (
          <li key={key}>
            <PageLink
              to={`/settings/?tab=${key}`}
              isCurrent={key === current}
              className={`flex h-8 items-center rounded-md px-2.5 text-[13.5px] whitespace-nowrap ${
                key === current
                  ? "bg-primary-soft font-medium text-primary"
                  : "text-muted hover:bg-hover hover:text-text"
              }`}
            >
              {title}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function DomainsTab() {
  return (
    <>
      <PageHeader title="Email domains">
        Domains that are proved to be yours. Whoever types an address of one at the sign-in page goes to your provider.
      </PageHeader>
      <div className="max-w-3xl">
        <Domains />
      </div>
    </>
  );
}

function RulesTab() {
  return (
    <>
      <PageHeader title="Sign-in rules">By which ways people come into this account.</PageHeader>
      <div className="max-w-3xl">
        <RequireSso />
      </div>
    </>
  );
}

export default function SettingsPage() {
  const [{ tab, tested }] = useQueryStates({
    tab: parseAsStringLiteral(TABS.map(({ key }) => key)).withDefault("sso"),
    tested: parseAsString,
  });
  const setup = useSetup();
  useTellTested(tested !== null);
  const mayWrite = useMay("sso:write");
  if (setup.isOpen && mayWrite) return <Wizard setup={setup} />;
  return (
    <div className="grid gap-x-10 gap-y-5 lg:grid-cols-[168px_minmax(0,1fr)]">
      <TabList current={tab} />
      <div className="min-w-0">
        {tab === "sso" && <Providers setup={setup} isTested={tested !== null} />}
        {tab === "domains" && <DomainsTab />}
        {tab === "rules" && <RulesTab />}
      </div>
    </div>
  );
}
