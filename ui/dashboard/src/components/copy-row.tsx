"use client";

/** A text to be put somewhere else, whole, with what it is. */

import { Button, Input } from "antd";
import { Check, Copy } from "lucide-react";
import { useId, useState } from "react";

const SHOWN_MS = 1500;

export function CopyRow({ label, text }: { label: string; text: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const field = useId();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), SHOWN_MS);
  };
  return (
    <div>
      <label htmlFor={field} className="mb-1.5 block text-[13px] text-muted">
        {label}
      </label>
      <div className="flex gap-2">
        <Input
          id={field}
          readOnly
          className="!font-mono !text-[12.5px]"
          value={text}
          onFocus={(event) => event.target.select()}
        />
        <Button
          onClick={copy}
          aria-label={isCopied ? `Copied: ${label}` : `Copy ${label.toLowerCase()}`}
          icon={isCopied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
        />
      </div>
    </div>
  );
}
