"use client";

/** A page's title, what it is for, and what can be done on it. */

import { type ReactNode, useEffect, useRef } from "react";

interface PageHeaderProps {
  title: string;
  /** What the title is about, where it is somebody's text. */
  crumb?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, crumb, children, actions }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Alchemi Studio`;
    // A reader hears where they are after each change of page.
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-64">
        {crumb}
        <h1 ref={heading} tabIndex={-1} className="truncate" title={title}>
          <bdi>{title}</bdi>
        </h1>
        {children && <div className="max-w-[62ch] text-muted">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}
