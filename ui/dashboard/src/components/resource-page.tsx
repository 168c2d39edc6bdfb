"use client";

/** A list page of a management resource, declared in a few lines: its table, its form, its menu. */

import { Button, Skeleton } from "antd";
import { Plus } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { type Item, type ListPath, type PageQuery, useItem, usePage, useRowAction, useSave } from "@/api/resource";
import { changedFields, filled } from "@/lib/changes";
import { counted } from "@/lib/format";
import { useListState, useOpen } from "@/lib/list-state";
import { toast } from "@/lib/toasts";
import { useMay } from "@/session/session";
import { Confirm } from "./confirm";
import { type Filter, FilterBar } from "./filter-bar";
import { FormDrawer } from "./form-drawer";
import { MenuButton, type MenuItems } from "./menu-button";
import { PageHeader } from "./page-header";
import { type Column, ResourceTable } from "./resource-table";
import { Failed, State } from "./states";

export interface Resource<P extends ListPath, Values extends object> {
  path: P;
  /** The name of the list in answers, and of one row in sentences. */
  plural: string;
  noun: string;
  title: string;
  /** One sentence: what this is for. */
  intro: string;
  read?: string;
  write: string;
  /** Permission to make new ones, where it is not `write`. */
  create?: string;
  columns: readonly Column<Item<P>>[];
  nameOf: (row: Item<P>) => string;
  defaultSort?: string;
  search?: string;
  filters?: readonly Filter[];
  /** The fields of the form; `row` is the one that is changed. */
  Form: (props: { row: Item<P> | null }) => ReactNode;
  toForm: (row: Item<P> | null) => Partial<Values>;
  toBody?: (values: Partial<Values>, row: Item<P> | null) => object;
  /** What removing one means; without it nothing can be removed. */
  removal?: {
    action: string;
    title: string;
    consequence: (row: Item<P>) => string;
    isPossible?: (row: Item<P>) => boolean;
  };
  /** Rows that are made and never changed. */
  isFixed?: boolean;
}

/** For the compiler: finds the types of rows and values. */
export const defineResource =
  <Values extends object>() =>
  <P extends ListPath>(path: P, rest: Omit<Resource<P, Values>, "path">): Resource<P, Values> => ({ path, ...rest });

const NO_FILTERS: readonly Filter[] = [];

interface EditorProps<P extends ListPath, Values extends object> {
  resource: Resource<P, Values>;
  onCreated?: (row: Item<P>) => void;
}

/** The form, for a new row or the one that the address names. */
function Editor<P extends ListPath, Values extends object>({ resource, onCreated }: EditorProps<P, Values>) {
  const open = useOpen();
  const item = useItem(resource.path, open.edit);
  const save = useSave(resource.path);
  const { Form, toForm, toBody, noun } = resource;
  const row = open.edit === null ? null : (item.data?.row ?? null);
  const isReady = open.edit === null || item.data !== undefined;
  const submit = async (values: Values) => {
    const sent = row === null ? filled(values) : changedFields(toForm(row) as Values, values);
    if (row !== null && Object.keys(sent).length === 0) return;
    const body = toBody ? toBody(sent, row) : sent;
    const saved = await save.mutateAsync({ id: open.edit, etag: item.data?.etag ?? null, values: body });
    toast(row === null ? `The ${noun} was created.` : "Saved.");
    if (row === null) onCreated?.(saved);
  };
  return (
    <FormDrawer<Values>
      key={`${open.edit ?? "new"} ${isReady}`}
      isOpen={open.isNew || open.edit !== null}
      title={open.edit === null ? `Create ${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}` : `Edit ${noun}`}
      action={open.edit === null ? `Create ${noun}` : "Save changes"}
      initial={toForm(row)}
      onSubmit={submit}
      onClose={open.close}
    >
      {item.error && open.edit !== null ? (
        <Failed error={item.error} />
      ) : isReady ? (
        <Form row={row} />
      ) : (
        <Skeleton active />
      )}
    </FormDrawer>
  );
}

interface ResourcePageProps<P extends ListPath, Values extends object> extends EditorProps<P, Values> {
  /** What else can be done with a row. */
  actions?: (row: Item<P>) => MenuItems;
}

export function ResourcePage<P extends ListPath, Values extends object>(props: ResourcePageProps<P, Values>) {
  const { resource, onCreated, actions } = props;
  const { path, plural, noun, title, intro, columns, nameOf, removal, filters = NO_FILTERS } = resource;
  const mayWrite = useMay(resource.write);
  const mayCreate = useMay(resource.create ?? resource.write);
  const names = useMemo(() => filters.map(({ name }) => name), [filters]);
  const state = useListState(names, resource.defaultSort ?? "-created_at");
  const open = useOpen();
  const { data, error, isFetching, refetch } = usePage(path, plural, state.query as PageQuery);
  const remove = useRowAction(path, "DELETE");
  // Never used: one thing to do, and nothing to search.
  const isEmpty = data?.total === 0 && !state.isFiltered;
  const [removed, setRemoved] = useState<Item<P> | null>(null);

  const create = mayCreate && (
    <Button type="primary" icon={<Plus size={16} aria-hidden="true" />} onClick={open.create}>
      Create {noun}
    </Button>
  );
  const menuOf = (row: Item<P>): MenuItems => [
    ...(mayWrite && !resource.isFixed ? [{ key: "edit", label: "Edit", onClick: () => open.change(row.id) }] : []),
    ...(mayWrite ? (actions?.(row) ?? []) : []),
    ...(mayWrite && removal && (removal.isPossible?.(row) ?? true)
      ? [{ key: "remove", danger: true, label: removal.action, onClick: () => setRemoved(row) }]
      : []),
  ];
  return (
    <>
      <PageHeader title={title} actions={!isEmpty && create}>
        {intro}
      </PageHeader>
      {!isEmpty && (
        <FilterBar
          state={state}
          search={resource.search}
          filters={filters}
          total={data && data.total > 0 ? counted(data.total, noun) : undefined}
        />
      )}
      <ResourceTable<Item<P>>
        label={title}
        columns={columns}
        rowKey={(row) => row.id}
        state={state}
        rows={data?.rows}
        total={data?.total}
        error={error}
        isFetching={isFetching}
        retry={() => refetch()}
        empty={<State title={`There are no ${plural} yet`} role="status" action={create} />}
        menu={(row) => <MenuButton of={nameOf(row)} items={menuOf(row)} />}
      />
      <Editor resource={resource} onCreated={onCreated} />
      <Confirm
        isOpen={removed !== null}
        title={removal?.title ?? ""}
        action={removal?.action ?? ""}
        isBusy={remove.isPending}
        error={remove.error}
        onClose={() => {
          setRemoved(null);
          remove.reset();
        }}
        onConfirm={() => {
          if (removed === null) return;
          remove.mutate(removed.id, {
            onSuccess: () => {
              setRemoved(null);
              toast(`Done: ${removal?.action.toLowerCase()}.`);
            },
          });
        }}
      >
        {removed !== null && removal?.consequence(removed)}
      </Confirm>
    </>
  );
}
