"use client";

/** Tenant management: the accounts of this deployment. The super admin sees their frame, never their content. */

import { Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { useOpen } from "@/lib/list-state";
import { AccountsPage } from "./accounts-page";

const AccountPage = lazy(async () => ({ default: (await import("./account-page")).AccountPage }));

export default function TenantAdminPage() {
  const { id } = useOpen();
  if (id === null) return <AccountsPage />;
  return (
    <Suspense fallback={<Skeleton active />}>
      <AccountPage key={id} id={id} />
    </Suspense>
  );
}
