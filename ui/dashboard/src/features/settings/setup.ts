"use client";

/** Where the set-up of a provider stands, kept in the address. */

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import type { ProblemError } from "@/api/problem";
import type { Tagged } from "@/api/resource";
import { KINDS, type Kind, type Provider } from "./provider";
import { STEP_KEYS, type Step } from "./steps";

export function useSetup() {
  const [{ new: fresh, setup, step, kind }, set] = useQueryStates(
    {
      new: parseAsStringLiteral(["1"]),
      setup: parseAsString,
      step: parseAsStringLiteral(STEP_KEYS).withDefault("provider"),
      kind: parseAsStringLiteral(Object.keys(KINDS) as Kind[]),
    },
    { history: "push" },
  );
  /** Why the provider that was saved last could not be asked. */
  const [unreached, setUnreached] = useState<ProblemError | null>(null);
  return {
    isOpen: fresh !== null || setup !== null,
    id: setup,
    step,
    kind,
    unreached,
    setUnreached,
    choose: (kind: Kind) => set({ kind, step: "details", setup: null, new: "1" }),
    go: (step: Step, id = setup) => set({ step, setup: id, new: id === null ? "1" : null }),
    open: (id: string, step: Step) => set({ setup: id, step, new: null }),
    close: () => {
      setUnreached(null);
      return set({ new: null, setup: null, step: null, kind: null });
    },
  };
}

export type Setup = ReturnType<typeof useSetup>;

export interface StepProps {
  setup: Setup;
  /** The provider, once there is one. */
  found: Tagged<Provider> | null;
}
