-- What services know of the users of an account. Safe to repeat.

ALTER TABLE "Alchemi_AccountMembershipTable" ADD COLUMN IF NOT EXISTS "ad_user_id" TEXT;
ALTER TABLE "Alchemi_AccountMembershipTable" ADD COLUMN IF NOT EXISTS "profile_image" TEXT;
ALTER TABLE "Alchemi_AccountMembershipTable" ADD COLUMN IF NOT EXISTS "verified_email" TEXT;

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AccountMembershipTable_account_id_ad_user_id_key"
    ON "Alchemi_AccountMembershipTable"("account_id", "ad_user_id");
