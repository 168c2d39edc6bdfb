-- Servers of tools, their configuration sealed. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_McpConfigTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "workspace_id" TEXT,
    "name" TEXT NOT NULL,
    "server_name" TEXT NOT NULL,
    "config" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "mvp_version_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_McpConfigTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "Alchemi_McpConfigTable_workspace_id_fkey" FOREIGN KEY ("account_id", "workspace_id")
        REFERENCES "Alchemi_WorkspaceTable" ("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_McpConfigTable_account_id_created_at_idx"
    ON "Alchemi_McpConfigTable"("account_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_McpConfigTable_account_id_workspace_id_created_at_idx"
    ON "Alchemi_McpConfigTable"("account_id", "workspace_id", "created_at");

-- Of a workspace, or of the account where there is none.
CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_McpConfigTable_account_id_workspace_id_name_key"
    ON "Alchemi_McpConfigTable"("account_id", coalesce("workspace_id", ''), "name");
