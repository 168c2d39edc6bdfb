-- Messages of the payment provider that were taken. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_PaymentEvent" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "is_applied" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alchemi_PaymentEvent_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_PaymentEvent_account_id_subscription_id_occurred_at_idx"
    ON "Alchemi_PaymentEvent"("account_id", "subscription_id", "occurred_at");

