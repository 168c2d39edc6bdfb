-- Passwords of users, where a login looks for them, and sessions. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_UserCredential" (
    "account_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "must_change" BOOLEAN NOT NULL DEFAULT false,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_by" TEXT NOT NULL,

    CONSTRAINT "Alchemi_UserCredential_pkey" PRIMARY KEY ("account_id", "user_id")
);

CREATE TABLE IF NOT EXISTS "Alchemi_LoginDirectory" (
    "account_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_email" TEXT NOT NULL,

    CONSTRAINT "Alchemi_LoginDirectory_pkey" PRIMARY KEY ("account_id", "user_id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_LoginDirectory_user_email_idx" ON "Alchemi_LoginDirectory"("user_email");

CREATE TABLE IF NOT EXISTS "Alchemi_Session" (
    "session_hash" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'tenant',
    "method" TEXT NOT NULL DEFAULT 'password',
    "is_current" BOOLEAN NOT NULL,
    "standing" TEXT NOT NULL,
    "address" TEXT,
    "user_agent" TEXT,
    "auth_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Alchemi_Session_pkey" PRIMARY KEY ("session_hash", "account_id", "user_id"),
    CONSTRAINT "Alchemi_Session_kind_check" CHECK (kind IN ('tenant', 'platform')),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_Session_account_id_user_id_idx" ON "Alchemi_Session"("account_id", "user_id");
CREATE INDEX IF NOT EXISTS "Alchemi_Session_session_id_idx" ON "Alchemi_Session"("session_id");
CREATE INDEX IF NOT EXISTS "Alchemi_Session_expires_at_idx" ON "Alchemi_Session"("expires_at");
