-- The keys that seal the secrets of accounts, wrapped by the root key. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_DataKey" (
    "account_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "wrapped_key" TEXT NOT NULL,
    "root_key_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "Alchemi_DataKey_pkey" PRIMARY KEY ("account_id", "key_id")
);

-- One key of an account seals at a time.
CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_DataKey_active_key" ON "Alchemi_DataKey"("account_id") WHERE "retired_at" IS NULL;
