"use client";

/** What the browser says about itself and whoever uses it. */

import { useCallback, useSyncExternalStore } from "react";

/** Whether a media query holds; false until the page is alive, as it was exported. */
function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => false,
  );
}

/** Whether there is no room for a table. */
export const useNarrow = () => useMedia("(max-width: 767px)");

/** Whether whoever looks has asked for things not to move. */
export const useStillness = () => useMedia("(prefers-reduced-motion: reduce)");
