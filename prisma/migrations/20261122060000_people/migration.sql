-- Access tokens, roles, teams, invitations and password resets. Safe to repeat.

ALTER TABLE "Alchemi_AccountMembershipTable" ADD COLUMN IF NOT EXISTS "role_id" TEXT;

CREATE TABLE IF NOT EXISTS "Alchemi_AccessTokenTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "scopes" TEXT[] NOT NULL,
    "workspace_ids" TEXT[] NOT NULL,
    "client_id" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_AccessTokenTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AccessTokenTable_account_id_token_hash_key"
    ON "Alchemi_AccessTokenTable"("account_id", "token_hash");

CREATE INDEX IF NOT EXISTS "Alchemi_AccessTokenTable_account_id_revoked_at_idx"
    ON "Alchemi_AccessTokenTable"("account_id", "revoked_at");

CREATE TABLE IF NOT EXISTS "Alchemi_RoleTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "type" TEXT,
    "permissions" TEXT[] NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "deleted_at" TIMESTAMPTZ(3),
    "deleted_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_RoleTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE TABLE IF NOT EXISTS "Alchemi_TeamTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "group_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "owner_id" TEXT,
    "contact_email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_TeamTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "Alchemi_TeamTable_group_id_fkey" FOREIGN KEY ("account_id", "group_id")
        REFERENCES "Alchemi_GroupTable" ("account_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION,
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_TeamTable_account_id_group_id_name_key"
    ON "Alchemi_TeamTable"("account_id", "group_id", "name");

CREATE INDEX IF NOT EXISTS "Alchemi_TeamTable_account_id_owner_id_idx"
    ON "Alchemi_TeamTable"("account_id", "owner_id");

CREATE TABLE IF NOT EXISTS "Alchemi_UserInviteTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "app_role" TEXT NOT NULL DEFAULT 'member',
    "role_id" TEXT,
    "team_id" TEXT,
    "workspace_id" TEXT,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_count" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_by" TEXT,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,
    "invitation_data" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_UserInviteTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_UserInviteTable_account_id_token_hash_key"
    ON "Alchemi_UserInviteTable"("account_id", "token_hash");

CREATE INDEX IF NOT EXISTS "Alchemi_UserInviteTable_account_id_email_idx"
    ON "Alchemi_UserInviteTable"("account_id", "email");

CREATE INDEX IF NOT EXISTS "Alchemi_UserInviteTable_account_id_status_expires_at_idx"
    ON "Alchemi_UserInviteTable"("account_id", "status", "expires_at");

CREATE TABLE IF NOT EXISTS "Alchemi_PasswordReset" (
    "account_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alchemi_PasswordReset_pkey" PRIMARY KEY ("account_id", "token_hash"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_PasswordReset_account_id_user_id_idx"
    ON "Alchemi_PasswordReset"("account_id", "user_id");

CREATE INDEX IF NOT EXISTS "Alchemi_PasswordReset_account_id_expires_at_idx"
    ON "Alchemi_PasswordReset"("account_id", "expires_at");


CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_AccessTokenTable_account_id_name_key"
    ON "Alchemi_AccessTokenTable"("account_id", "name") WHERE revoked_at IS NULL;

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_RoleTable_account_id_name_key"
    ON "Alchemi_RoleTable"("account_id", lower("name")) WHERE deleted_at IS NULL;

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_RoleTable_account_id_is_default_key"
    ON "Alchemi_RoleTable"("account_id") WHERE is_default AND deleted_at IS NULL;

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_TeamTable_account_id_is_default_key"
    ON "Alchemi_TeamTable"("account_id", "group_id") WHERE is_default;

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_UserInviteTable_account_id_email_key"
    ON "Alchemi_UserInviteTable"("account_id", "email", COALESCE("workspace_id", '')) WHERE status = 'PENDING';

ALTER TABLE "Alchemi_UserInviteTable" DROP CONSTRAINT IF EXISTS "Alchemi_UserInviteTable_status_check";
ALTER TABLE "Alchemi_UserInviteTable" ADD CONSTRAINT "Alchemi_UserInviteTable_status_check"
    CHECK (status IN ('PENDING', 'ACCEPTED', 'REVOKED'));
