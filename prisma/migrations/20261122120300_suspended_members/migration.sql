-- Members who are suspended, and those who were removed. Safe to repeat.

ALTER TABLE "Alchemi_AccountMembershipTable" ADD COLUMN IF NOT EXISTS "suspended_at" TIMESTAMPTZ(3);
ALTER TABLE "Alchemi_AccountMembershipTable" ADD COLUMN IF NOT EXISTS "suspended_by" TEXT;
ALTER TABLE "Alchemi_AccountMembershipTable" ADD COLUMN IF NOT EXISTS "suspension_reason" TEXT;
ALTER TABLE "Alchemi_AccountMembershipTable" ADD COLUMN IF NOT EXISTS "suspended_keys" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "Alchemi_AccountMembershipTable" ADD COLUMN IF NOT EXISTS "suspended_as" TEXT;
ALTER TABLE "Alchemi_AccountMembershipTable" ADD COLUMN IF NOT EXISTS "removed_at" TIMESTAMPTZ(3);
ALTER TABLE "Alchemi_AccountMembershipTable" ADD COLUMN IF NOT EXISTS "removed_by" TEXT;

-- Until now whoever was switched off had lost keys, workspaces and sign-on for good: that is a removal.
UPDATE "Alchemi_AccountMembershipTable" SET removed_at = updated_at
    WHERE NOT is_active AND suspended_at IS NULL AND removed_at IS NULL;

ALTER TABLE "Alchemi_AccountMembershipTable" ADD COLUMN IF NOT EXISTS "state" TEXT GENERATED ALWAYS AS (
    CASE WHEN is_active THEN 'active' WHEN suspended_at IS NOT NULL AND removed_at IS NULL THEN 'suspended' ELSE 'removed' END
) STORED;

ALTER TABLE "Alchemi_AccountMembershipTable" DROP CONSTRAINT IF EXISTS "Alchemi_AccountMembershipTable_is_active_check";
ALTER TABLE "Alchemi_AccountMembershipTable" ADD CONSTRAINT "Alchemi_AccountMembershipTable_is_active_check"
    CHECK (NOT is_active OR (suspended_at IS NULL AND removed_at IS NULL));

CREATE INDEX IF NOT EXISTS "Alchemi_AccountMembershipTable_account_id_state_idx"
    ON "Alchemi_AccountMembershipTable"("account_id", "state");
