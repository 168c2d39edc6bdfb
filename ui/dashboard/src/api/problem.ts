/** Failures of the gateway, as one error that every part of the console understands. */

import type { components } from "./schema.gen";

type ProblemDocument = components["schemas"]["Problem"];
export type Fault = { pointer?: string; parameter?: string; detail: string };

export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly slug: string,
    readonly title: string,
    detail: string,
    readonly requestId: string | null,
    readonly faults: Fault[],
    readonly retryAfterS: number | null,
  ) {
    super(detail);
    this.name = "ProblemError";
  }

  /** The gateway could not be reached, or is not ready. */
  get isOutage() {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

const NOT_REACHED = "The gateway cannot be reached. Check your connection; this page tries again.";

export const unreachable = () => new ProblemError(0, "unreachable", "No connection", NOT_REACHED, null, [], null);

const isProblem = (body: unknown): body is ProblemDocument & { errors?: unknown } =>
  typeof body === "object" && body !== null && "type" in body && "detail" in body;

const faultsOf = (errors: unknown): Fault[] =>
  Array.isArray(errors) ? errors.filter((one): one is Fault => typeof one?.detail === "string") : [];

/** The error that an answer which is no success stands for; `body` is its JSON, whatever that is. */
export function problemOf(response: Response, body: unknown): ProblemError {
  const retry = Number(response.headers.get("retry-after")) || null;
  const requestId = response.headers.get("x-request-id");
  if (isProblem(body)) {
    const slug = body.type.replace("urn:alchemi:error:", "");
    return new ProblemError(
      response.status,
      slug,
      body.title,
      body.detail,
      body.request_id ?? requestId,
      faultsOf(body.errors),
      retry,
    );
  }
  // The gateway's own routes tell their failures in the shape of OpenAI's.
  const message = (body as { error?: { message?: unknown } } | null)?.error?.message;
  const detail = typeof message === "string" ? message : "The gateway gave no reason.";
  return new ProblemError(response.status, "failed", "This did not work", detail, requestId, [], retry);
}

export const asProblem = (error: unknown): ProblemError =>
  error instanceof ProblemError
    ? error
    : new ProblemError(
        0,
        "unexpected",
        "This did not work",
        "Something went wrong in this page; reload it.",
        null,
        [],
        null,
      );
