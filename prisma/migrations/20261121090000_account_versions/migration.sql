-- How often an account has changed, and what it has spent by the hour. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_AccountVersion" (
    "account_id" TEXT NOT NULL,
    "config_version" BIGINT NOT NULL DEFAULT 0,
    "auth_version" BIGINT NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alchemi_AccountVersion_pkey" PRIMARY KEY ("account_id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE TABLE IF NOT EXISTS "Alchemi_AccountSpend" (
    "account_id" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "spend_usd" DECIMAL(38,18) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alchemi_AccountSpend_pkey" PRIMARY KEY ("account_id", "hour"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);
