"use client";

/** The page before everything: who you are, and back to where you wanted to go. */

import { Alert } from "antd";
import { parseAsString, useQueryStates } from "nuqs";
import { Suspense } from "react";
import { EntryPage } from "@/components/entry-page";
import { PageLink } from "@/components/link";
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
    <EntryPage
      title="Sign in"
      intro="Start with your work email. If your company uses single sign-on, we take you straight there."
    >
      {/* The address is known in the browser alone; all else of the page is there before any script. */}
      <Suspense>
        <SsoFailure />
      </Suspense>
      <SignIn onSignedIn={enter} onSso={(url) => window.location.assign(url)} />
      <p className="mt-7 border-t border-line pt-5 text-[13px] text-muted">
        New here? Open the invitation that your administrator sent you.{" "}
        <PageLink to="/reset/" className="underline">
          Forgot your password?
        </PageLink>
      </p>
    </EntryPage>
  );
}
