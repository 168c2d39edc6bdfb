-- Test sign-ins at identity providers, and mail domains that accounts claim. Safe to repeat.

ALTER TABLE "Alchemi_SsoProvider" ADD COLUMN IF NOT EXISTS "tenant" TEXT;

CREATE TABLE IF NOT EXISTS "Alchemi_SsoTest" (
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "claims" JSONB NOT NULL DEFAULT '{}',
    "refusal" TEXT,
    "tested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alchemi_SsoTest_pkey" PRIMARY KEY ("account_id", "provider_id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE TABLE IF NOT EXISTS "Alchemi_DomainClaim" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "proof" TEXT NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_DomainClaim_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_DomainClaim_account_id_domain_key"
    ON "Alchemi_DomainClaim"("account_id", "domain");

