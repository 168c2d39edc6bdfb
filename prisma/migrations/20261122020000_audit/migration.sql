-- The audit trail: events in a chain per account, the end of each chain, and checkpoints. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_AuditEvent" (
    "account_id" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "event_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_user_id" TEXT,
    "action" TEXT NOT NULL,
    "resource_type" TEXT NOT NULL,
    "resource_id" TEXT,
    "outcome" TEXT NOT NULL DEFAULT 'success',
    "method" TEXT,
    "route" TEXT,
    "request_id" TEXT,
    "address" TEXT,
    "user_agent" TEXT,
    "subject_account" TEXT,
    "before" TEXT,
    "after" TEXT,
    "key_id" TEXT NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "Alchemi_AuditEvent_pkey" PRIMARY KEY ("account_id", "sequence"),
    CONSTRAINT "Alchemi_AuditEvent_sequence_check" CHECK (sequence > 0),
    CONSTRAINT "Alchemi_AuditEvent_outcome_check" CHECK (outcome IN ('success', 'denied', 'failed')),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AuditEvent_account_id_event_id_key"
    ON "Alchemi_AuditEvent"("account_id", "event_id");
CREATE INDEX IF NOT EXISTS "Alchemi_AuditEvent_account_id_occurred_at_idx"
    ON "Alchemi_AuditEvent"("account_id", "occurred_at");
CREATE INDEX IF NOT EXISTS "Alchemi_AuditEvent_account_id_resource_type_resource_id_idx"
    ON "Alchemi_AuditEvent"("account_id", "resource_type", "resource_id");
CREATE INDEX IF NOT EXISTS "Alchemi_AuditEvent_account_id_actor_id_idx" ON "Alchemi_AuditEvent"("account_id", "actor_id");

CREATE TABLE IF NOT EXISTS "Alchemi_AuditChain" (
    "account_id" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL DEFAULT 0,
    "hash" TEXT NOT NULL DEFAULT '',
    "retention_days" INTEGER,
    "checkpoints" BIGINT NOT NULL DEFAULT 0,
    "mac" TEXT NOT NULL DEFAULT '',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alchemi_AuditChain_pkey" PRIMARY KEY ("account_id"),
    CONSTRAINT "Alchemi_AuditChain_retention_days_check" CHECK (retention_days > 0),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE TABLE IF NOT EXISTS "Alchemi_AuditCheckpoint" (
    "account_id" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'interval',
    "hash" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "mac" TEXT NOT NULL,

    CONSTRAINT "Alchemi_AuditCheckpoint_pkey" PRIMARY KEY ("account_id", "sequence", "kind"),
    CONSTRAINT "Alchemi_AuditCheckpoint_kind_check" CHECK (kind IN ('interval', 'schedule', 'retention')),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);
