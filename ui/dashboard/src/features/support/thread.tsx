"use client";

/** One ticket with what was said about it. All of it is text of people, and shown as text. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Drawer, Input, Skeleton } from "antd";
import { useId, useState } from "react";
import { api, body } from "@/api/client";
import { asProblem } from "@/api/problem";
import { useItem } from "@/api/resource";
import { Time } from "@/components/cells";
import { Failed } from "@/components/states";
import { useOpen } from "@/lib/list-state";
import { useMay } from "@/session/session";

const SHOWN = 200;

function Words({ by, at, text }: { by: string | null; at: string; text: string }) {
  return (
    <article className="border-b border-line py-4">
      <p className="mb-1 flex flex-wrap gap-x-3 text-[13px] text-muted">
        <bdi className="font-medium break-all text-text">{by ?? "Somebody"}</bdi>
        <Time at={at} />
      </p>
      <p dir="auto" className="break-words whitespace-pre-wrap">
        {text}
      </p>
    </article>
  );
}

function Reply({ ticket }: { ticket: string }) {
  const [text, setText] = useState("");
  const queries = useQueryClient();
  const field = useId();
  const say = useMutation({
    mutationFn: () =>
      body(
        api.POST("/alchemi/ticket/{ticket_id}/comment", {
          params: { path: { ticket_id: ticket } },
          body: { content: text },
        }),
      ),
    onSuccess: async () => {
      setText("");
      await queries.invalidateQueries({ queryKey: ["/alchemi/ticket"] });
    },
  });
  return (
    <form
      className="pt-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") say.mutate();
      }}
    >
      <label htmlFor={field} className="mb-1.5 block text-[13.5px] font-medium">
        Reply
      </label>
      <Input.TextArea
        id={field}
        rows={4}
        maxLength={20_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {say.error && <Alert className="mt-3" type="error" role="alert" showIcon title={asProblem(say.error).message} />}
      <Button className="mt-3" type="primary" htmlType="submit" loading={say.isPending}>
        Send reply
      </Button>
    </form>
  );
}

export function Thread() {
  const open = useOpen();
  const id = open.id;
  const mayReply = useMay("tickets:write");
  const ticket = useItem("/alchemi/ticket", id);
  const comments = useQuery({
    queryKey: ["/alchemi/ticket", "comments", id],
    enabled: id !== null,
    queryFn: () =>
      body(
        api.GET("/alchemi/ticket/{ticket_id}/comment", {
          params: { path: { ticket_id: id ?? "" }, query: { limit: SHOWN } },
        }),
      ),
  });
  const row = ticket.data?.row;
  return (
    <Drawer
      open={id !== null}
      title={row ? `Ticket ${row.number}` : "Ticket"}
      onClose={() => open.show(null)}
      size={560}
      destroyOnHidden
      styles={{ wrapper: { maxWidth: "100vw" } }}
    >
      {ticket.error ? <Failed error={ticket.error} /> : !row && <Skeleton active />}
      {row && id !== null && (
        <>
          <h2 dir="auto" className="break-words">
            {row.subject}
          </h2>
          <Words by={row.created_by ?? null} at={row.created_at} text={row.description} />
          {comments.data?.comments.map((one) => (
            <Words key={one.id} by={one.created_by ?? null} at={one.created_at} text={one.content} />
          ))}
          {mayReply && row.status !== "CLOSED" && <Reply ticket={id} />}
        </>
      )}
    </Drawer>
  );
}
