"use client";

/** Whether people come in through the account's providers alone, and what has to be shown before that can be asked for. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { api, body } from "@/api/client";
import { usePage } from "@/api/resource";
import { Status } from "@/components/cells";
import { Confirm } from "@/components/confirm";
import { Failed } from "@/components/states";
import { toast } from "@/lib/toasts";
import { useMay, useSession } from "@/session/session";

const KEY = ["/alchemi/sso", "requirement"];

export function useRequirement() {
  return useQuery({ queryKey: KEY, queryFn: () => body(api.GET("/alchemi/sso/requirement")) });
}

/** The way through a provider that ends where it began, as the same user. */
function linkStart(account: string, provider: string): string {
  const back = window.location.pathname + window.location.search;
  const query = new URLSearchParams({ provider, link: "true", return_to: back });
  return `/v2/login/sso/${encodeURIComponent(account)}/start?${query}`;
}

function ComeInFirst() {
  const { account } = useSession();
  const { data } = usePage("/alchemi/sso", "providers", { limit: 25, offset: 0, is_enabled: true });
  const providers = data?.rows ?? [];
  return (
    <div className="mt-4 rounded-md bg-sunken p-4">
      <p className="text-[13px] text-muted">
        {providers.length === 0
          ? "No provider is turned on. Turn one on, then sign in through it yourself: this shows that nobody is locked out."
          : "First sign in through a provider yourself: this shows that nobody is locked out. You come back here, as the same person."}
      </p>
      {providers.length > 0 && (
        <div className="mt-3 flex flex-wrap gap-2">
          {providers.map(({ id, name }) => (
            <Button key={id} href={linkStart(account?.account_id ?? "", id)}>
              <bdi className="max-w-64 truncate">Sign in through {name}</bdi>
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

const REQUIRE = {
  title: "Require single sign-on?",
  action: "Require single sign-on",
  text: "Passwords stop opening this account for everybody. Sessions that began with a password end within two seconds, yours among them unless you came in through a provider. If your provider fails, whoever runs this console can let passwords in again.",
  done: "Single sign-on is required from now on.",
};
const ALLOW = {
  title: "Allow passwords again?",
  action: "Allow passwords",
  text: "Members who have a password can sign in with it again. Single sign-on stays as it is.",
  done: "Passwords are allowed again.",
};

export function RequireSso() {
  const mayManage = useMay("account:manage");
  const queries = useQueryClient();
  const { data, error, refetch } = useRequirement();
  const [isAsking, setIsAsking] = useState(false);
  const change = useMutation({
    mutationFn: (require_sso: boolean) => body(api.PUT("/alchemi/sso/requirement", { body: { require_sso } })),
    onSuccess: (answer) => queries.setQueryData(KEY, answer),
  });
  if (error && data === undefined) return <Failed error={error} retry={() => refetch()} />;
  if (data === undefined) return <Skeleton active />;
  const isRequired = data.require_sso;
  const words = isRequired ? ALLOW : REQUIRE;
  const close = () => {
    setIsAsking(false);
    change.reset();
  };
  return (
    <section aria-label="Require single sign-on" className="rounded-lg border border-line p-5">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0 flex-1 basis-72">
          <h2>Require single sign-on</h2>
          <p className="mb-2 max-w-[62ch] text-muted">
            People come in through your providers alone: who leaves your company there is out here, too.
          </p>
          {isRequired ? (
            <Status tone="ok">Required: no password opens this account</Status>
          ) : (
            <Status tone="quiet">Not required: passwords work as well</Status>
          )}
        </div>
        {mayManage && (
          <Button disabled={!isRequired && !data.can_require} onClick={() => setIsAsking(true)}>
            {isRequired ? "Allow passwords again" : "Require single sign-on"}
          </Button>
        )}
      </div>
      {!isRequired && !data.can_require && mayManage && <ComeInFirst />}
      <Confirm
        isOpen={isAsking}
        title={words.title}
        action={words.action}
        isBusy={change.isPending}
        error={change.error}
        onClose={close}
        onConfirm={() =>
          change.mutate(!isRequired, {
            onSuccess: () => {
              close();
              toast(words.done);
            },
          })
        }
      >
        {words.text}
      </Confirm>
    </section>
  );
}
