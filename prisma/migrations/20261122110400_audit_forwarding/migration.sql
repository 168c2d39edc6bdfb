-- How far audit trails were forwarded. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_AuditForward" (
    "account_id" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL DEFAULT 0,
    "lease" TEXT,
    "leased_until" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alchemi_AuditForward_pkey" PRIMARY KEY ("account_id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

