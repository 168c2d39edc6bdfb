/** Addresses inside the console, as they may come from outside. */

export const BASE = "/ui";

/** `next` if it is a page of ours, else the start page. Another site's address is never followed. */
export function ownPage(next: string | null, origin: string): string {
  if (next === null || !next.startsWith(`${BASE}/`)) return `${BASE}/`;
  const url = new URL(next, origin);
  return url.origin === origin && url.pathname.startsWith(`${BASE}/`) ? url.pathname + url.search : `${BASE}/`;
}

/** The single sign-on address, if it is a route of ours. */
export function ownSsoStart(url: string | null, origin: string): string | null {
  if (url === null) return null;
  const parsed = new URL(url, origin);
  return parsed.origin === origin && parsed.pathname.startsWith("/v2/login/sso/")
    ? parsed.pathname + parsed.search
    : null;
}
