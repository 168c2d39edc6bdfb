/** Rows of a management resource: a page of them, one, made, changed and removed. */

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type paths, raw } from "./client";

type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : never;
type Answer<P extends keyof paths> = paths[P] extends { get: { responses: { 200: infer A } } } ? Json<A> : never;
type RowOf<Body> = { [K in keyof Body]: Body[K] extends readonly (infer Row)[] ? Row : never }[keyof Body];

/** Paths that answer with a page of rows and take new ones. */
export type ListPath = {
  [P in keyof paths]: Answer<P> extends { total: number } ? P : never;
}[keyof paths];
export type Item<P extends ListPath> = RowOf<Answer<P>> & { id: string };

export interface PageQuery {
  q?: string;
  sort?: string;
  limit: number;
  offset: number;
  [filter: string]: string | number | boolean | undefined;
}
export interface Page<Row> {
  rows: Row[];
  total: number;
}

function search(query: PageQuery): string {
  const sent = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  return new URLSearchParams(sent.map(([name, value]) => [name, String(value)])).toString();
}

/** A page of the rows at `path`; the rows stand in the answer under `plural`. */
export async function fetchPage<Row>(path: string, plural: string, query: PageQuery): Promise<Page<Row>> {
  const { data } = await raw<Record<string, unknown>>(`${path}?${search(query)}`);
  return { rows: data[plural] as Row[], total: data.total as number };
}

export function usePage<P extends ListPath>(path: P, plural: string, query: PageQuery) {
  return useQuery({
    queryKey: [path, "page", query],
    queryFn: () => fetchPage<Item<P>>(path, plural, query),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}

export interface Tagged<Row> {
  row: Row;
  etag: string | null;
}

export function useItem<P extends ListPath>(path: P, id: string | null) {
  return useQuery({
    queryKey: [path, "item", id],
    enabled: id !== null,
    queryFn: async (): Promise<Tagged<Item<P>>> => {
      const { data, response } = await raw<Item<P>>(`${path}/${encodeURIComponent(id ?? "")}`);
      return { row: data, etag: response.headers.get("etag") };
    },
  });
}

export interface Save {
  id: string | null;
  etag: string | null;
  values: object;
}

/** Makes a row, or changes the one with `id`, if it is still as it was read. */
export function useSave<P extends ListPath>(path: P) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, etag, values }: Save) => {
      const target = id === null ? path : `${path}/${encodeURIComponent(id)}`;
      const { data } = await raw<Item<P>>(target, {
        method: id === null ? "POST" : "PATCH",
        body: JSON.stringify(values),
        headers: etag === null ? {} : { "if-match": etag },
      });
      return data;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: [path] }),
  });
}

/** Anything else that is done to a row: `action` is what follows its id, with a method. */
export function useRowAction(path: ListPath, method: "DELETE" | "POST", action = "") {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => raw(`${path}/${encodeURIComponent(id)}${action}`, { method }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [path] }),
  });
}
