-- Providers, models, defaults and sandbox prices, of accounts and of the platform. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_ConfigProviderTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "display_label" TEXT,
    "credential_name" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_ConfigProviderTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_ConfigProviderTable_account_id_name_key"
    ON "Alchemi_ConfigProviderTable"("account_id", "name");

CREATE INDEX IF NOT EXISTS "Alchemi_ConfigProviderTable_account_id_created_at_idx"
    ON "Alchemi_ConfigProviderTable"("account_id", "created_at");

CREATE TABLE IF NOT EXISTS "Alchemi_ConfigModelTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "deployment_name" TEXT NOT NULL,
    "display_name" TEXT,
    "capability" TEXT,
    "input_cost_per_million" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "output_cost_per_million" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "content_capabilities" JSONB NOT NULL DEFAULT '{}',
    "extra_body" JSONB NOT NULL DEFAULT '{}',
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_ConfigModelTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "Alchemi_ConfigModelTable_provider_id_fkey" FOREIGN KEY ("account_id", "provider_id")
        REFERENCES "Alchemi_ConfigProviderTable" ("account_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION,
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_ConfigModelTable_account_id_provider_id_deployment__key"
    ON "Alchemi_ConfigModelTable"("account_id", "provider_id", "deployment_name");

CREATE INDEX IF NOT EXISTS "Alchemi_ConfigModelTable_account_id_created_at_idx"
    ON "Alchemi_ConfigModelTable"("account_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_ConfigModelTable_account_id_sort_order_idx"
    ON "Alchemi_ConfigModelTable"("account_id", "sort_order");

CREATE TABLE IF NOT EXISTS "Alchemi_ConfigDefaultModelTable" (
    "account_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "model_id" TEXT,
    "platform_model_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_ConfigDefaultModelTable_pkey" PRIMARY KEY ("account_id", "purpose"),
    CONSTRAINT "Alchemi_ConfigDefaultModelTable_model_id_fkey" FOREIGN KEY ("account_id", "model_id")
        REFERENCES "Alchemi_ConfigModelTable" ("account_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION,
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_ConfigDefaultModelTable_account_id_model_id_idx"
    ON "Alchemi_ConfigDefaultModelTable"("account_id", "model_id");

CREATE TABLE IF NOT EXISTS "Alchemi_ConfigSandboxPricingTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "resource_type" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "cost_usd" DECIMAL(20,8) NOT NULL,
    "description" TEXT,
    "effective_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "effective_to" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_ConfigSandboxPricingTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_ConfigSandboxPricingTable_account_id_resource_type__idx"
    ON "Alchemi_ConfigSandboxPricingTable"("account_id", "resource_type", "unit", "effective_from");

CREATE INDEX IF NOT EXISTS "Alchemi_ConfigSandboxPricingTable_account_id_created_at_idx"
    ON "Alchemi_ConfigSandboxPricingTable"("account_id", "created_at");

CREATE TABLE IF NOT EXISTS "Alchemi_PlatformProviderTable" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "display_label" TEXT,
    "endpoint_env_var" TEXT,
    "api_key_env_var" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_PlatformProviderTable_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_PlatformProviderTable_name_key"
    ON "Alchemi_PlatformProviderTable"("name");

CREATE TABLE IF NOT EXISTS "Alchemi_PlatformModelTable" (
    "id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "deployment_name" TEXT NOT NULL,
    "display_name" TEXT,
    "capability" TEXT,
    "input_cost_per_million" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "output_cost_per_million" DECIMAL(20,8) NOT NULL DEFAULT 0,
    "content_capabilities" JSONB NOT NULL DEFAULT '{}',
    "extra_body" JSONB NOT NULL DEFAULT '{}',
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_PlatformModelTable_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_PlatformModelTable_provider_id_deployment_name_key"
    ON "Alchemi_PlatformModelTable"("provider_id", "deployment_name");

CREATE TABLE IF NOT EXISTS "Alchemi_PlatformDefaultModelTable" (
    "purpose" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_PlatformDefaultModelTable_pkey" PRIMARY KEY ("purpose")
);

CREATE TABLE IF NOT EXISTS "Alchemi_PlatformSandboxPricingTable" (
    "id" TEXT NOT NULL,
    "resource_type" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "cost_usd" DECIMAL(20,8) NOT NULL,
    "description" TEXT,
    "effective_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "effective_to" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_PlatformSandboxPricingTable_pkey" PRIMARY KEY ("id")
);

CREATE INDEX IF NOT EXISTS "Alchemi_PlatformSandboxPricingTable_resource_type_unit_effe_idx"
    ON "Alchemi_PlatformSandboxPricingTable"("resource_type", "unit", "effective_from");


ALTER TABLE "Alchemi_ConfigModelTable" DROP CONSTRAINT IF EXISTS "Alchemi_ConfigModelTable_capability_check";
ALTER TABLE "Alchemi_ConfigModelTable" ADD CONSTRAINT "Alchemi_ConfigModelTable_capability_check"
    CHECK (capability IN ('chat', 'completion', 'embedding', 'image', 'audio', 'speech', 'rerank', 'moderation'));
ALTER TABLE "Alchemi_ConfigModelTable" DROP CONSTRAINT IF EXISTS "Alchemi_ConfigModelTable_input_cost_per_million_check";
ALTER TABLE "Alchemi_ConfigModelTable" ADD CONSTRAINT "Alchemi_ConfigModelTable_input_cost_per_million_check"
    CHECK (input_cost_per_million >= 0);
ALTER TABLE "Alchemi_ConfigModelTable" DROP CONSTRAINT IF EXISTS "Alchemi_ConfigModelTable_output_cost_per_million_check";
ALTER TABLE "Alchemi_ConfigModelTable" ADD CONSTRAINT "Alchemi_ConfigModelTable_output_cost_per_million_check"
    CHECK (output_cost_per_million >= 0);
ALTER TABLE "Alchemi_ConfigSandboxPricingTable" DROP CONSTRAINT IF EXISTS "Alchemi_ConfigSandboxPricingTable_cost_usd_check";
ALTER TABLE "Alchemi_ConfigSandboxPricingTable" ADD CONSTRAINT "Alchemi_ConfigSandboxPricingTable_cost_usd_check"
    CHECK (cost_usd >= 0);
ALTER TABLE "Alchemi_ConfigSandboxPricingTable" DROP CONSTRAINT IF EXISTS "Alchemi_ConfigSandboxPricingTable_effective_to_check";
ALTER TABLE "Alchemi_ConfigSandboxPricingTable" ADD CONSTRAINT "Alchemi_ConfigSandboxPricingTable_effective_to_check"
    CHECK (effective_to > effective_from);
ALTER TABLE "Alchemi_PlatformModelTable" DROP CONSTRAINT IF EXISTS "Alchemi_PlatformModelTable_capability_check";
ALTER TABLE "Alchemi_PlatformModelTable" ADD CONSTRAINT "Alchemi_PlatformModelTable_capability_check"
    CHECK (capability IN ('chat', 'completion', 'embedding', 'image', 'audio', 'speech', 'rerank', 'moderation'));
ALTER TABLE "Alchemi_PlatformModelTable" DROP CONSTRAINT IF EXISTS "Alchemi_PlatformModelTable_input_cost_per_million_check";
ALTER TABLE "Alchemi_PlatformModelTable" ADD CONSTRAINT "Alchemi_PlatformModelTable_input_cost_per_million_check"
    CHECK (input_cost_per_million >= 0);
ALTER TABLE "Alchemi_PlatformModelTable" DROP CONSTRAINT IF EXISTS "Alchemi_PlatformModelTable_output_cost_per_million_check";
ALTER TABLE "Alchemi_PlatformModelTable" ADD CONSTRAINT "Alchemi_PlatformModelTable_output_cost_per_million_check"
    CHECK (output_cost_per_million >= 0);
ALTER TABLE "Alchemi_PlatformSandboxPricingTable" DROP CONSTRAINT IF EXISTS "Alchemi_PlatformSandboxPricingTable_cost_usd_check";
ALTER TABLE "Alchemi_PlatformSandboxPricingTable" ADD CONSTRAINT "Alchemi_PlatformSandboxPricingTable_cost_usd_check"
    CHECK (cost_usd >= 0);
ALTER TABLE "Alchemi_PlatformSandboxPricingTable" DROP CONSTRAINT IF EXISTS "Alchemi_PlatformSandboxPricingTable_effective_to_check";
ALTER TABLE "Alchemi_PlatformSandboxPricingTable" ADD CONSTRAINT "Alchemi_PlatformSandboxPricingTable_effective_to_check"
    CHECK (effective_to > effective_from);
