"use client";

/** Links inside the console. Pages are not fetched ahead: a sidebar would ask for dozens of files. */

import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import type { ReactNode } from "react";

interface PageLinkProps {
  to: string;
  className?: string;
  title?: string;
  isCurrent?: boolean;
  onClick?: () => void;
  children: ReactNode;
}

export function PageLink({ to, isCurrent, children, ...rest }: PageLinkProps) {
  return (
    <Link href={to} prefetch={false} aria-current={isCurrent ? "page" : undefined} {...rest}>
      {children}
    </Link>
  );
}

export const usePagePath = usePathname;

/** Goes to a page of ours. */
export function useGo(): (to: string) => void {
  const router = useRouter();
  return (to) => router.push(to);
}

/** The same, in place of the page that is shown. */
export function useReplace(): (to: string) => void {
  return useRouter().replace;
}
