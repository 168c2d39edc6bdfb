import Link from "next/link";
import { Logo } from "@/components/brand";

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-[480px] flex-col justify-center gap-4 px-6">
      <Logo />
      <h1>There is no such page</h1>
      <p className="text-muted">The address is mistyped, or the page has moved.</p>
      <p>
        <Link href="/" className="underline">
          Go to the start page
        </Link>
      </p>
    </main>
  );
}
