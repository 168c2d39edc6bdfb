"use client";

/** Something secret that is shown this once: copied, then gone. It stands in memory alone. */

import { Button, Input, Modal } from "antd";
import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { toast } from "@/lib/toasts";

interface SecretOnceProps {
  title: string;
  label: string;
  secret: string | null;
  children: ReactNode;
  onClose: () => void;
}

export function SecretOnce({ title, label, secret, children, onClose }: SecretOnceProps) {
  const copy = async () => {
    await navigator.clipboard.writeText(secret ?? "");
    toast("Copied.");
  };
  return (
    <Modal
      open={secret !== null}
      title={title}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={onClose}>
          I have stored it
        </Button>
      }
    >
      <div className="flex flex-col gap-3 py-2">
        <div className="text-muted">{children}</div>
        <div className="flex gap-2">
          <Input aria-label={label} readOnly className="font-mono" value={secret ?? ""} />
          <Button icon={<Copy size={15} aria-hidden="true" />} onClick={copy}>
            Copy
          </Button>
        </div>
      </div>
    </Modal>
  );
}
