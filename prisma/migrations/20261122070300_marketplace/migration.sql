-- Agents that accounts offer each other. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_AgentMarketplaceTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "listing_status" TEXT NOT NULL DEFAULT 'DRAFT',
    "listing_data" JSONB NOT NULL DEFAULT '{}',
    "submitted_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "reviewed_at" TIMESTAMPTZ(3),
    "reviewed_by" TEXT,
    "review_note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_AgentMarketplaceTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_AgentMarketplaceTable_account_id_created_at_idx"
    ON "Alchemi_AgentMarketplaceTable"("account_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_AgentMarketplaceTable_account_id_agent_id_idx"
    ON "Alchemi_AgentMarketplaceTable"("account_id", "agent_id");

CREATE TABLE IF NOT EXISTS "Alchemi_MarketplaceCopy" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "listing_id" TEXT NOT NULL,
    "publisher" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT,
    "tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "listing_data" JSONB NOT NULL DEFAULT '{}',
    "definition" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'SUBMITTED',
    "install_count" INTEGER NOT NULL DEFAULT 0,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "Alchemi_MarketplaceCopy_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_MarketplaceCopy_status_published_at_idx"
    ON "Alchemi_MarketplaceCopy"("status", "published_at");

CREATE INDEX IF NOT EXISTS "Alchemi_MarketplaceCopy_account_id_idx"
    ON "Alchemi_MarketplaceCopy"("account_id");

CREATE TABLE IF NOT EXISTS "Alchemi_MarketplaceInstallTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "copy_id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,

    CONSTRAINT "Alchemi_MarketplaceInstallTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_MarketplaceInstallTable_account_id_created_at_idx"
    ON "Alchemi_MarketplaceInstallTable"("account_id", "created_at");


ALTER TABLE "Alchemi_AgentMarketplaceTable" DROP CONSTRAINT IF EXISTS "Alchemi_AgentMarketplaceTable_listing_status_check";
ALTER TABLE "Alchemi_AgentMarketplaceTable" ADD CONSTRAINT "Alchemi_AgentMarketplaceTable_listing_status_check"
    CHECK (listing_status IN ('DRAFT', 'SUBMITTED', 'PUBLISHED', 'REJECTED', 'UNLISTED'));
ALTER TABLE "Alchemi_MarketplaceCopy" DROP CONSTRAINT IF EXISTS "Alchemi_MarketplaceCopy_status_check";
ALTER TABLE "Alchemi_MarketplaceCopy" ADD CONSTRAINT "Alchemi_MarketplaceCopy_status_check"
    CHECK (status IN ('SUBMITTED', 'PUBLISHED', 'REJECTED', 'UNLISTED'));

-- One living listing of an agent.
CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AgentMarketplaceTable_account_id_agent_id_key"
    ON "Alchemi_AgentMarketplaceTable"("account_id", "agent_id") WHERE "listing_status" <> 'UNLISTED';
