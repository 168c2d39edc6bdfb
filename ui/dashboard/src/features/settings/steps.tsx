"use client";

/** The frame of a set-up in steps: where one is, what is done, and the way back and on. */

import { Button, Form } from "antd";
import { Check } from "lucide-react";
import { type ReactNode, useState } from "react";
import { markOptional, useFormProblems } from "@/components/form-problems";

export const STEPS = [
  { key: "provider", title: "Provider" },
  { key: "details", title: "Connection" },
  { key: "roles", title: "Roles" },
  { key: "test", title: "Test sign-in" },
  { key: "domains", title: "Email domains" },
  { key: "enable", title: "Turn on" },
] as const;
export type Step = (typeof STEPS)[number]["key"];
export const STEP_KEYS = STEPS.map(({ key }) => key);

interface StepListProps {
  current: Step;
  /** What holds, wherever one has been. */
  done: ReadonlySet<Step>;
  /** The last step that can be gone to. */
  reach: Step;
  onGo: (step: Step) => void;
}

function Mark({ number, isDone, isCurrent }: { number: number; isDone: boolean; isCurrent: boolean }) {
  const look = isCurrent
    ? "border-primary bg-primary text-on-primary"
    : isDone
      ? "border-primary text-primary"
      : "border-edge text-muted";
  return (
    <span
      aria-hidden="true"
      className={`grid size-6 shrink-0 place-items-center rounded-full border text-[12px] font-medium ${look}`}
    >
      {isDone && !isCurrent ? <Check size={13} strokeWidth={2.5} /> : number}
    </span>
  );
}

export function StepList({ current, done, reach, onGo }: StepListProps) {
  const [at, far] = [STEP_KEYS.indexOf(current), STEP_KEYS.indexOf(reach)];
  return (
    <nav aria-label="Steps">
      <p className="mb-2 text-[13px] text-muted lg:hidden">
        Step {at + 1} of {STEPS.length}: <span className="font-medium text-text">{STEPS[at]?.title}</span>
      </p>
      <ol className="flex gap-1 lg:flex-col">
        {STEPS.map(({ key, title }, number) => (
          <li key={key}>
            <button
              type="button"
              disabled={number > far}
              aria-current={key === current ? "step" : undefined}
              onClick={() => onGo(key)}
              className={`flex w-full items-center gap-2.5 rounded-md px-1.5 py-1.5 text-start text-[13.5px] enabled:cursor-pointer enabled:hover:bg-hover ${
                key === current ? "font-medium text-text" : "text-muted"
              }`}
            >
              <Mark number={number + 1} isDone={done.has(key)} isCurrent={key === current} />
              <span className="max-lg:sr-only">
                {title}
                {done.has(key) && <span className="sr-only">, done</span>}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface StepPageProps {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
  footer: ReactNode;
}

export function StepPage({ title, intro, children, footer }: StepPageProps) {
  return (
    <section aria-label={title} className="max-w-2xl">
      <h2 className={intro ? "mb-1" : "mb-4"}>{title}</h2>
      {intro && <div className="mb-6 max-w-[62ch] text-muted">{intro}</div>}
      {children}
      <div className="mt-8 flex flex-wrap gap-2 border-t border-line pt-5">{footer}</div>
    </section>
  );
}

interface StepFormProps<Values extends object> {
  title: string;
  intro?: ReactNode;
  initial: Partial<Values>;
  action: string;
  onSubmit: (values: Values) => Promise<unknown>;
  onBack: () => void;
  /** Beside the action. */
  more?: ReactNode;
  children: ReactNode;
}

export function StepForm<Values extends object>(props: StepFormProps<Values>) {
  const { title, intro, initial, action, onSubmit, onBack, more, children } = props;
  const [form] = Form.useForm<Values>();
  const { notice, show, clear } = useFormProblems(form);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (values: Values) => {
    setIsBusy(true);
    clear();
    try {
      await onSubmit(values);
    } catch (error) {
      show(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={markOptional}
      initialValues={initial}
      onFinish={submit}
      scrollToFirstError={{ focus: true }}
    >
      <StepPage
        title={title}
        intro={intro}
        footer={
          <>
            <Button type="primary" htmlType="submit" loading={isBusy}>
              {action}
            </Button>
            <Button onClick={onBack}>Back</Button>
            {more}
          </>
        }
      >
        {notice}
        {children}
      </StepPage>
    </Form>
  );
}
