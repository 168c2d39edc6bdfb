"use client";

/** The ends of the set-up: which provider it is, and whether people come in through it. */

import { Button } from "antd";
import { asProblem } from "@/api/problem";
import { useSave } from "@/api/resource";
import { Facts, Said, Status } from "@/components/cells";
import { counted } from "@/lib/format";
import { toast } from "@/lib/toasts";
import { useDomains } from "./domains";
import { KINDS, type Kind } from "./provider";
import { RequireSso } from "./requirement";
import type { StepProps } from "./setup";
import { StepPage } from "./steps";

export function ChooseStep({ setup }: StepProps) {
  return (
    <section aria-label="Choose a provider" className="max-w-2xl">
      <h2 className="mb-1">Where do your people sign in today?</h2>
      <p className="mb-6 text-muted">You need the right to register an application there.</p>
      <ul className="grid gap-3 sm:grid-cols-2">
        {(Object.keys(KINDS) as Kind[]).map((kind) => (
          <li key={kind}>
            <button
              type="button"
              onClick={() => setup.choose(kind)}
              className={`h-full w-full cursor-pointer rounded-lg border p-4 text-start hover:border-field hover:bg-hover ${
                setup.kind === kind ? "border-primary bg-primary-soft" : "border-edge"
              }`}
            >
              <span className="block font-semibold">{KINDS[kind].label}</span>
              <span className="block text-[13px] text-muted">{KINDS[kind].intro}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function EnableStep({ setup, found }: StepProps) {
  const save = useSave("/alchemi/sso");
  const domains = useDomains();
  if (found === null) return null;
  const { row, etag } = found;
  const proved = domains.data?.rows.filter(({ verified_at }) => verified_at !== null).length ?? 0;
  const turn = () =>
    save.mutate(
      { id: row.id, etag, values: { is_enabled: !row.is_enabled } },
      {
        onSuccess: () => toast(row.is_enabled ? "The provider is off." : "The provider is on."),
        onError: (error) => toast(asProblem(error).message),
      },
    );
  return (
    <StepPage
      title="Turn it on"
      footer={
        <>
          <Button type={row.is_enabled ? "primary" : "default"} onClick={setup.close}>
            {row.is_enabled ? "Done" : "Leave it off for now"}
          </Button>
          <Button onClick={() => setup.go("domains")}>Back</Button>
        </>
      }
    >
      <div className="mb-5 rounded-lg border border-line p-5">
        <Facts
          facts={[
            { label: "Provider", value: <Said>{row.name}</Said> },
            { label: "Issuer", value: <Said>{row.issuer}</Said> },
            {
              label: "Proved domains",
              value: proved > 0 ? counted(proved, "domain") : <Status tone="warn">None yet</Status>,
            },
          ]}
        />
        <div className="mt-5 flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
          {row.is_enabled ? (
            <Status tone="ok">On: people come in through it</Status>
          ) : (
            <Status tone="quiet">Off: nobody comes in through it</Status>
          )}
          <Button type={row.is_enabled ? "default" : "primary"} loading={save.isPending} onClick={turn}>
            {row.is_enabled ? "Turn off" : "Turn on"}
          </Button>
        </div>
      </div>
      <RequireSso />
    </StepPage>
  );
}
