-- The directory: which accounts there are, and which account a virtual key belongs to. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_AccountTable" (
    "account_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "Alchemi_AccountTable_pkey" PRIMARY KEY ("account_id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_AccountTable_status_created_at_idx" ON "Alchemi_AccountTable"("status", "created_at");

CREATE TABLE IF NOT EXISTS "Alchemi_KeyDirectory" (
    "key_hash" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alchemi_KeyDirectory_pkey" PRIMARY KEY ("key_hash"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_KeyDirectory_account_id_idx" ON "Alchemi_KeyDirectory"("account_id");
