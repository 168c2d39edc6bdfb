-- Connections of whole accounts, their data sealed. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_AccountConnectionTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "connection_type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "description_for_agent" TEXT,
    "connection_data" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_AccountConnectionTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AccountConnectionTable_account_id_name_key"
    ON "Alchemi_AccountConnectionTable"("account_id", "name");

CREATE INDEX IF NOT EXISTS "Alchemi_AccountConnectionTable_account_id_created_at_idx"
    ON "Alchemi_AccountConnectionTable"("account_id", "created_at");

ALTER TABLE "Alchemi_AccountConnectionTable" DROP CONSTRAINT IF EXISTS "Alchemi_AccountConnectionTable_connection_type_check";
ALTER TABLE "Alchemi_AccountConnectionTable" ADD CONSTRAINT "Alchemi_AccountConnectionTable_connection_type_check"
    CHECK (connection_type IN ('mcp', 'openapi', 'integration'));

-- One default at most for each type.
CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AccountConnectionTable_account_id_is_default_key"
    ON "Alchemi_AccountConnectionTable"("account_id", "connection_type") WHERE is_default;
