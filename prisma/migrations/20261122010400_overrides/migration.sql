-- The platform's catalogue and what accounts change of it. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_PlatformCatalogTable" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "parent_code" TEXT,
    "value_config" JSONB NOT NULL DEFAULT '{}',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "display_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_PlatformCatalogTable_pkey" PRIMARY KEY ("code")
);

CREATE INDEX IF NOT EXISTS "Alchemi_PlatformCatalogTable_category_display_order_idx"
    ON "Alchemi_PlatformCatalogTable"("category", "display_order");

CREATE TABLE IF NOT EXISTS "Alchemi_AccountOverrideConfigTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "product_code" TEXT,
    "feature_code" TEXT,
    "entity_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "parent_entity_code" TEXT,
    "distribution_kind" TEXT,
    "action" TEXT NOT NULL DEFAULT 'RESTRICT',
    "inherit" BOOLEAN NOT NULL DEFAULT true,
    "value_config" JSONB NOT NULL DEFAULT '{}',
    "scope_type" TEXT NOT NULL DEFAULT 'ACCOUNT',
    "scope_id" TEXT NOT NULL DEFAULT '',
    "restriction_json" JSONB,
    "reason" TEXT,
    "valid_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "valid_until" TIMESTAMPTZ(3),
    "set_by_platform" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_AccountOverrideConfigTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_AccountOverrideConfigTable_account_id_valid_from_idx"
    ON "Alchemi_AccountOverrideConfigTable"("account_id", "valid_from");

CREATE INDEX IF NOT EXISTS "Alchemi_AccountOverrideConfigTable_account_id_entity_code_idx"
    ON "Alchemi_AccountOverrideConfigTable"("account_id", "entity_code");

CREATE INDEX IF NOT EXISTS "Alchemi_AccountOverrideConfigTable_account_id_scope_type_sc_idx"
    ON "Alchemi_AccountOverrideConfigTable"("account_id", "scope_type", "scope_id");

ALTER TABLE "Alchemi_AccountOverrideConfigTable" DROP CONSTRAINT IF EXISTS "Alchemi_AccountOverrideConfigTable_action_check";
ALTER TABLE "Alchemi_AccountOverrideConfigTable" ADD CONSTRAINT "Alchemi_AccountOverrideConfigTable_action_check"
    CHECK (action IN ('ALLOW', 'DENY', 'RESTRICT'));
ALTER TABLE "Alchemi_AccountOverrideConfigTable" DROP CONSTRAINT IF EXISTS "Alchemi_AccountOverrideConfigTable_scope_type_check";
ALTER TABLE "Alchemi_AccountOverrideConfigTable" ADD CONSTRAINT "Alchemi_AccountOverrideConfigTable_scope_type_check"
    CHECK (scope_type IN ('ACCOUNT', 'GROUP', 'TEAM', 'USER'));
ALTER TABLE "Alchemi_AccountOverrideConfigTable" DROP CONSTRAINT IF EXISTS "Alchemi_AccountOverrideConfigTable_scope_id_check";
ALTER TABLE "Alchemi_AccountOverrideConfigTable" ADD CONSTRAINT "Alchemi_AccountOverrideConfigTable_scope_id_check"
    CHECK ((scope_type = 'ACCOUNT') = (scope_id = ''));
ALTER TABLE "Alchemi_AccountOverrideConfigTable" DROP CONSTRAINT IF EXISTS "Alchemi_AccountOverrideConfigTable_valid_until_check";
ALTER TABLE "Alchemi_AccountOverrideConfigTable" ADD CONSTRAINT "Alchemi_AccountOverrideConfigTable_valid_until_check"
    CHECK (valid_until > valid_from);
ALTER TABLE "Alchemi_PlatformCatalogTable" DROP CONSTRAINT IF EXISTS "Alchemi_PlatformCatalogTable_parent_code_check";
ALTER TABLE "Alchemi_PlatformCatalogTable" ADD CONSTRAINT "Alchemi_PlatformCatalogTable_parent_code_check"
    CHECK (parent_code <> code);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AccountOverrideConfigTable_account_id_entity_code_key"
    ON "Alchemi_AccountOverrideConfigTable"("account_id", "entity_code", "scope_type", "scope_id", coalesce("product_code", ''), coalesce("feature_code", ''));
