-- What accounts have built; access tokens are sealed. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_MvpConfigTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "workspace_id" TEXT,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "creation_type" TEXT NOT NULL DEFAULT 'default',
    "mvp_type" TEXT NOT NULL DEFAULT 'simple',
    "framework" TEXT NOT NULL DEFAULT 'nextjs',
    "commit_count" INTEGER NOT NULL DEFAULT 0,
    "connections" JSONB NOT NULL DEFAULT '{}',
    "base_versions" JSONB NOT NULL DEFAULT '[]',
    "config" JSONB NOT NULL DEFAULT '{}',
    "access_token" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_MvpConfigTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "Alchemi_MvpConfigTable_workspace_id_fkey" FOREIGN KEY ("account_id", "workspace_id")
        REFERENCES "Alchemi_WorkspaceTable" ("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_MvpConfigTable_account_id_created_at_idx"
    ON "Alchemi_MvpConfigTable"("account_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_MvpConfigTable_account_id_workspace_id_created_at_idx"
    ON "Alchemi_MvpConfigTable"("account_id", "workspace_id", "created_at");

ALTER TABLE "Alchemi_MvpConfigTable" DROP CONSTRAINT IF EXISTS "Alchemi_MvpConfigTable_commit_count_check";
ALTER TABLE "Alchemi_MvpConfigTable" ADD CONSTRAINT "Alchemi_MvpConfigTable_commit_count_check"
    CHECK (commit_count >= 0);

-- Of a workspace, or of the account where there is none.
CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_MvpConfigTable_account_id_workspace_id_name_key"
    ON "Alchemi_MvpConfigTable"("account_id", coalesce("workspace_id", ''), "name");
