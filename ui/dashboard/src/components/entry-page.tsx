/** The frame of the pages before a session: what to do on the left, the brand on the right. */

import type { ReactNode } from "react";
import { BrandPanel, Logo } from "./brand";

export function EntryPage({ title, intro, children }: { title: string; intro: ReactNode; children: ReactNode }) {
  return (
    <div className="grid min-h-dvh bg-canvas lg:grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)] lg:p-2">
      <main className="flex flex-col px-6 py-8 sm:px-12 lg:ps-[18%] lg:pe-12 lg:py-9">
        <Logo />
        <div className="my-auto w-full max-w-[400px] py-12">
          <h1 className="mb-1 text-[24px]">{title}</h1>
          <div className="mb-7 text-muted">{intro}</div>
          {children}
        </div>
        <nav aria-label="More" className="flex gap-5 text-[13px]">
          <a className="text-muted hover:text-text" href="/api-docs">
            API docs
          </a>
        </nav>
      </main>
      <aside className="hidden lg:block" aria-label="Alchemi Studio">
        <BrandPanel />
      </aside>
    </div>
  );
}
