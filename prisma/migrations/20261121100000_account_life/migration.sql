-- Accounts that are administered, suspended, budgeted and purged. Safe to repeat.

ALTER TABLE "Alchemi_AccountTable"
    ADD COLUMN IF NOT EXISTS "account_alias" TEXT,
    ADD COLUMN IF NOT EXISTS "metadata" JSONB NOT NULL DEFAULT '{}',
    ADD COLUMN IF NOT EXISTS "max_budget_usd" DECIMAL(20,6),
    ADD COLUMN IF NOT EXISTS "budget_duration" TEXT,
    ADD COLUMN IF NOT EXISTS "budget_started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ADD COLUMN IF NOT EXISTS "suspended_at" TIMESTAMPTZ(3),
    ADD COLUMN IF NOT EXISTS "suspended_by" TEXT,
    ADD COLUMN IF NOT EXISTS "suspend_reason" TEXT,
    ADD COLUMN IF NOT EXISTS "deleted_at" TIMESTAMPTZ(3),
    ADD COLUMN IF NOT EXISTS "deleted_by" TEXT;

ALTER TABLE "Alchemi_AccountTable" DROP CONSTRAINT IF EXISTS "Alchemi_AccountTable_status_check";
ALTER TABLE "Alchemi_AccountTable" ADD CONSTRAINT "Alchemi_AccountTable_status_check"
    CHECK (status IN ('active', 'suspended', 'deleted'));
ALTER TABLE "Alchemi_AccountTable" DROP CONSTRAINT IF EXISTS "Alchemi_AccountTable_max_budget_usd_check";
ALTER TABLE "Alchemi_AccountTable" ADD CONSTRAINT "Alchemi_AccountTable_max_budget_usd_check" CHECK (max_budget_usd >= 0);

-- The name of a purged account may be used again.
CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AccountTable_name_key"
    ON "Alchemi_AccountTable"(lower("name")) WHERE status <> 'deleted';

CREATE TABLE IF NOT EXISTS "Alchemi_AccountDomainTable" (
    "domain" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "Alchemi_AccountDomainTable_pkey" PRIMARY KEY ("domain"),
    CONSTRAINT "Alchemi_AccountDomainTable_domain_check" CHECK (domain = lower(domain)),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_AccountDomainTable_account_id_idx" ON "Alchemi_AccountDomainTable"("account_id");

CREATE TABLE IF NOT EXISTS "Alchemi_AccountAdminTable" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_email" TEXT NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'account_admin',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "Alchemi_AccountAdminTable_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Alchemi_AccountAdminTable_user_email_check" CHECK (user_email = lower(user_email)),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AccountAdminTable_account_id_user_email_key"
    ON "Alchemi_AccountAdminTable"("account_id", "user_email");
CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AccountAdminTable_account_id_user_id_key"
    ON "Alchemi_AccountAdminTable"("account_id", "user_id");
CREATE INDEX IF NOT EXISTS "Alchemi_AccountAdminTable_user_email_idx" ON "Alchemi_AccountAdminTable"("user_email");

CREATE TABLE IF NOT EXISTS "Alchemi_AccountMembershipTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "app_role" TEXT NOT NULL DEFAULT 'member',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "invited_by" TEXT,
    "last_active_at" TIMESTAMPTZ(3),
    "team_id" TEXT,
    "tenant_preferences" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alchemi_AccountMembershipTable_pkey" PRIMARY KEY ("account_id", "id")
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AccountMembershipTable_user_id_key"
    ON "Alchemi_AccountMembershipTable"("account_id", "user_id");
CREATE INDEX IF NOT EXISTS "Alchemi_AccountMembershipTable_team_id_idx"
    ON "Alchemi_AccountMembershipTable"("account_id", "team_id");
