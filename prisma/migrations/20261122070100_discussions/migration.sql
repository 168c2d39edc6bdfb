-- What is said about objects, and reactions to it. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_DiscussionTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "workspace_id" TEXT,
    "type" TEXT NOT NULL DEFAULT 'comment',
    "content" TEXT NOT NULL,
    "parent_object_type" TEXT,
    "parent_object_id" TEXT,
    "parent_message_id" TEXT,
    "root_id" TEXT,
    "resolved" BOOLEAN NOT NULL DEFAULT false,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,
    "mentions" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "attachments" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "edited_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "deleted_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_DiscussionTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "Alchemi_DiscussionTable_workspace_id_fkey" FOREIGN KEY ("account_id", "workspace_id")
        REFERENCES "Alchemi_WorkspaceTable" ("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_DiscussionTable_account_id_created_at_idx"
    ON "Alchemi_DiscussionTable"("account_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_DiscussionTable_account_id_workspace_id_created_at_idx"
    ON "Alchemi_DiscussionTable"("account_id", "workspace_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_DiscussionTable_account_id_parent_object_type_paren_idx"
    ON "Alchemi_DiscussionTable"("account_id", "parent_object_type", "parent_object_id");

CREATE INDEX IF NOT EXISTS "Alchemi_DiscussionTable_account_id_parent_message_id_idx"
    ON "Alchemi_DiscussionTable"("account_id", "parent_message_id");

CREATE TABLE IF NOT EXISTS "Alchemi_DiscussionReactionTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "discussion_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "emoji" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alchemi_DiscussionReactionTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "Alchemi_DiscussionReactionTable_discussion_id_fkey" FOREIGN KEY ("account_id", "discussion_id")
        REFERENCES "Alchemi_DiscussionTable" ("account_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_DiscussionReactionTable_account_id_discussion_id_us_key"
    ON "Alchemi_DiscussionReactionTable"("account_id", "discussion_id", "user_id", "emoji");


-- A reply stands in the account of what it answers.
ALTER TABLE "Alchemi_DiscussionTable" DROP CONSTRAINT IF EXISTS "Alchemi_DiscussionTable_parent_message_id_fkey";
ALTER TABLE "Alchemi_DiscussionTable" ADD CONSTRAINT "Alchemi_DiscussionTable_parent_message_id_fkey"
    FOREIGN KEY ("account_id", "parent_message_id") REFERENCES "Alchemi_DiscussionTable" ("account_id", "id") ON DELETE CASCADE;
