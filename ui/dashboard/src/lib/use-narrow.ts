"use client";

import { useSyncExternalStore } from "react";

const NARROW = "(max-width: 767px)";

function subscribe(listener: () => void) {
  const query = matchMedia(NARROW);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether there is no room for a table. */
export const useNarrow = () =>
  useSyncExternalStore(
    subscribe,
    () => matchMedia(NARROW).matches,
    () => false,
  );
