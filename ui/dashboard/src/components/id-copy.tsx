"use client";

/** An id that can be copied. */

import { Check, Copy } from "lucide-react";
import { useState } from "react";

const SHOWN_MS = 1500;

export function IdCopy({ id, what = "id" }: { id: string; what?: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), SHOWN_MS);
  };
  return (
    <span className="inline-flex max-w-full items-center gap-1 align-middle font-mono text-[12px] text-muted">
      <span className="truncate">{id}</span>
      <button
        type="button"
        onClick={copy}
        aria-label={isCopied ? "Copied" : `Copy ${what}`}
        className="grid size-6 shrink-0 cursor-pointer place-items-center rounded-sm hover:bg-hover"
      >
        {isCopied ? <Check size={13} aria-hidden="true" /> : <Copy size={13} aria-hidden="true" />}
      </button>
    </span>
  );
}
