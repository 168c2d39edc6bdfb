"use client";

/** A bar while the gateway does not answer; what was read stays, and the queries go on trying. */

import { useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { asProblem } from "@/api/problem";

export function Offline() {
  const cache = useQueryClient().getQueryCache();
  const isOut = useSyncExternalStore(
    (listener) => cache.subscribe(listener),
    () =>
      cache
        .getAll()
        .some(({ state }) => state.fetchFailureReason !== null && asProblem(state.fetchFailureReason).isOutage),
    () => false,
  );
  if (!isOut) return null;
  return (
    <div role="status" className="bg-copper-soft px-4 py-2 text-[13px] text-copper lg:px-8">
      The gateway does not answer. This page goes on trying; nothing that you typed is lost.
    </div>
  );
}
