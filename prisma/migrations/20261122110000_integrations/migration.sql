-- Applications that workspaces are connected to, those that the platform knows, and agents of the platform. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_IntegrationConnectionTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT,
    "connection_level" TEXT NOT NULL DEFAULT 'WORKSPACE',
    "name" TEXT NOT NULL,
    "description_for_agent" TEXT,
    "integration_type" TEXT NOT NULL,
    "app_name" TEXT NOT NULL,
    "composio_entity_id" TEXT NOT NULL,
    "composio_connected_account_id" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "connected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "connected_by_user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_IntegrationConnectionTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "Alchemi_IntegrationConnectionTable_workspace_id_fkey" FOREIGN KEY ("account_id", "workspace_id")
        REFERENCES "Alchemi_WorkspaceTable" ("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_IntegrationConnectionTable_account_id_workspace_id__idx"
    ON "Alchemi_IntegrationConnectionTable"("account_id", "workspace_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_IntegrationConnectionTable_account_id_user_id_idx"
    ON "Alchemi_IntegrationConnectionTable"("account_id", "user_id");

CREATE TABLE IF NOT EXISTS "Alchemi_IntegrationsDefTable" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "toolkit" TEXT NOT NULL,
    "auth_config_id" TEXT,
    "icon" TEXT,
    "color" TEXT,
    "bg_color" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "display_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_IntegrationsDefTable_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_IntegrationsDefTable_toolkit_key"
    ON "Alchemi_IntegrationsDefTable"("toolkit");

CREATE INDEX IF NOT EXISTS "Alchemi_IntegrationsDefTable_display_order_idx"
    ON "Alchemi_IntegrationsDefTable"("display_order");

CREATE TABLE IF NOT EXISTS "Alchemi_PlatformAgentTable" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "prompt" TEXT,
    "page" TEXT,
    "categories" JSONB NOT NULL DEFAULT '{}',
    "tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "builtin_tools" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "links" JSONB NOT NULL DEFAULT '{}',
    "is_singleton" BOOLEAN NOT NULL DEFAULT false,
    "is_non_conversational" BOOLEAN NOT NULL DEFAULT false,
    "availability" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_PlatformAgentTable_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_PlatformAgentTable_name_key"
    ON "Alchemi_PlatformAgentTable"("name");

-- One for each user, and one for all of the workspace.
CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_IntegrationConnectionTable_account_id_app_name_key"
    ON "Alchemi_IntegrationConnectionTable"("account_id", "workspace_id", coalesce("user_id", ''), "app_name");

DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'Alchemi_IntegrationConnectionTable_user_id_check') THEN
        ALTER TABLE "Alchemi_IntegrationConnectionTable" ADD CONSTRAINT "Alchemi_IntegrationConnectionTable_user_id_check"
            CHECK ((connection_level = 'USER') = (user_id IS NOT NULL));
    END IF;
END $$;
