"use client";

/** A sign-in that lets nobody in: what the provider says of whoever tries it, and what they would become here. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { ExternalLink } from "lucide-react";
import { useEffect } from "react";
import { api, body, type Schemas } from "@/api/client";
import { asProblem } from "@/api/problem";
import { Time } from "@/components/cells";
import { roleName } from "./provider";

type Outcome = Schemas["TestOutcome"];

const CHANNEL = "alchemi-sso-test";

/** In the window that came back from the provider: tell the one that waits. */
export function useTellTested(isBack: boolean) {
  useEffect(() => {
    if (!isBack) return;
    const channel = new BroadcastChannel(CHANNEL);
    channel.postMessage("tested");
    channel.close();
  }, [isBack]);
}

function useTested(onTested: () => void) {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = () => onTested();
    return () => channel.close();
  }, [onTested]);
}

/** What the protocol needs and nobody decides by: it stands last. */
const PROTOCOL = new Set(
  "iss aud azp exp iat nbf auth_time nonce at_hash c_hash s_hash sid jti acr amr ver uti rh tid".split(" "),
);

const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function Value({ value }: { value: unknown }) {
  const many = Array.isArray(value) ? value : [value];
  if (many.length === 0) return <span className="text-muted">Empty</span>;
  return (
    <ul className="space-y-0.5">
      {many.map((one, number) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a provider may say the same twice, and the list never changes
        <li key={number}>
          <bdi>{text(one)}</bdi>
        </li>
      ))}
    </ul>
  );
}

function Claims({ claims }: { claims: Outcome["claims"] }) {
  const rows = Object.entries(claims);
  const told = [...rows.filter(([name]) => !PROTOCOL.has(name)), ...rows.filter(([name]) => PROTOCOL.has(name))];
  return (
    <section aria-label="Claims" tabIndex={0} className="max-h-96 overflow-auto rounded-lg border border-line">
      <table className="w-full text-[13px]">
        <thead>
          <tr className="border-b border-line bg-sunken text-start text-[12px] text-muted">
            <th scope="col" className="w-1/3 px-4 py-2 text-start font-medium">
              Claim
            </th>
            <th scope="col" className="px-4 py-2 text-start font-medium">
              Value
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {told.map(([name, value]) => (
            <tr key={name}>
              <th scope="row" className="px-4 py-2 text-start align-top font-mono text-[12px] font-medium break-all">
                <bdi>{name}</bdi>
              </th>
              <td className="px-4 py-2 font-mono text-[12px] break-all">
                <Value value={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Result({ outcome }: { outcome: Outcome }) {
  return (
    <div role="status" className="mt-6">
      <Alert
        className="!mb-4"
        type={outcome.is_accepted ? "success" : "error"}
        showIcon
        title={outcome.is_accepted ? "The sign-in works." : "The sign-in was refused."}
        description={
          outcome.is_accepted ? (
            <>
              Somebody new with these claims becomes <strong>{roleName(outcome.role)}</strong>. Tried{" "}
              <Time at={outcome.tested_at} />.
            </>
          ) : (
            <bdi>{outcome.refusal}</bdi>
          )
        }
      />
      {outcome.is_accepted && <Claims claims={outcome.claims} />}
    </div>
  );
}

const keyOf = (provider: string | null) => ["/alchemi/sso", "test", provider];

/** What came of the last test of this page, if there was one. */
export function useTestOutcome(provider: string | null) {
  return useQuery({
    queryKey: keyOf(provider),
    // Before the first test there is nothing to ask for.
    enabled: false,
    queryFn: () =>
      body(api.GET("/alchemi/sso/{provider_id}/test", { params: { path: { provider_id: provider ?? "" } } })),
  });
}

export function TestSignIn({ provider }: { provider: string }) {
  const queries = useQueryClient();
  const key = keyOf(provider);
  const outcome = useTestOutcome(provider);
  const begin = useMutation({
    mutationFn: () =>
      body(api.POST("/alchemi/sso/{provider_id}/test", { params: { path: { provider_id: provider } } })),
    onSuccess: ({ url }) => {
      void queries.resetQueries({ queryKey: key });
      window.open(url, "_blank", "noopener");
    },
  });
  const { refetch } = outcome;
  useTested(refetch);
  const isWaiting = begin.isSuccess && !outcome.data;
  return (
    <>
      <p className="mb-4 max-w-[62ch] text-muted">
        Sign in as anybody whom the provider knows. Nobody is let in by it and nothing is changed; you see what the
        provider says, and what it makes of them here.
      </p>
      <Button
        type={outcome.data ? "default" : "primary"}
        icon={<ExternalLink size={15} aria-hidden="true" />}
        loading={begin.isPending}
        onClick={() => begin.mutate()}
      >
        {outcome.data ? "Test again" : "Test sign-in in a new window"}
      </Button>
      <div aria-live="polite">
        {begin.error && (
          <Alert className="!mt-4" type="error" showIcon title={<bdi>{asProblem(begin.error).message}</bdi>} />
        )}
        {isWaiting && begin.data && (
          <div className="mt-4 rounded-md bg-sunken px-4 py-3 text-muted">
            Waiting for you to sign in in the other window. None came up?{" "}
            <a href={begin.data.url} target="_blank" rel="noopener noreferrer" className="underline">
              Open it here
            </a>
            .
          </div>
        )}
      </div>
      {outcome.data && <Result outcome={outcome.data} />}
    </>
  );
}
