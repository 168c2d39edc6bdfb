"use client";

import { useEffect, useState } from "react";

/** The token of a mailed link: read once from behind the `#`, and wiped from the address at once. Undefined until it is read. */
export function useFragmentToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    const found = new URLSearchParams(window.location.hash.slice(1)).get("token");
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    // Where effects run twice, the second finds the address wiped.
    setToken((before) => found ?? before ?? null);
  }, []);
  return token;
}
