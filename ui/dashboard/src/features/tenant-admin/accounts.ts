/** The operator's routes for accounts. */

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body, type Schemas } from "@/api/client";
import { fetchPage, type PageQuery } from "@/api/resource";

export type Account = Schemas["AccountAnswer"];
export type Admin = Schemas["AdminAnswer"];
export type Purged = Schemas["PurgeAnswer"];
const KEY = ["accounts"];

export const useAccounts = (query: PageQuery) =>
  useQuery({
    queryKey: [...KEY, "page", query],
    queryFn: () => fetchPage<Account>("/alchemi/account/list", "accounts", query),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });

/** How many accounts there are in a status; null: in any. */
export const useCount = (status: string | null) =>
  useQuery({
    queryKey: [...KEY, "count", status],
    queryFn: async () =>
      (await fetchPage("/alchemi/account/list", "accounts", { limit: 1, offset: 0, status: status ?? undefined }))
        .total,
  }).data;

export const useAccount = (id: string) =>
  useQuery({
    queryKey: [...KEY, "item", id],
    queryFn: () => body(api.GET("/alchemi/account/{account_id}", { params: { path: { account_id: id } } })),
  });

/** A change of accounts; every list and page of them is read again. */
export function useChange<Sent, Answer>(send: (sent: Sent) => Promise<{ data?: Answer }>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (sent: Sent) => body(send(sent)),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

const at = (id: string) => ({ params: { path: { account_id: id } } });
const admin = (id: string, email: string) => ({ params: { path: { account_id: id, email } } });

export const useCreate = () =>
  useChange((sent: Schemas["NewAccount"]) => api.POST("/alchemi/account/new", { body: sent }));
export const useUpdate = (id: string) =>
  useChange((sent: Schemas["AccountChange"]) => api.PATCH("/alchemi/account/{account_id}", { ...at(id), body: sent }));
export const useSuspend = (id: string) =>
  useChange((reason: string) => api.DELETE("/alchemi/account/{account_id}", { ...at(id), body: { reason } }));
export const useReactivate = (id: string) =>
  useChange((_: null) => api.POST("/alchemi/account/{account_id}/reactivate", at(id)));
export const usePurge = (id: string) =>
  useChange((name: string) =>
    api.POST("/alchemi/account/{account_id}/delete", { ...at(id), body: { account_name: name } }),
  );
export const useAddAdmin = (id: string) =>
  useChange((sent: Schemas["NewAdmin"]) => api.POST("/alchemi/account/{account_id}/admin", { ...at(id), body: sent }));
export const useChangeAdmin = (id: string) =>
  useChange(({ email, sent }: { email: string; sent: Schemas["AdminChange"] }) =>
    api.PUT("/alchemi/account/{account_id}/admin/{email}", { ...admin(id, email), body: sent }),
  );
export const useRemoveAdmin = (id: string) =>
  useChange((email: string) => api.DELETE("/alchemi/account/{account_id}/admin/{email}", admin(id, email)));
