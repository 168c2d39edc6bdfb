-- Identity providers of accounts, who their users are there, and sign-ins on their way. Safe to repeat.

ALTER TABLE "Alchemi_AccountTable" ADD COLUMN IF NOT EXISTS "require_sso" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Alchemi_AccountDomainTable" ADD COLUMN IF NOT EXISTS "proof" TEXT;

CREATE TABLE IF NOT EXISTS "Alchemi_SsoProvider" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "client_secret" TEXT NOT NULL,
    "scopes" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "is_enabled" BOOLEAN NOT NULL DEFAULT false,
    "makes_users" BOOLEAN NOT NULL DEFAULT true,
    "grants_admin" BOOLEAN NOT NULL DEFAULT false,
    "default_role" TEXT NOT NULL DEFAULT 'internal_user',
    "rules" JSONB NOT NULL DEFAULT '[]',
    "tested_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_SsoProvider_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "Alchemi_SsoProvider_default_role_check" CHECK (default_role IN ('internal_user', 'internal_user_viewer')),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_SsoProvider_account_id_name_key"
    ON "Alchemi_SsoProvider"("account_id", "name");

CREATE TABLE IF NOT EXISTS "Alchemi_SsoIdentity" (
    "account_id" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_login_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alchemi_SsoIdentity_pkey" PRIMARY KEY ("account_id", "issuer", "subject"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_SsoIdentity_account_id_user_id_idx"
    ON "Alchemi_SsoIdentity"("account_id", "user_id");

CREATE TABLE IF NOT EXISTS "Alchemi_SsoAttempt" (
    "state_hash" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "cookie_hash" TEXT NOT NULL,
    "return_to" TEXT NOT NULL,
    "link_user_id" TEXT,
    "is_test" BOOLEAN NOT NULL DEFAULT false,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Alchemi_SsoAttempt_pkey" PRIMARY KEY ("state_hash"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_SsoAttempt_account_id_idx"
    ON "Alchemi_SsoAttempt"("account_id");

CREATE INDEX IF NOT EXISTS "Alchemi_SsoAttempt_expires_at_idx"
    ON "Alchemi_SsoAttempt"("expires_at");

