"use client";

/** Reloads once when a script of this page is gone: a newer version was deployed while it stood open. */

import { useEffect } from "react";

const KEY = "alchemi.reloaded";
const PAUSE_MS = 30_000;

export function ChunkReload() {
  useEffect(() => {
    const look = (event: PromiseRejectionEvent) => {
      const reason = event.reason as { name?: string; message?: string } | null;
      if (reason?.name !== "ChunkLoadError" && !/loading (css )?chunk/i.test(reason?.message ?? "")) return;
      try {
        if (Date.now() - Number(sessionStorage.getItem(KEY)) < PAUSE_MS) return;
        sessionStorage.setItem(KEY, String(Date.now()));
      } catch {
        return;
      }
      window.location.reload();
    };
    window.addEventListener("unhandledrejection", look);
    return () => window.removeEventListener("unhandledrejection", look);
  }, []);
  return null;
}
