-- Groups of teams. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_GroupTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "owner_id" TEXT,
    "contact_email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_GroupTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_GroupTable_account_id_name_key"
    ON "Alchemi_GroupTable"("account_id", "name");

CREATE INDEX IF NOT EXISTS "Alchemi_GroupTable_account_id_created_at_idx"
    ON "Alchemi_GroupTable"("account_id", "created_at");

-- One default group at most.
CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_GroupTable_account_id_is_default_key"
    ON "Alchemi_GroupTable"("account_id") WHERE is_default;
