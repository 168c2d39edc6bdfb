-- Guards of model calls, their versions, an account's own patterns, and what was found. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_GuardrailsConfigTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "guard_type" TEXT NOT NULL DEFAULT 'pii',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "execution_order" INTEGER NOT NULL DEFAULT 1,
    "action_on_fail" TEXT NOT NULL DEFAULT 'block',
    "config" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_GuardrailsConfigTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_GuardrailsConfigTable_account_id_guard_type_key"
    ON "Alchemi_GuardrailsConfigTable"("account_id", "guard_type");

CREATE INDEX IF NOT EXISTS "Alchemi_GuardrailsConfigTable_account_id_created_at_idx"
    ON "Alchemi_GuardrailsConfigTable"("account_id", "created_at");

CREATE TABLE IF NOT EXISTS "Alchemi_GuardrailsVersionTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "guardrail_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,

    CONSTRAINT "Alchemi_GuardrailsVersionTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "Alchemi_GuardrailsVersionTable_guardrail_id_fkey" FOREIGN KEY ("account_id", "guardrail_id")
        REFERENCES "Alchemi_GuardrailsConfigTable" ("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_GuardrailsVersionTable_account_id_guardrail_id_vers_key"
    ON "Alchemi_GuardrailsVersionTable"("account_id", "guardrail_id", "version");

CREATE TABLE IF NOT EXISTS "Alchemi_GuardrailsCustomPatternTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "guard_type" TEXT NOT NULL DEFAULT 'custom',
    "pattern_name" TEXT NOT NULL,
    "pattern" TEXT NOT NULL,
    "description" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_GuardrailsCustomPatternTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_GuardrailsCustomPatternTable_account_id_guard_type__key"
    ON "Alchemi_GuardrailsCustomPatternTable"("account_id", "guard_type", "pattern_name");

CREATE INDEX IF NOT EXISTS "Alchemi_GuardrailsCustomPatternTable_account_id_created_at_idx"
    ON "Alchemi_GuardrailsCustomPatternTable"("account_id", "created_at");

CREATE TABLE IF NOT EXISTS "Alchemi_GuardrailsAuditLogTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "guard_type" TEXT NOT NULL DEFAULT 'pii',
    "action" TEXT NOT NULL DEFAULT 'pass',
    "result" TEXT NOT NULL DEFAULT 'pass',
    "direction" TEXT,
    "findings" JSONB NOT NULL DEFAULT '{}',
    "model" TEXT,
    "key_id" TEXT,
    "request_id" TEXT,
    "request_data" JSONB,
    "response_data" JSONB,
    "user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alchemi_GuardrailsAuditLogTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_GuardrailsAuditLogTable_account_id_created_at_idx"
    ON "Alchemi_GuardrailsAuditLogTable"("account_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_GuardrailsAuditLogTable_account_id_guard_type_creat_idx"
    ON "Alchemi_GuardrailsAuditLogTable"("account_id", "guard_type", "created_at");


ALTER TABLE "Alchemi_GuardrailsConfigTable" DROP CONSTRAINT IF EXISTS "Alchemi_GuardrailsConfigTable_guard_type_check";
ALTER TABLE "Alchemi_GuardrailsConfigTable" ADD CONSTRAINT "Alchemi_GuardrailsConfigTable_guard_type_check"
    CHECK (guard_type IN ('pii', 'secrets', 'words', 'custom'));
ALTER TABLE "Alchemi_GuardrailsCustomPatternTable" DROP CONSTRAINT IF EXISTS "Alchemi_GuardrailsCustomPatternTable_guard_type_check";
ALTER TABLE "Alchemi_GuardrailsCustomPatternTable" ADD CONSTRAINT "Alchemi_GuardrailsCustomPatternTable_guard_type_check"
    CHECK (guard_type IN ('pii', 'secrets', 'words', 'custom'));
ALTER TABLE "Alchemi_GuardrailsAuditLogTable" DROP CONSTRAINT IF EXISTS "Alchemi_GuardrailsAuditLogTable_guard_type_check";
ALTER TABLE "Alchemi_GuardrailsAuditLogTable" ADD CONSTRAINT "Alchemi_GuardrailsAuditLogTable_guard_type_check"
    CHECK (guard_type IN ('pii', 'secrets', 'words', 'custom'));
ALTER TABLE "Alchemi_GuardrailsConfigTable" DROP CONSTRAINT IF EXISTS "Alchemi_GuardrailsConfigTable_action_on_fail_check";
ALTER TABLE "Alchemi_GuardrailsConfigTable" ADD CONSTRAINT "Alchemi_GuardrailsConfigTable_action_on_fail_check"
    CHECK (action_on_fail IN ('block', 'mask', 'log_only'));
ALTER TABLE "Alchemi_GuardrailsAuditLogTable" DROP CONSTRAINT IF EXISTS "Alchemi_GuardrailsAuditLogTable_action_check";
ALTER TABLE "Alchemi_GuardrailsAuditLogTable" ADD CONSTRAINT "Alchemi_GuardrailsAuditLogTable_action_check"
    CHECK (action IN ('pass', 'block', 'mask', 'flag', 'log_only', 'error'));
ALTER TABLE "Alchemi_GuardrailsAuditLogTable" DROP CONSTRAINT IF EXISTS "Alchemi_GuardrailsAuditLogTable_result_check";
ALTER TABLE "Alchemi_GuardrailsAuditLogTable" ADD CONSTRAINT "Alchemi_GuardrailsAuditLogTable_result_check"
    CHECK (result IN ('pass', 'fail'));
ALTER TABLE "Alchemi_GuardrailsAuditLogTable" DROP CONSTRAINT IF EXISTS "Alchemi_GuardrailsAuditLogTable_direction_check";
ALTER TABLE "Alchemi_GuardrailsAuditLogTable" ADD CONSTRAINT "Alchemi_GuardrailsAuditLogTable_direction_check"
    CHECK (direction IN ('input', 'output'));
