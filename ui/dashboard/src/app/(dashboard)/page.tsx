"use client";

import { useEffect } from "react";
import { useReplace } from "@/components/link";
import { startPage } from "@/session/pages";
import { useSession } from "@/session/session";

/** Not a page of its own: on to the first that the session may open. */
export default function Start() {
  const to = startPage(useSession());
  const replace = useReplace();
  useEffect(() => replace(to), [to, replace]);
  return <h1 className="sr-only">Alchemi Studio</h1>;
}
