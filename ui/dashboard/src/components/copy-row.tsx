"use client";

/** A text to be put somewhere else, whole, with what it is. */

import { Button } from "antd";
import { Check, Copy } from "lucide-react";
import { useState } from "react";

const SHOWN_MS = 1500;

export function CopyRow({ label, text }: { label: string; text: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), SHOWN_MS);
  };
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <p className="text-[13px] text-muted">{label}</p>
        {/* Broken rather than cut: it has to be compared with what stands elsewhere. */}
        <code className="block pt-0.5 font-mono text-[12.5px] leading-5 break-all">{text}</code>
      </div>
      <Button
        onClick={copy}
        aria-label={isCopied ? `Copied: ${label}` : `Copy ${label.toLowerCase()}`}
        icon={isCopied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
      />
    </div>
  );
}
