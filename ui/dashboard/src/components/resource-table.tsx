"use client";

/** The one table: server paging and sorting, cards on narrow screens, and its four states. */

import { Button, Pagination, Skeleton, Table, type TableColumnType } from "antd";
import type { ReactNode } from "react";
import { type ListState, SIZES } from "@/lib/list-state";
import { useNarrow } from "@/lib/media";
import { Failed, State } from "./states";

export interface Column<Row> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  /** The field that the server sorts by. */
  sort?: string;
  isNumber?: boolean;
}

interface ResourceTableProps<Row> {
  /** What the rows are, for readers of the page. */
  label: string;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  state: ListState;
  rows: Row[] | undefined;
  total: number | undefined;
  error: unknown;
  isFetching: boolean;
  retry: () => void;
  /** Shown when there is nothing at all. */
  empty: ReactNode;
  menu?: (row: Row) => ReactNode;
}

function antdColumns<Row>(
  columns: readonly Column<Row>[],
  state: ListState,
  menu: ResourceTableProps<Row>["menu"],
): TableColumnType<Row>[] {
  const [field, isDown] = [state.sort.replace(/^-/, ""), state.sort.startsWith("-")];
  const shown: TableColumnType<Row>[] = columns.map(({ key, title, render, sort, isNumber }, number) => ({
    key: sort ?? key,
    title,
    align: isNumber ? "right" : "left",
    render: (_: unknown, row: Row) => render(row),
    sorter: sort !== undefined,
    sortOrder: sort !== undefined && sort === field ? (isDown ? "descend" : "ascend") : null,
    showSorterTooltip: false,
    className: number === 0 ? "max-w-96" : "max-w-64",
  }));
  if (menu === undefined) return shown;
  const title = <span className="sr-only">Actions</span>;
  return [...shown, { key: "menu", title, width: 48, align: "right", render: (_: unknown, row: Row) => menu(row) }];
}

function Cards<Row>({ label, columns, rows, rowKey, menu }: ResourceTableProps<Row> & { rows: Row[] }) {
  const [name, ...others] = columns;
  return (
    <ul aria-label={label} className="divide-y divide-line border-y border-line">
      {rows.map((row) => (
        <li key={rowKey(row)} className="py-3.5">
          <div className="flex items-start justify-between gap-2">
            <div className="min-w-0 flex-1">{name?.render(row)}</div>
            {menu?.(row)}
          </div>
          <dl className="mt-2 grid grid-cols-2 gap-x-4 gap-y-2 text-[13px]">
            {others.map(({ key, title, render }) => (
              <div key={key} className="min-w-0">
                <dt className="text-[12px] text-muted">{title}</dt>
                <dd className="min-w-0">{render(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Pages({ state, total }: { state: ListState; total: number }) {
  if (total <= SIZES[0]) return null;
  return (
    <nav aria-label="Pages of the list" className="mt-4 flex justify-end">
      <Pagination
        current={state.page}
        pageSize={state.size}
        total={total}
        showSizeChanger={{
          options: SIZES.map((value) => ({ value, label: `${value} a page` })),
          "aria-label": "Rows a page",
        }}
        onChange={state.turn}
      />
    </nav>
  );
}

export function ResourceTable<Row extends object>(props: ResourceTableProps<Row>) {
  const { label, columns, rowKey, state, rows, total = 0, error, isFetching, retry, empty, menu } = props;
  const isNarrow = useNarrow();
  if (error && rows === undefined) return <Failed error={error} retry={retry} />;
  if (rows === undefined) {
    return (
      <div aria-busy="true" className="rounded-lg border border-line p-5">
        <Skeleton active title={false} paragraph={{ rows: 8 }} />
      </div>
    );
  }
  if (rows.length === 0 && state.isFiltered) {
    return (
      <State title="Nothing matches" role="status" action={<Button onClick={state.clear}>Clear filters</Button>}>
        No {label.toLowerCase()} fit what you are looking for.
      </State>
    );
  }
  if (rows.length === 0) return empty;
  return (
    <div className="relative" aria-busy={isFetching}>
      {isNarrow ? (
        <Cards {...props} rows={rows} />
      ) : (
        <section aria-label={label} tabIndex={0} className="overflow-x-auto rounded-lg border border-line">
          <Table<Row>
            columns={antdColumns(columns, state, menu)}
            dataSource={rows}
            rowKey={rowKey}
            pagination={false}
            sortDirections={["ascend", "descend", "ascend"]}
            onChange={(_pages, _filters, sorter) => {
              const one = Array.isArray(sorter) ? sorter[0] : sorter;
              if (one?.columnKey) state.sortBy(`${one.order === "descend" ? "-" : ""}${String(one.columnKey)}`);
            }}
          />
        </section>
      )}
      <Pages state={state} total={total} />
    </div>
  );
}
