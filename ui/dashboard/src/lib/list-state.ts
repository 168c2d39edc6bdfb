"use client";

/** What a list shows, kept in the address: search, filters, sort, page, and what is open beside it. */

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";

export const SIZES = [25, 50, 100] as const;

export function useListState(filterNames: readonly string[], defaultSort: string) {
  const parsers = useMemo(
    () => ({
      q: parseAsString.withDefault(""),
      sort: parseAsString.withDefault(defaultSort),
      page: parseAsInteger.withDefault(1),
      size: parseAsInteger.withDefault(SIZES[0]),
      ...Object.fromEntries(filterNames.map((name) => [name, parseAsString.withDefault("")])),
    }),
    [filterNames, defaultSort],
  );
  const [values, set] = useQueryStates(parsers, { history: "replace" });
  const { q, sort, page, size } = values;
  const filters = useMemo(
    () =>
      Object.fromEntries(filterNames.map((name) => [name, String((values as Record<string, unknown>)[name] ?? "")])),
    [filterNames, values],
  );
  const limit = (SIZES as readonly number[]).includes(size) ? size : SIZES[0];
  const current = Math.max(1, page);
  return {
    q,
    sort,
    filters,
    page: current,
    size: limit,
    isFiltered: q !== "" || Object.values(filters).some((value) => value !== ""),
    query: { q, sort, ...filters, limit, offset: (current - 1) * limit },
    search: (text: string) => set({ q: text || null, page: null }),
    filter: (name: string, value: string) => set({ [name]: value || null, page: null }),
    sortBy: (sort: string) => set({ sort: sort === defaultSort ? null : sort, page: null }),
    turn: (page: number, size: number) =>
      set({ page: page === 1 ? null : page, size: size === SIZES[0] ? null : size }),
    clear: () => set({ q: null, page: null, ...Object.fromEntries(filterNames.map((name) => [name, null])) }),
  };
}

export type ListState = ReturnType<typeof useListState>;

/** What stands open beside a list. Opening adds to the history, so that Back closes it. */
export function useOpen() {
  const [open, set] = useQueryStates(
    { new: parseAsStringLiteral(["1"]), edit: parseAsString, id: parseAsString },
    { history: "push" },
  );
  return {
    isNew: open.new !== null,
    edit: open.edit,
    id: open.id,
    create: () => set({ new: "1", edit: null }),
    change: (id: string) => set({ edit: id, new: null }),
    show: (id: string | null) => set({ id, edit: null, new: null }),
    close: () => set({ new: null, edit: null }),
  };
}
