"use client";

/** One question with its consequences; where they cannot be undone, the name is typed first. */

import { Alert, Button, Input, Modal } from "antd";
import { type ReactNode, useEffect, useId, useState } from "react";
import { asProblem } from "@/api/problem";

interface ConfirmProps {
  isOpen: boolean;
  title: string;
  action: string;
  children: ReactNode;
  /** What has to be typed before the action can be taken. */
  typed?: string;
  isBusy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

export function Confirm({ isOpen, title, action, children, typed, isBusy, error, onConfirm, onClose }: ConfirmProps) {
  const [text, setText] = useState("");
  const field = useId();
  useEffect(() => {
    if (isOpen) setText("");
  }, [isOpen]);
  const isTyped = typed === undefined || text === typed;
  return (
    <Modal
      open={isOpen}
      title={title}
      onCancel={onClose}
      destroyOnHidden
      width={480}
      footer={[
        <Button key="no" onClick={onClose}>
          Cancel
        </Button>,
        <Button key="yes" type="primary" danger disabled={!isTyped} loading={isBusy} onClick={onConfirm}>
          {action}
        </Button>,
      ]}
    >
      <div className="flex flex-col gap-4 py-2">
        {error !== null && error !== undefined && (
          <Alert type="error" role="alert" showIcon title={asProblem(error).message} />
        )}
        <div className="text-muted">{children}</div>
        {typed !== undefined && (
          <div>
            <label htmlFor={field} className="mb-1.5 block text-[13.5px]">
              Type <bdi className="font-medium break-all">{typed}</bdi> to confirm
            </label>
            <Input
              id={field}
              value={text}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
              onPressEnter={() => isTyped && !isBusy && onConfirm()}
            />
          </div>
        )}
      </div>
    </Modal>
  );
}
