-- Agents of the studio, their versions and groups. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_AgentDefTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "prompt" TEXT,
    "page" TEXT,
    "categories" JSONB NOT NULL DEFAULT '{}',
    "tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "builtin_tools" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "tools_mcp_ids" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "tools_openapi_ids" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "links" JSONB NOT NULL DEFAULT '{}',
    "is_singleton" BOOLEAN NOT NULL DEFAULT false,
    "is_non_conversational" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "availability" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "provider" TEXT NOT NULL DEFAULT 'ACCOUNT',
    "version" INTEGER NOT NULL DEFAULT 1,
    "deleted_at" TIMESTAMPTZ(3),
    "deleted_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_AgentDefTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_AgentDefTable_account_id_created_at_idx"
    ON "Alchemi_AgentDefTable"("account_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_AgentDefTable_account_id_status_created_at_idx"
    ON "Alchemi_AgentDefTable"("account_id", "status", "created_at");

CREATE TABLE IF NOT EXISTS "Alchemi_AgentVersionTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,

    CONSTRAINT "Alchemi_AgentVersionTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "Alchemi_AgentVersionTable_agent_id_fkey" FOREIGN KEY ("account_id", "agent_id")
        REFERENCES "Alchemi_AgentDefTable" ("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AgentVersionTable_account_id_agent_id_version_key"
    ON "Alchemi_AgentVersionTable"("account_id", "agent_id", "version");

CREATE TABLE IF NOT EXISTS "Alchemi_AgentGroupTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "group_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "group_type" TEXT NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_AgentGroupTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AgentGroupTable_account_id_group_code_key"
    ON "Alchemi_AgentGroupTable"("account_id", "group_code");

CREATE INDEX IF NOT EXISTS "Alchemi_AgentGroupTable_account_id_created_at_idx"
    ON "Alchemi_AgentGroupTable"("account_id", "created_at");

CREATE TABLE IF NOT EXISTS "Alchemi_AgentGroupMemberTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "group_id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "display_order" INTEGER NOT NULL DEFAULT 0,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_AgentGroupMemberTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "Alchemi_AgentGroupMemberTable_group_id_fkey" FOREIGN KEY ("account_id", "group_id")
        REFERENCES "Alchemi_AgentGroupTable" ("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "Alchemi_AgentGroupMemberTable_agent_id_fkey" FOREIGN KEY ("account_id", "agent_id")
        REFERENCES "Alchemi_AgentDefTable" ("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AgentGroupMemberTable_account_id_group_id_agent_id_key"
    ON "Alchemi_AgentGroupMemberTable"("account_id", "group_id", "agent_id");

CREATE INDEX IF NOT EXISTS "Alchemi_AgentGroupMemberTable_account_id_agent_id_idx"
    ON "Alchemi_AgentGroupMemberTable"("account_id", "agent_id");


ALTER TABLE "Alchemi_AgentDefTable" DROP CONSTRAINT IF EXISTS "Alchemi_AgentDefTable_status_check";
ALTER TABLE "Alchemi_AgentDefTable" ADD CONSTRAINT "Alchemi_AgentDefTable_status_check"
    CHECK (status IN ('ACTIVE', 'INACTIVE', 'DRAFT'));
ALTER TABLE "Alchemi_AgentDefTable" DROP CONSTRAINT IF EXISTS "Alchemi_AgentDefTable_provider_check";
ALTER TABLE "Alchemi_AgentDefTable" ADD CONSTRAINT "Alchemi_AgentDefTable_provider_check"
    CHECK (provider IN ('PLATFORM', 'ACCOUNT', 'MARKETPLACE'));
ALTER TABLE "Alchemi_AgentGroupTable" DROP CONSTRAINT IF EXISTS "Alchemi_AgentGroupTable_status_check";
ALTER TABLE "Alchemi_AgentGroupTable" ADD CONSTRAINT "Alchemi_AgentGroupTable_status_check"
    CHECK (status IN ('ACTIVE', 'INACTIVE'));
