-- Connections, their configuration sealed. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_ConnectionTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "workspace_id" TEXT,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "config" TEXT,
    "mvp_version_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_ConnectionTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "Alchemi_ConnectionTable_workspace_id_fkey" FOREIGN KEY ("account_id", "workspace_id")
        REFERENCES "Alchemi_WorkspaceTable" ("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_ConnectionTable_account_id_created_at_idx"
    ON "Alchemi_ConnectionTable"("account_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_ConnectionTable_account_id_workspace_id_created_at_idx"
    ON "Alchemi_ConnectionTable"("account_id", "workspace_id", "created_at");

ALTER TABLE "Alchemi_ConnectionTable" DROP CONSTRAINT IF EXISTS "Alchemi_ConnectionTable_status_check";
ALTER TABLE "Alchemi_ConnectionTable" ADD CONSTRAINT "Alchemi_ConnectionTable_status_check"
    CHECK (status IN ('ACTIVE', 'INACTIVE', 'ERROR'));

-- Of a workspace, or of the account where there is none.
CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_ConnectionTable_account_id_workspace_id_name_key"
    ON "Alchemi_ConnectionTable"("account_id", coalesce("workspace_id", ''), "name");
