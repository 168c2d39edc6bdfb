-- Tickets and what is said on them. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_SupportTicketTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "user_profile_id" TEXT,
    "subject" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'OPEN',
    "priority" TEXT NOT NULL DEFAULT 'MEDIUM',
    "assigned_to" TEXT,
    "first_response_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_SupportTicketTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_SupportTicketTable_account_id_number_key"
    ON "Alchemi_SupportTicketTable"("account_id", "number");

CREATE INDEX IF NOT EXISTS "Alchemi_SupportTicketTable_account_id_created_at_idx"
    ON "Alchemi_SupportTicketTable"("account_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_SupportTicketTable_account_id_status_created_at_idx"
    ON "Alchemi_SupportTicketTable"("account_id", "status", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_SupportTicketTable_account_id_created_by_created_at_idx"
    ON "Alchemi_SupportTicketTable"("account_id", "created_by", "created_at");

CREATE TABLE IF NOT EXISTS "Alchemi_TicketCommentTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "ticket_id" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_TicketCommentTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "Alchemi_TicketCommentTable_ticket_id_fkey" FOREIGN KEY ("account_id", "ticket_id")
        REFERENCES "Alchemi_SupportTicketTable" ("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_TicketCommentTable_account_id_ticket_id_created_at_idx"
    ON "Alchemi_TicketCommentTable"("account_id", "ticket_id", "created_at");

ALTER TABLE "Alchemi_SupportTicketTable" DROP CONSTRAINT IF EXISTS "Alchemi_SupportTicketTable_status_check";
ALTER TABLE "Alchemi_SupportTicketTable" ADD CONSTRAINT "Alchemi_SupportTicketTable_status_check"
    CHECK (status IN ('OPEN', 'IN_PROGRESS', 'WAITING', 'RESOLVED', 'CLOSED'));
ALTER TABLE "Alchemi_SupportTicketTable" DROP CONSTRAINT IF EXISTS "Alchemi_SupportTicketTable_priority_check";
ALTER TABLE "Alchemi_SupportTicketTable" ADD CONSTRAINT "Alchemi_SupportTicketTable_priority_check"
    CHECK (priority IN ('LOW', 'MEDIUM', 'HIGH', 'URGENT'));
ALTER TABLE "Alchemi_SupportTicketTable" DROP CONSTRAINT IF EXISTS "Alchemi_SupportTicketTable_number_check";
ALTER TABLE "Alchemi_SupportTicketTable" ADD CONSTRAINT "Alchemi_SupportTicketTable_number_check"
    CHECK (number > 0);
