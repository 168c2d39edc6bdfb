"use client";

/** Setting single sign-on up, step by step. Everything is saved as it goes; nobody comes in by it before the last step. */

import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Skeleton } from "antd";
import { ArrowLeft } from "lucide-react";
import { api, body } from "@/api/client";
import { asProblem } from "@/api/problem";
import { type Tagged, useItem, useSave } from "@/api/resource";
import { CopyRow } from "@/components/copy-row";
import { PageLink } from "@/components/link";
import { PageHeader } from "@/components/page-header";
import { Failed } from "@/components/states";
import { changedFields, filled } from "@/lib/changes";
import { Domains, useDomains } from "./domains";
import { ConnectionFields, RoleFields } from "./fields";
import { ChooseStep, EnableStep } from "./first-and-last";
import { KINDS, type Kind, type Provider, toForm, type Values } from "./provider";
import { useRequirement } from "./requirement";
import type { Setup, StepProps } from "./setup";
import { type Step, StepForm, StepList, StepPage } from "./steps";
import { TestSignIn, useTestOutcome } from "./test-sign-in";

const PATH = "/alchemi/sso";

/** Saves what changed of the provider, or makes it: off, until the last step. */
function useSaveProvider(found: Tagged<Provider> | null, kind: Kind) {
  const save = useSave(PATH);
  return async (values: Partial<Values>): Promise<string> => {
    const before = toForm(found?.row ?? null, kind);
    if (found !== null) {
      const sent = changedFields(before, { ...before, ...values });
      if (Object.keys(sent).length > 0) await save.mutateAsync({ id: found.row.id, etag: found.etag, values: sent });
      return found.row.id;
    }
    const made = await save.mutateAsync({ id: null, etag: null, values: { ...filled(values), kind } });
    return made.id;
  };
}

function DetailsStep({ setup, found }: StepProps) {
  const kind = found?.row.kind ?? setup.kind ?? "generic";
  const saveProvider = useSaveProvider(found, kind);
  const requirement = useRequirement();
  const check = useMutation({
    mutationFn: (id: string) =>
      body(api.POST("/alchemi/sso/{provider_id}/check", { params: { path: { provider_id: id } } })),
  });
  const submit = async (values: Partial<Values>) => {
    setup.setUnreached(null);
    const id = await saveProvider(values);
    try {
      await check.mutateAsync(id);
      setup.go("roles", id);
    } catch (error) {
      setup.setUnreached(asProblem(error));
      setup.go("details", id);
    }
  };
  return (
    <StepForm<Values>
      title={`Connect ${KINDS[kind].label}`}
      initial={toForm(found?.row ?? null, kind)}
      action={setup.unreached ? "Save and check again" : "Save and check"}
      onSubmit={submit}
      onBack={() => setup.go("provider")}
      more={setup.unreached && <Button onClick={() => setup.go("roles")}>Go on anyway</Button>}
    >
      <div aria-live="polite">
        {setup.unreached && (
          <Alert
            className="!mb-6"
            type="warning"
            role="alert"
            showIcon
            title="It is saved, but the provider does not answer as it should."
            description={<bdi>{setup.unreached.message}</bdi>}
          />
        )}
      </div>
      <ol className="mb-5 list-decimal space-y-1 ps-5 text-muted">
        {KINDS[kind].steps.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ol>
      <div className="mb-6 rounded-md bg-sunken p-4">
        {requirement.data ? (
          <CopyRow label="Redirect address" text={requirement.data.redirect_uri} />
        ) : (
          <Skeleton active title={false} paragraph={{ rows: 1 }} />
        )}
      </div>
      <ConnectionFields kind={kind} />
    </StepForm>
  );
}

function RolesStep({ setup, found }: StepProps) {
  const saveProvider = useSaveProvider(found, found?.row.kind ?? "generic");
  return (
    <StepForm<Values>
      title="Who becomes what"
      intro="A provider says things of people, such as their groups. Rules turn these claims into roles of this account; the test in the next step shows the claims that really come."
      initial={toForm(found?.row ?? null)}
      action="Save and go on"
      onSubmit={async (values) => {
        await saveProvider(values);
        setup.go("test");
      }}
      onBack={() => setup.go("details")}
    >
      <RoleFields />
    </StepForm>
  );
}

function TestStep({ setup, found }: StepProps) {
  const isTested = useTestOutcome(setup.id).data?.is_accepted === true;
  return (
    <StepPage
      title="Try it"
      footer={
        <>
          <Button type={isTested ? "primary" : "default"} onClick={() => setup.go("domains")}>
            {isTested ? "Go on" : "Go on without"}
          </Button>
          <Button onClick={() => setup.go("roles")}>Back</Button>
        </>
      }
    >
      {found && <TestSignIn provider={found.row.id} />}
    </StepPage>
  );
}

function DomainsStep({ setup }: StepProps) {
  return (
    <StepPage
      title="Whose addresses lead here"
      intro="Prove the domains of your people’s email. This can be done later, too: until then the sign-in page sends nobody to your provider."
      footer={
        <>
          <Button type="primary" onClick={() => setup.go("enable")}>
            Go on
          </Button>
          <Button onClick={() => setup.go("test")}>Back</Button>
        </>
      }
    >
      <Domains />
    </StepPage>
  );
}

const PAGES = {
  provider: ChooseStep,
  details: DetailsStep,
  roles: RolesStep,
  test: TestStep,
  domains: DomainsStep,
  enable: EnableStep,
};

/** The steps whose aim is reached: told by what is there, not by where one has been. */
function useDone(setup: Setup, provider: Provider | undefined): Set<Step> {
  const domains = useDomains();
  const tested = useTestOutcome(setup.id);
  const done = new Set<Step>();
  if (provider === undefined) return setup.kind ? done.add("provider") : done;
  done.add("provider").add("roles");
  if (!setup.unreached) done.add("details");
  if (tested.data?.is_accepted) done.add("test");
  if (domains.data?.rows.some(({ verified_at }) => verified_at !== null)) done.add("domains");
  return provider.is_enabled ? done.add("enable") : done;
}

export function Wizard({ setup }: { setup: Setup }) {
  const item = useItem(PATH, setup.id);
  const isReady = setup.id === null || item.data !== undefined;
  // Nothing to go on with before there is a provider.
  const step = setup.id === null && setup.step !== "provider" ? "details" : setup.step;
  const Page = PAGES[step];
  const done = useDone(setup, item.data?.row);
  return (
    <>
      <PageHeader
        title="Set up single sign-on"
        crumb={
          <PageLink to="/settings/?tab=sso" className="inline-flex items-center gap-1.5 text-[13px] text-muted">
            <ArrowLeft size={14} aria-hidden="true" />
            Single sign-on
          </PageLink>
        }
      />
      <div className="grid gap-x-12 gap-y-6 lg:grid-cols-[180px_minmax(0,1fr)]">
        <StepList
          current={step}
          done={done}
          reach={setup.id !== null ? "enable" : setup.kind ? "details" : "provider"}
          onGo={(to) => setup.go(to)}
        />
        {item.error && setup.id !== null ? (
          <Failed error={item.error} retry={() => item.refetch()} />
        ) : isReady ? (
          <Page key={step} setup={setup} found={(item.data as Tagged<Provider> | undefined) ?? null} />
        ) : (
          <Skeleton active />
        )}
      </div>
    </>
  );
}
