-- Mails that are written down with what they tell of, and sent once that is kept. Safe to repeat.

ALTER TABLE "Alchemi_EmailDeliveryTable" ADD COLUMN IF NOT EXISTS "text" TEXT;
ALTER TABLE "Alchemi_EmailDeliveryTable" ADD COLUMN IF NOT EXISTS "claimed_at" TIMESTAMPTZ(3);

CREATE INDEX IF NOT EXISTS "Alchemi_EmailDeliveryTable_account_id_recipient_created_at_idx"
    ON "Alchemi_EmailDeliveryTable"("account_id", "recipient", "created_at");
CREATE INDEX IF NOT EXISTS "Alchemi_EmailDeliveryTable_account_id_to_be_sent_idx"
    ON "Alchemi_EmailDeliveryTable"("account_id", "created_at") WHERE status = 'PENDING' AND text IS NOT NULL;
