CREATE TABLE IF NOT EXISTS "Alchemi_AccountMailServer" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "smtp_host" TEXT NOT NULL,
    "smtp_port" INTEGER NOT NULL DEFAULT 587,
    "smtp_username" TEXT,
    "smtp_password" TEXT,
    "sender_email" TEXT NOT NULL,
    "sender_name" TEXT,
    "uses_tls" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_AccountMailServer_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

