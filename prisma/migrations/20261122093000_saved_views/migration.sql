-- Views of the dashboard's pages that users have saved. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_SavedViewTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "page" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "view" JSONB NOT NULL DEFAULT '{}',
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_SavedViewTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_SavedViewTable_account_id_user_id_page_name_key"
    ON "Alchemi_SavedViewTable"("account_id", "user_id", "page", "name");

CREATE INDEX IF NOT EXISTS "Alchemi_SavedViewTable_account_id_is_shared_page_idx"
    ON "Alchemi_SavedViewTable"("account_id", "is_shared", "page");
