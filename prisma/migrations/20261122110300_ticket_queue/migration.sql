-- What the operator's support sees of every account's tickets. Safe to repeat.
-- The owner of the tables reads no account's rows: a ticket that there is already comes into the queue with its next change.

CREATE TABLE IF NOT EXISTS "Alchemi_TicketQueue" (
    "account_id" TEXT NOT NULL,
    "ticket_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Alchemi_TicketQueue_pkey" PRIMARY KEY ("account_id", "ticket_id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_TicketQueue_status_created_at_idx"
    ON "Alchemi_TicketQueue"("status", "created_at");
