"use client";

/** The frame of every page after login: the session first, then navigation on the canvas and content on a sheet. */

import { useQueryClient } from "@tanstack/react-query";
import { Drawer, Modal, Skeleton } from "antd";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { whenSignedOut } from "@/api/client";
import type { Session } from "@/session/session";
import { SessionProvider, useSession, useSessionQuery } from "@/session/session";
import { Offline } from "./offline";
import { Sidebar } from "./sidebar";
import { Failed } from "./states";
import { Toaster } from "./toaster";
import { nameOf, TopBar } from "./top-bar";

const SignIn = lazy(async () => ({ default: (await import("./sign-in")).SignIn }));

function toLogin() {
  const here = window.location.pathname + window.location.search;
  const next = here === "/ui/" ? "" : `?next=${encodeURIComponent(here)}`;
  window.location.replace(`/ui/login/${next}`);
}

/** Over the page when the session has ended: what was typed stays, and the same person goes on. */
function SignInAgain() {
  const session = useSession();
  const queries = useQueryClient();
  const [isOut, setIsOut] = useState(false);
  useEffect(() => whenSignedOut(() => setIsOut(true)), []);
  const back = async () => {
    const now = await queries.fetchQuery<Session>({ queryKey: ["session"], staleTime: 0 });
    const isSame =
      now.caller.user_id === session.caller.user_id && now.account?.account_id === session.account?.account_id;
    if (!isSame) return window.location.assign("/ui/");
    setIsOut(false);
    await queries.invalidateQueries();
  };
  return (
    <Modal
      open={isOut}
      title="Sign in again"
      footer={null}
      closable={false}
      mask={{ closable: false }}
      destroyOnHidden
      width={420}
    >
      <p className="pb-4 text-muted">Your session has ended. Sign in to go on where you are.</p>
      <Suspense fallback={<Skeleton active />}>
        <SignIn email={nameOf(session)} onSignedIn={back} onSso={(url) => window.location.assign(url)} />
      </Suspense>
    </Modal>
  );
}

function Waiting() {
  return (
    <div
      className="grid h-dvh grid-cols-1 bg-canvas lg:grid-cols-[232px_minmax(0,1fr)] lg:p-2 lg:ps-0"
      aria-busy="true"
    >
      <div className="hidden p-5 lg:block">
        <Skeleton active title={false} paragraph={{ rows: 6 }} />
      </div>
      <main className="rounded-lg bg-surface p-8 lg:border lg:border-line">
        <h1 className="sr-only">Loading</h1>
        <Skeleton active paragraph={{ rows: 8 }} />
      </main>
    </div>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  return (
    <div className="grid h-dvh grid-cols-1 bg-canvas lg:grid-cols-[232px_minmax(0,1fr)] lg:p-2 lg:ps-0">
      <a href="#content" className="sr-only focus:not-sr-only focus:fixed focus:z-50 focus:bg-surface focus:p-3">
        Skip to the content
      </a>
      <div className="hidden min-h-0 lg:block">
        <Sidebar />
      </div>
      <Drawer
        open={isMenuOpen}
        onClose={() => setIsMenuOpen(false)}
        placement="left"
        size={264}
        title="Pages"
        styles={{ body: { padding: 0 } }}
      >
        <Sidebar onGo={() => setIsMenuOpen(false)} />
      </Drawer>
      <div className="flex min-h-0 flex-col overflow-hidden bg-surface lg:rounded-lg lg:border lg:border-line">
        <TopBar onMenu={() => setIsMenuOpen(true)} />
        <Offline />
        <main id="content" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto">
          <div className="mx-auto w-full max-w-[1280px] px-4 py-6 lg:px-8">{children}</div>
        </main>
      </div>
      <SignInAgain />
      <Toaster />
    </div>
  );
}

export function AppShell({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useSessionQuery();
  const isOut = error?.status === 401;
  useEffect(() => {
    if (isOut && !data) toLogin();
  }, [isOut, data]);
  if (data) {
    return (
      <SessionProvider session={data}>
        <Frame>{children}</Frame>
      </SessionProvider>
    );
  }
  if (error && !isOut) {
    return (
      <main className="grid min-h-dvh place-items-center">
        <Failed error={error} retry={() => refetch()} />
      </main>
    );
  }
  return <Waiting />;
}
