-- How the dashboard looks for an account, and its picture. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_AccountTheme" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "logo_url" TEXT,
    "logo_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_AccountTheme_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE TABLE IF NOT EXISTS "Alchemi_AccountLogo" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,

    CONSTRAINT "Alchemi_AccountLogo_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

