-- What users are told, in which words, and the mails about it. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_NotificationTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "recipient_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "content_format" TEXT NOT NULL DEFAULT 'text',
    "channel" TEXT NOT NULL DEFAULT 'IN_APP',
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "error" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_NotificationTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_NotificationTable_account_id_created_at_idx"
    ON "Alchemi_NotificationTable"("account_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_NotificationTable_account_id_recipient_id_created_a_idx"
    ON "Alchemi_NotificationTable"("account_id", "recipient_id", "created_at");

CREATE TABLE IF NOT EXISTS "Alchemi_NotificationTemplateTable" (
    "id" TEXT NOT NULL,
    "template_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL DEFAULT 'EMAIL',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "title_line" TEXT NOT NULL,
    "template_content" TEXT NOT NULL,
    "placeholders" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_NotificationTemplateTable_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_NotificationTemplateTable_template_id_key"
    ON "Alchemi_NotificationTemplateTable"("template_id");

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_NotificationTemplateTable_event_id_type_locale_key"
    ON "Alchemi_NotificationTemplateTable"("event_id", "type", "locale");

CREATE TABLE IF NOT EXISTS "Alchemi_AccountNotificationTemplateTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "template_id" TEXT NOT NULL,
    "overrides" JSONB NOT NULL DEFAULT '{}',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_AccountNotificationTemplateTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AccountNotificationTemplateTable_account_id_templat_key"
    ON "Alchemi_AccountNotificationTemplateTable"("account_id", "template_id");

CREATE TABLE IF NOT EXISTS "Alchemi_EmailEventSettingTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_EmailEventSettingTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_EmailEventSettingTable_account_id_event_key"
    ON "Alchemi_EmailEventSettingTable"("account_id", "event");

CREATE TABLE IF NOT EXISTS "Alchemi_EmailDeliveryTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "error" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,

    CONSTRAINT "Alchemi_EmailDeliveryTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_EmailDeliveryTable_account_id_created_at_idx"
    ON "Alchemi_EmailDeliveryTable"("account_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_EmailDeliveryTable_account_id_event_created_at_idx"
    ON "Alchemi_EmailDeliveryTable"("account_id", "event", "created_at");


ALTER TABLE "Alchemi_NotificationTable" DROP CONSTRAINT IF EXISTS "Alchemi_NotificationTable_status_check";
ALTER TABLE "Alchemi_NotificationTable" ADD CONSTRAINT "Alchemi_NotificationTable_status_check"
    CHECK (status IN ('PENDING', 'SENT', 'FAILED'));
ALTER TABLE "Alchemi_NotificationTable" DROP CONSTRAINT IF EXISTS "Alchemi_NotificationTable_channel_check";
ALTER TABLE "Alchemi_NotificationTable" ADD CONSTRAINT "Alchemi_NotificationTable_channel_check"
    CHECK (channel IN ('IN_APP', 'EMAIL'));
ALTER TABLE "Alchemi_EmailDeliveryTable" DROP CONSTRAINT IF EXISTS "Alchemi_EmailDeliveryTable_status_check";
ALTER TABLE "Alchemi_EmailDeliveryTable" ADD CONSTRAINT "Alchemi_EmailDeliveryTable_status_check"
    CHECK (status IN ('PENDING', 'SENT', 'FAILED', 'SUPPRESSED'));

CREATE INDEX IF NOT EXISTS "Alchemi_NotificationTable_unread_idx"
    ON "Alchemi_NotificationTable"("account_id", "recipient_id") WHERE "read_at" IS NULL;
