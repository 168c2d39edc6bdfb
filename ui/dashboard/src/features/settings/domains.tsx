"use client";

/** The mail domains of the account: claimed, proved by a DNS record, released. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input, Skeleton } from "antd";
import { type FormEvent, useId, useState } from "react";
import { api, body, type Schemas } from "@/api/client";
import { asProblem } from "@/api/problem";
import { usePage, useRowAction, useSave } from "@/api/resource";
import { Status, Time } from "@/components/cells";
import { Confirm } from "@/components/confirm";
import { CopyRow } from "@/components/copy-row";
import { Failed, State } from "@/components/states";
import { toast } from "@/lib/toasts";
import { useMay } from "@/session/session";

export type Domain = Schemas["Domain"];

const PATH = "/alchemi/domain";
const MOST = 100;

export const useDomains = () => usePage(PATH, "domains", { limit: MOST, offset: 0, sort: "domain" });

function Add() {
  const [text, setText] = useState("");
  const save = useSave(PATH);
  const field = useId();
  const problem = save.error ? asProblem(save.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const domain = text.trim();
    if (domain !== "") save.mutate({ id: null, etag: null, values: { domain } }, { onSuccess: () => setText("") });
  };
  return (
    <form onSubmit={submit} noValidate className="mb-5">
      <label htmlFor={field} className="mb-1.5 block font-medium">
        Domain
      </label>
      <div className="flex max-w-lg gap-2">
        <Input
          id={field}
          placeholder="company.com"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          inputMode="url"
          maxLength={253}
          value={text}
          status={problem ? "error" : undefined}
          aria-describedby={`${field}-problem`}
          onChange={(event) => setText(event.target.value)}
        />
        <Button htmlType="submit" loading={save.isPending}>
          Add domain
        </Button>
      </div>
      <p id={`${field}-problem`} aria-live="polite" className="pt-1 text-[13px] text-danger">
        {problem && (problem.faults[0]?.detail ?? problem.message)}
      </p>
    </form>
  );
}

/** What to publish, and the look whether it is there. */
function Proof({ domain }: { domain: Domain }) {
  const queries = useQueryClient();
  const verify = useMutation({
    mutationFn: () =>
      body(api.POST("/alchemi/domain/{domain_id}/verify", { params: { path: { domain_id: domain.id } } })),
    onSuccess: async () => {
      toast("The domain is proved.");
      await queries.invalidateQueries({ queryKey: [PATH] });
    },
  });
  return (
    <div className="mt-3 rounded-md bg-sunken p-4">
      <p className="mb-3 text-[13px] text-muted">
        Publish this record where the domain’s DNS is kept. Once it is seen, the domain is proved; a new record can take
        an hour.
      </p>
      <div className="divide-y divide-line rounded-md border border-line bg-surface px-3 [&>*]:py-2.5">
        <CopyRow label="Name of the TXT record" text={domain.record_name} />
        <CopyRow label="Value of the TXT record" text={domain.record_value} />
      </div>
      <div aria-live="polite" className="mt-3">
        {verify.error && (
          <Alert type="warning" showIcon className="!mb-3" title={<bdi>{asProblem(verify.error).message}</bdi>} />
        )}
      </div>
      <Button loading={verify.isPending} onClick={() => verify.mutate()} aria-label={`Verify ${domain.domain}`}>
        Verify
      </Button>
    </div>
  );
}

function Row({ domain, onRemove }: { domain: Domain; onRemove?: () => void }) {
  return (
    <li className="px-4 py-3.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <bdi className="min-w-0 flex-1 basis-40 font-medium break-all">{domain.domain}</bdi>
        {domain.verified_at ? (
          <Status tone="ok">
            Proved <Time at={domain.verified_at} />
          </Status>
        ) : (
          <Status tone="warn">Not proved yet</Status>
        )}
        {onRemove && (
          <Button size="small" aria-label={`Remove ${domain.domain}`} onClick={onRemove}>
            Remove
          </Button>
        )}
      </div>
      {!domain.verified_at && onRemove && <Proof domain={domain} />}
    </li>
  );
}

export function Domains() {
  const mayWrite = useMay("sso:write");
  const { data, error, refetch } = useDomains();
  const remove = useRowAction(PATH, "DELETE");
  const [removed, setRemoved] = useState<Domain | null>(null);
  if (error && data === undefined) return <Failed error={error} retry={() => refetch()} />;
  if (data === undefined) return <Skeleton active />;
  const close = () => {
    setRemoved(null);
    remove.reset();
  };
  return (
    <>
      {mayWrite && <Add />}
      {data.rows.length === 0 ? (
        <State title="There are no domains yet" role="status">
          With a proved domain, whoever types an address of it at the sign-in page goes straight to your provider.
        </State>
      ) : (
        <ul aria-label="Domains" className="divide-y divide-line rounded-lg border border-line">
          {data.rows.map((domain) => (
            <Row key={domain.id} domain={domain} onRemove={mayWrite ? () => setRemoved(domain) : undefined} />
          ))}
        </ul>
      )}
      <Confirm
        isOpen={removed !== null}
        title="Remove this domain?"
        action="Remove"
        isBusy={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() =>
          removed &&
          remove.mutate(removed.id, {
            onSuccess: () => {
              close();
              toast("The domain was removed.");
            },
          })
        }
      >
        Addresses of <bdi className="font-medium break-all">{removed?.domain}</bdi> no longer lead to your provider, and
        no longer link people to their users. Another account may prove it then. Nobody is signed out.
      </Confirm>
    </>
  );
}
