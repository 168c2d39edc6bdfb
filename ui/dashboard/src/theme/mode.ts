/** Which theme is shown: chosen in this browser, else the system's. `public/theme.js` decides the same before the first paint. */

import { useSyncExternalStore } from "react";
import type { Mode } from "./tokens";

export type Choice = Mode | "system";
const KEY = "alchemi.theme";
const DARK = "(prefers-color-scheme: dark)";
const listeners = new Set<() => void>();

export function choice(): Choice {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    return "system";
  }
}

function current(): Mode {
  const chosen = choice();
  if (chosen !== "system") return chosen;
  return matchMedia(DARK).matches ? "dark" : "light";
}

function show() {
  document.documentElement.dataset.theme = current();
  for (const listener of listeners) listener();
}

export function choose(next: Choice) {
  try {
    if (next === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // Where storage is forbidden the choice lasts as long as the page.
  }
  show();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  const system = matchMedia(DARK);
  system.addEventListener("change", show);
  return () => {
    listeners.delete(listener);
    system.removeEventListener("change", show);
  };
}

/** The theme that is shown; light until the page is alive, as it was exported. */
export const useMode = (): Mode => useSyncExternalStore(subscribe, current, () => "light");
export const useChoice = (): Choice => useSyncExternalStore(subscribe, choice, () => "system");
