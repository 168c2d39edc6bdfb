"use client";

/** The page before everything: who you are, and back to where you wanted to go. */

import { Alert } from "antd";
import { parseAsString, useQueryStates } from "nuqs";
import { Suspense } from "react";
import { BrandPanel, Logo } from "@/components/brand";
import { SignIn } from "@/components/sign-in";
import { ownPage } from "@/lib/paths";

const SSO_FAILURES: Record<string, string> = {
  "sso-refused": "Your company's sign-in did not let you in. Try again, or ask your administrator.",
  "too-many-requests": "There were too many attempts. Wait a minute, then try again.",
  "account-suspended": "This account is suspended. Ask whoever runs this console.",
  "database-unavailable": "The console is not ready yet. Try again in a moment.",
};

function SsoFailure() {
  const [{ sso_error: slug, ref }] = useQueryStates({ sso_error: parseAsString, ref: parseAsString });
  if (slug === null) return null;
  return (
    <Alert
      type="error"
      showIcon
      className="!mb-6"
      role="alert"
      title={
        SSO_FAILURES[slug] ?? "Signing in through your company did not work. Try again, or ask your administrator."
      }
      description={ref ? <span className="font-mono text-[12px] break-all">Reference {ref}</span> : undefined}
    />
  );
}

function enter() {
  const next = new URLSearchParams(window.location.search).get("next");
  window.location.replace(ownPage(next, window.location.origin));
}

export default function LoginPage() {
  return (
    <div className="grid min-h-dvh bg-canvas lg:grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)] lg:p-2">
      <main className="flex flex-col px-6 py-8 sm:px-12 lg:ps-[18%] lg:pe-12 lg:py-9">
        <Logo />
        <div className="my-auto w-full max-w-[400px] py-12">
          <h1 className="mb-1 text-[24px]">Sign in</h1>
          <p className="mb-7 text-muted">
            Start with your work email. If your company uses single sign-on, we take you straight there.
          </p>
          {/* The address is known in the browser alone; all else of the page is there before any script. */}
          <Suspense>
            <SsoFailure />
          </Suspense>
          <SignIn onSignedIn={enter} onSso={(url) => window.location.assign(url)} />
          <p className="mt-7 border-t border-line pt-5 text-[13px] text-muted">
            New here? Ask the administrator of your account to add you.
          </p>
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
