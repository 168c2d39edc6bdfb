-- Quotas, credit budgets and their ledgers. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_AccountQuotaTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "subscription_id" TEXT,
    "product_code" TEXT NOT NULL DEFAULT '',
    "feature_code" TEXT NOT NULL DEFAULT '',
    "unit" TEXT NOT NULL DEFAULT 'credits',
    "included" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "overage_limit" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "rollover_from_previous" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "used" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "reserved" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "typical" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "reset_policy" TEXT NOT NULL DEFAULT 'MONTHLY',
    "rollover_enabled" BOOLEAN NOT NULL DEFAULT false,
    "rollover_cap" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "anchor_at" TIMESTAMPTZ(3) NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_AccountQuotaTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_AccountQuotaTable_account_id_created_at_idx"
    ON "Alchemi_AccountQuotaTable"("account_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_AccountQuotaTable_account_id_subscription_id_idx"
    ON "Alchemi_AccountQuotaTable"("account_id", "subscription_id");

CREATE TABLE IF NOT EXISTS "Alchemi_BudgetPlanTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "distribution" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_BudgetPlanTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_BudgetPlanTable_account_id_created_at_idx"
    ON "Alchemi_BudgetPlanTable"("account_id", "created_at");

CREATE TABLE IF NOT EXISTS "Alchemi_CreditBudgetTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "budget_plan_id" TEXT,
    "parent_id" TEXT,
    "scope_type" TEXT NOT NULL DEFAULT 'ACCOUNT',
    "scope_id" TEXT NOT NULL DEFAULT '',
    "allocated" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "limit_amount" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "overflow_cap" DECIMAL(20,8),
    "used" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "reserved" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "typical" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "reset_policy" TEXT NOT NULL DEFAULT 'MONTHLY',
    "cycle_start" TIMESTAMPTZ(3) NOT NULL,
    "cycle_end" TIMESTAMPTZ(3) NOT NULL,
    "anchor_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_CreditBudgetTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_CreditBudgetTable_account_id_scope_type_scope_id_key"
    ON "Alchemi_CreditBudgetTable"("account_id", "scope_type", "scope_id");

CREATE INDEX IF NOT EXISTS "Alchemi_CreditBudgetTable_account_id_created_at_idx"
    ON "Alchemi_CreditBudgetTable"("account_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_CreditBudgetTable_account_id_parent_id_idx"
    ON "Alchemi_CreditBudgetTable"("account_id", "parent_id");

CREATE TABLE IF NOT EXISTS "Alchemi_LedgerOperationTable" (
    "account_id" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "asked" TEXT NOT NULL,
    "answer" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alchemi_LedgerOperationTable_pkey" PRIMARY KEY ("account_id", "resource", "idempotency_key"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE TABLE IF NOT EXISTS "Alchemi_LedgerEntryTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "counter_id" TEXT NOT NULL,
    "entry" TEXT NOT NULL,
    "amount" DECIMAL(20,8) NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,
    "reference" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,

    CONSTRAINT "Alchemi_LedgerEntryTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_LedgerEntryTable_account_id_counter_id_created_at_idx"
    ON "Alchemi_LedgerEntryTable"("account_id", "counter_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_LedgerEntryTable_account_id_reference_idx"
    ON "Alchemi_LedgerEntryTable"("account_id", "reference");

CREATE TABLE IF NOT EXISTS "Alchemi_CallReservationTable" (
    "account_id" TEXT NOT NULL,
    "call_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "counter_id" TEXT NOT NULL,
    "amount" DECIMAL(20,8) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Alchemi_CallReservationTable_pkey" PRIMARY KEY ("account_id", "call_id", "kind", "counter_id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_CallReservationTable_account_id_expires_at_idx"
    ON "Alchemi_CallReservationTable"("account_id", "expires_at");


-- One period of a ceiling is open at a time: it moves on when it ends, and what has ended stands in the ledger.
CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AccountQuotaTable_account_id_unit_key"
    ON "Alchemi_AccountQuotaTable"("account_id", "unit", "product_code", "feature_code") WHERE is_active;

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_BudgetPlanTable_account_id_name_key"
    ON "Alchemi_BudgetPlanTable"("account_id", "name") WHERE is_active;

ALTER TABLE "Alchemi_AccountQuotaTable" DROP CONSTRAINT IF EXISTS "Alchemi_AccountQuotaTable_used_check";
ALTER TABLE "Alchemi_AccountQuotaTable" ADD CONSTRAINT "Alchemi_AccountQuotaTable_used_check"
    CHECK (used >= 0 AND reserved >= 0 AND typical >= 0);
ALTER TABLE "Alchemi_AccountQuotaTable" DROP CONSTRAINT IF EXISTS "Alchemi_AccountQuotaTable_included_check";
ALTER TABLE "Alchemi_AccountQuotaTable" ADD CONSTRAINT "Alchemi_AccountQuotaTable_included_check"
    CHECK (included >= 0 AND overage_limit >= 0 AND rollover_from_previous >= 0 AND rollover_cap >= 0);
ALTER TABLE "Alchemi_AccountQuotaTable" DROP CONSTRAINT IF EXISTS "Alchemi_AccountQuotaTable_period_end_check";
ALTER TABLE "Alchemi_AccountQuotaTable" ADD CONSTRAINT "Alchemi_AccountQuotaTable_period_end_check"
    CHECK (period_end > period_start);
ALTER TABLE "Alchemi_AccountQuotaTable" DROP CONSTRAINT IF EXISTS "Alchemi_AccountQuotaTable_reset_policy_check";
ALTER TABLE "Alchemi_AccountQuotaTable" ADD CONSTRAINT "Alchemi_AccountQuotaTable_reset_policy_check"
    CHECK (reset_policy IN ('NONE', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'));

ALTER TABLE "Alchemi_CreditBudgetTable" DROP CONSTRAINT IF EXISTS "Alchemi_CreditBudgetTable_used_check";
ALTER TABLE "Alchemi_CreditBudgetTable" ADD CONSTRAINT "Alchemi_CreditBudgetTable_used_check"
    CHECK (used >= 0 AND reserved >= 0 AND typical >= 0);
ALTER TABLE "Alchemi_CreditBudgetTable" DROP CONSTRAINT IF EXISTS "Alchemi_CreditBudgetTable_limit_amount_check";
ALTER TABLE "Alchemi_CreditBudgetTable" ADD CONSTRAINT "Alchemi_CreditBudgetTable_limit_amount_check"
    CHECK (limit_amount >= 0 AND limit_amount <= allocated AND overflow_cap >= 0);
ALTER TABLE "Alchemi_CreditBudgetTable" DROP CONSTRAINT IF EXISTS "Alchemi_CreditBudgetTable_cycle_end_check";
ALTER TABLE "Alchemi_CreditBudgetTable" ADD CONSTRAINT "Alchemi_CreditBudgetTable_cycle_end_check"
    CHECK (cycle_end > cycle_start);
ALTER TABLE "Alchemi_CreditBudgetTable" DROP CONSTRAINT IF EXISTS "Alchemi_CreditBudgetTable_scope_type_check";
ALTER TABLE "Alchemi_CreditBudgetTable" ADD CONSTRAINT "Alchemi_CreditBudgetTable_scope_type_check"
    CHECK (scope_type IN ('ACCOUNT', 'GROUP', 'WORKSPACE', 'TEAM', 'USER') AND (scope_type = 'ACCOUNT') = (scope_id = ''));
ALTER TABLE "Alchemi_CreditBudgetTable" DROP CONSTRAINT IF EXISTS "Alchemi_CreditBudgetTable_reset_policy_check";
ALTER TABLE "Alchemi_CreditBudgetTable" ADD CONSTRAINT "Alchemi_CreditBudgetTable_reset_policy_check"
    CHECK (reset_policy IN ('NONE', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'));
