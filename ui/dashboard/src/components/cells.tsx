/** How values look in lists and on object pages. */

import type { ReactNode } from "react";
import { ago, fullTime } from "@/lib/format";

export type Tone = "ok" | "warn" | "danger" | "info" | "quiet";

const DOTS: Record<Tone, string> = {
  ok: "bg-ok",
  warn: "bg-copper",
  danger: "bg-danger",
  info: "bg-info",
  quiet: "bg-field",
};

/** A dot and a word: colour alone says nothing. */
export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span className={`size-2 shrink-0 rounded-full ${DOTS[tone]}`} aria-hidden="true" />
      {children}
    </span>
  );
}

export function Time({ at }: { at: string | null | undefined }) {
  if (!at) return <None />;
  return (
    <time dateTime={at} title={fullTime(at)} className="whitespace-nowrap">
      {ago(at)}
    </time>
  );
}

export function None() {
  return <span className="text-faint">None</span>;
}

/** Text of somebody: cut where it is too long, and never turning the text around it. */
export function Said({ children, className = "" }: { children: string; className?: string }) {
  return (
    <bdi className={`block max-w-full truncate ${className}`} title={children}>
      {children}
    </bdi>
  );
}

export interface Fact {
  label: string;
  value: ReactNode;
}

export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
      {facts.map(({ label, value }) => (
        <div key={label} className="min-w-0">
          <dt className="mb-0.5 text-[13px] text-muted">{label}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The figures on top of a page. */
export function Figures({ figures }: { figures: { label: string; value: string | null }[] }) {
  return (
    <dl className="mb-6 grid grid-cols-2 overflow-hidden rounded-lg border border-line sm:flex">
      {figures.map(({ label, value }) => (
        <div key={label} className="flex-1 border-line px-5 py-4 not-last:border-e">
          <dt className="text-[13px] text-muted">{label}</dt>
          <dd className="text-[22px] leading-8 font-semibold tracking-[-0.02em]">{value ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}
