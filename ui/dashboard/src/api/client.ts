/** The one client: our routes typed from their OpenAPI, the session's cookie, the header that proves our own pages, problems. */

import createClient from "openapi-fetch";
import { problemOf, unreachable } from "./problem";
import type { components, paths } from "./schema.gen";

export type Schemas = components["schemas"];
export type { paths };

type Listener = () => void;
const onSignedOut = new Set<Listener>();

/** Have `listener` called whenever a route says that the session has ended; ends with the function that is returned. */
export function whenSignedOut(listener: Listener): () => void {
  onSignedOut.add(listener);
  return () => onSignedOut.delete(listener);
}

const QUIET = new Set(["/v2/login", "/v2/login/resolve", "/v2/session"]);

async function send(request: Request): Promise<Response> {
  if (request.method !== "GET") request.headers.set("x-alchemi-csrf", "1");
  let response: Response;
  try {
    response = await fetch(request);
  } catch {
    throw unreachable();
  }
  if (response.ok) return response;
  if (response.status === 401 && !QUIET.has(new URL(request.url).pathname)) {
    for (const listener of onSignedOut) listener();
  }
  throw problemOf(response, await response.json().catch(() => null));
}

const origin = typeof window === "undefined" ? "http://localhost" : window.location.origin;

export const api = createClient<paths>({ baseUrl: origin, credentials: "same-origin", fetch: send });

/** The body of an answer; failures were thrown before. */
export async function body<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}

/** For the few routes that are not in our document. */
export async function raw<T>(path: string, init: RequestInit = {}): Promise<{ data: T; response: Response }> {
  const response = await send(
    new Request(new URL(path, origin), {
      credentials: "same-origin",
      ...init,
      headers: { ...(init.body ? { "content-type": "application/json" } : {}), ...init.headers },
    }),
  );
  return { data: (response.status === 204 ? null : await response.json()) as T, response };
}
