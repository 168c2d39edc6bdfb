"use client";

/** What happens to a membership as a whole: said in words before it does. */

import { Input } from "antd";
import { useState } from "react";
import { Confirm } from "@/components/confirm";
import { counted } from "@/lib/format";
import { toast } from "@/lib/toasts";
import { type Member, nameOf, type Step, useTakeStep } from "./members";

export interface Question {
  step: Step;
  member: Member;
}

const TITLES: Record<Step, string> = {
  suspend: "Suspend this member?",
  reactivate: "Reactivate this member?",
  remove: "Remove this member?",
  restore: "Take this member back?",
};
const ACTIONS: Record<Step, string> = {
  suspend: "Suspend",
  reactivate: "Reactivate",
  remove: "Remove",
  restore: "Take back",
};
const DONE: Record<Step, string> = {
  suspend: "The member is suspended.",
  reactivate: "The member has access again.",
  remove: "The member was removed.",
  restore: "The member is back.",
};

function keysOf({ key_count }: Member): string {
  if (key_count === 0) return "They have no keys.";
  if (key_count === 1) return "Their one key stops working now.";
  return key_count === null
    ? "Their keys stop working now."
    : `${counted(key_count, "key")} of theirs stop working now.`;
}

function Consequence({ step, member }: Question) {
  const name = <bdi className="font-medium break-all text-text">{nameOf(member)}</bdi>;
  if (step === "reactivate") {
    return <p>{name} can sign in again and is what they were. The keys work again that the suspension has blocked.</p>;
  }
  if (step === "restore") {
    return (
      <p>
        {name} can sign in again, with the role of before. Keys stay blocked until somebody unblocks them, and
        workspaces have to be joined anew.
      </p>
    );
  }
  return (
    <>
      <p>
        {name} is signed out everywhere within two seconds. {keysOf(member)}{" "}
        {step === "suspend"
          ? "So do the access tokens that they have made."
          : "The access tokens that they have made are revoked. They give up their workspaces."}
      </p>
      <p className="mt-2">
        {step === "suspend"
          ? "Nothing is lost: role, workspaces and keys are there again when you reactivate them."
          : "What they did and spent stays in the records. You can take them back, without what they gave up."}
      </p>
    </>
  );
}

export function AskStep({ question, onClose }: { question: Question | null; onClose: () => void }) {
  const take = useTakeStep();
  const [reason, setReason] = useState("");
  const step = question?.step ?? "suspend";
  const close = () => {
    take.reset();
    setReason("");
    onClose();
  };
  const confirm = () => {
    if (!question?.member.membership) return;
    const onSuccess = () => {
      close();
      toast(DONE[step]);
    };
    take.mutate({ step, membership: question.member.membership.id, reason: reason.trim() }, { onSuccess });
  };
  return (
    <Confirm
      isOpen={question !== null}
      title={TITLES[step]}
      action={ACTIONS[step]}
      isBusy={take.isPending}
      error={take.error}
      onClose={close}
      onConfirm={confirm}
    >
      {question && <Consequence {...question} />}
      {step === "suspend" && (
        <Input
          className="mt-4"
          aria-label="Reason"
          placeholder="Reason, for who manages members (optional)"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
    </Confirm>
  );
}
