"use client";

/** The domains of an account's people. */

import { Status, Time } from "@/components/cells";
import { State } from "@/components/states";
import type { Account } from "./accounts";

export function Domains({ account }: { account: Account }) {
  if (account.domains.length === 0) {
    return (
      <State title="No domains">
        With a domain, people of its addresses can be sent to the account’s single sign-on. Add one under Edit.
      </State>
    );
  }
  return (
    <ul className="divide-y divide-line rounded-lg border border-line">
      {account.domains.map(({ domain, verified_at }) => (
        <li key={domain} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
          <bdi className="font-medium break-all">{domain}</bdi>
          {verified_at ? (
            <Status tone="ok">
              Proved <Time at={verified_at} />
            </Status>
          ) : (
            <Status tone="quiet">Not proved yet</Status>
          )}
        </li>
      ))}
    </ul>
  );
}
