-- An invitation whose time is over says so. Safe to repeat.

ALTER TABLE "Alchemi_UserInviteTable" DROP CONSTRAINT IF EXISTS "Alchemi_UserInviteTable_status_check";
ALTER TABLE "Alchemi_UserInviteTable" ADD CONSTRAINT "Alchemi_UserInviteTable_status_check"
    CHECK (status IN ('PENDING', 'ACCEPTED', 'REVOKED', 'EXPIRED'));
