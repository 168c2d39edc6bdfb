"use client";

/** Where short confirmations appear: a polite live region. */

import { useSyncExternalStore } from "react";
import { toasts } from "@/lib/toasts";

export function Toaster() {
  const text = useSyncExternalStore(toasts.subscribe, toasts.current, () => null);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-6 z-[1100] flex justify-center px-4">
      {text !== null && (
        <div className="rounded-md border border-line bg-raised px-4 py-2.5 shadow-lg">
          <bdi>{text}</bdi>
        </div>
      )}
    </div>
  );
}
