"use client";

/** Who is signed in, in which account, and what they may do: as the server says, never decided here. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import { api, body, type Schemas } from "@/api/client";
import type { ProblemError } from "@/api/problem";

export type Session = Schemas["SessionAnswer"];
const KEY = ["session"];

export function useSessionQuery() {
  return useQuery<Session, ProblemError>({ queryKey: KEY, queryFn: () => body(api.GET("/v2/session")), retry: false });
}

const Current = createContext<Session | null>(null);

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <Current.Provider value={session}>{children}</Current.Provider>;
}

/** The session; only below a page that needs one. */
export function useSession(): Session {
  const session = useContext(Current);
  if (session === null) throw new Error("There is no session here.");
  return session;
}

export const may = (session: Session, permission: string) => session.permissions.includes(permission);

export function useMay(permission: string): boolean {
  return may(useSession(), permission);
}

/** Acts in another account from here on: nothing that was read for the one before may stay. */
export function useSwitchAccount() {
  return useMutation({
    mutationFn: (account: string) => body(api.POST("/v2/session/account", { body: { account_id: account } })),
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: () => body(api.POST("/v2/logout")), onSuccess: () => queries.clear() });
}
