-- Workspaces and who belongs to them. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_WorkspaceTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "current_analysis_state" TEXT,
    "is_mvp_ready" BOOLEAN NOT NULL DEFAULT false,
    "product_info" JSONB NOT NULL DEFAULT '{}',
    "workspace_info" JSONB NOT NULL DEFAULT '{}',
    "analysis_data" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "archived_at" TIMESTAMPTZ(3),
    "archived_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_WorkspaceTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_WorkspaceTable_account_id_created_at_idx"
    ON "Alchemi_WorkspaceTable"("account_id", "created_at");

CREATE TABLE IF NOT EXISTS "Alchemi_WorkspaceMemberTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access" TEXT NOT NULL DEFAULT 'MEMBER',
    "role_id" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_WorkspaceMemberTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "Alchemi_WorkspaceMemberTable_workspace_id_fkey" FOREIGN KEY ("account_id", "workspace_id")
        REFERENCES "Alchemi_WorkspaceTable" ("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_WorkspaceMemberTable_account_id_workspace_id_user_i_key"
    ON "Alchemi_WorkspaceMemberTable"("account_id", "workspace_id", "user_id");

CREATE INDEX IF NOT EXISTS "Alchemi_WorkspaceMemberTable_account_id_user_id_idx"
    ON "Alchemi_WorkspaceMemberTable"("account_id", "user_id");

ALTER TABLE "Alchemi_WorkspaceTable" DROP CONSTRAINT IF EXISTS "Alchemi_WorkspaceTable_status_check";
ALTER TABLE "Alchemi_WorkspaceTable" ADD CONSTRAINT "Alchemi_WorkspaceTable_status_check"
    CHECK (status IN ('ACTIVE', 'ARCHIVED') AND (status = 'ARCHIVED') = (archived_at IS NOT NULL));
ALTER TABLE "Alchemi_WorkspaceTable" DROP CONSTRAINT IF EXISTS "Alchemi_WorkspaceTable_version_check";
ALTER TABLE "Alchemi_WorkspaceTable" ADD CONSTRAINT "Alchemi_WorkspaceTable_version_check"
    CHECK (version > 0);
ALTER TABLE "Alchemi_WorkspaceMemberTable" DROP CONSTRAINT IF EXISTS "Alchemi_WorkspaceMemberTable_access_check";
ALTER TABLE "Alchemi_WorkspaceMemberTable" ADD CONSTRAINT "Alchemi_WorkspaceMemberTable_access_check"
    CHECK (access IN ('ADMIN', 'MEMBER'));
ALTER TABLE "Alchemi_WorkspaceMemberTable" DROP CONSTRAINT IF EXISTS "Alchemi_WorkspaceMemberTable_status_check";
ALTER TABLE "Alchemi_WorkspaceMemberTable" ADD CONSTRAINT "Alchemi_WorkspaceMemberTable_status_check"
    CHECK (status IN ('ACTIVE', 'INVITED', 'SUSPENDED'));

-- The name of an archived workspace may be used again.
CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_WorkspaceTable_account_id_name_key"
    ON "Alchemi_WorkspaceTable"("account_id", lower("name")) WHERE archived_at IS NULL;
