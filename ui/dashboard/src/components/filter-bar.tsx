"use client";

/** Search and filters over a list. */

import { Input, Select } from "antd";
import { Search } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { ListState } from "@/lib/list-state";

const PAUSE_MS = 250;

export interface Filter {
  name: string;
  label: string;
  options: { value: string; label: string }[];
}

function SearchField({ label, value, onSearch }: { label: string; value: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <Input
      className="w-full sm:w-72"
      type="search"
      aria-label={label}
      placeholder={label}
      prefix={<Search size={15} aria-hidden="true" className="text-faint" />}
      allowClear
      maxLength={120}
      value={text}
      onChange={(event) => {
        const typed = event.target.value;
        setText(typed);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => onSearch(typed.trim()), PAUSE_MS);
      }}
    />
  );
}

interface FilterBarProps {
  state: ListState;
  search?: string;
  filters?: readonly Filter[];
  total?: string;
  children?: ReactNode;
}

export function FilterBar({ state, search, filters = [], total, children }: FilterBarProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      {search !== undefined && <SearchField label={search} value={state.q} onSearch={state.search} />}
      {filters.map(({ name, label, options }) => (
        <Select
          key={name}
          aria-label={label}
          className="min-w-40"
          value={state.filters[name] ?? ""}
          options={[{ value: "", label }, ...options]}
          onChange={(value) => state.filter(name, value)}
        />
      ))}
      {children}
      {total !== undefined && <p className="ms-auto text-[13px] text-muted">{total}</p>}
    </div>
  );
}
