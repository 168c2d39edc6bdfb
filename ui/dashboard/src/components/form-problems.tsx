"use client";

/** What the server refused, told beside the fields that it is about; the rest in a summary that takes focus. */

import { Alert, type FormInstance } from "antd";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { asProblem, type ProblemError } from "@/api/problem";
import { pathOf } from "@/lib/pointer";

const CONFLICT = "Somebody changed this since you opened it. Close the form and open it again to see what it is now.";

/** What no field shows: faults of fields that the form does not have, or the sentence as a whole. */
function leftOver(problem: ProblemError, names: Set<string>): string[] {
  if (problem.status === 412) return [CONFLICT];
  const strangers = problem.faults.filter(
    ({ pointer }) => !pointer || !names.has(String(pointer ? pathOf(pointer)[0] : "")),
  );
  if (problem.faults.length > 0 && strangers.length === 0) return ["Some fields cannot be accepted as they are."];
  return strangers.length > 0 ? strangers.map(({ detail }) => detail) : [problem.message];
}

export interface FormProblems {
  /** Stands above the fields. */
  notice: ReactNode;
  show: (error: unknown) => void;
  clear: () => void;
}

export function useFormProblems(form: FormInstance): FormProblems {
  const [problems, setProblems] = useState<string[]>([]);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problems.length > 0) box.current?.focus();
  }, [problems]);
  const show = (error: unknown) => {
    const problem = asProblem(error);
    const names = new Set(Object.keys(form.getFieldsValue(true)));
    for (const { pointer, detail } of problem.faults) {
      const path = pointer ? pathOf(pointer) : [];
      if (names.has(String(path[0]))) form.setFields([{ name: path as never, errors: [detail] }]);
    }
    setProblems(leftOver(problem, names));
  };
  const notice = (
    <div ref={box} tabIndex={-1} role="alert" className={problems.length > 0 ? "mb-5" : ""}>
      {problems.map((text) => (
        <Alert key={text} type="error" showIcon title={text} className="not-first:mt-2" />
      ))}
    </div>
  );
  const clear = useCallback(() => setProblems([]), []);
  return { notice, show, clear };
}

/** Says which fields may be left empty, and nothing about the others. */
export const markOptional = (label: ReactNode, { required }: { required: boolean }) =>
  required ? (
    label
  ) : (
    <>
      {label} <span className="font-normal text-faint">&nbsp;optional</span>
    </>
  );
