-- Plans of the platform and what accounts have subscribed to. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_SubscriptionPlanTable" (
    "id" TEXT NOT NULL,
    "plan_name" TEXT NOT NULL,
    "display_name" TEXT,
    "description" TEXT,
    "product_code" TEXT NOT NULL DEFAULT '',
    "price_monthly" DECIMAL(20,8),
    "price_yearly" DECIMAL(20,8),
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "trial_days" INTEGER NOT NULL DEFAULT 0,
    "features" JSONB NOT NULL DEFAULT '{}',
    "limits" JSONB NOT NULL DEFAULT '{}',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_SubscriptionPlanTable_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_SubscriptionPlanTable_plan_name_key"
    ON "Alchemi_SubscriptionPlanTable"("plan_name");

CREATE INDEX IF NOT EXISTS "Alchemi_SubscriptionPlanTable_created_at_idx"
    ON "Alchemi_SubscriptionPlanTable"("created_at");

CREATE TABLE IF NOT EXISTS "Alchemi_SubscriptionTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "plan_name" TEXT NOT NULL,
    "product_code" TEXT NOT NULL DEFAULT '',
    "system_subscription_id" TEXT,
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "terms" JSONB NOT NULL DEFAULT '{}',
    "start_date" TIMESTAMPTZ(3) NOT NULL,
    "end_date" TIMESTAMPTZ(3),
    "trial_ends_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "Alchemi_SubscriptionTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE INDEX IF NOT EXISTS "Alchemi_SubscriptionTable_account_id_created_at_idx"
    ON "Alchemi_SubscriptionTable"("account_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_SubscriptionTable_account_id_plan_id_idx"
    ON "Alchemi_SubscriptionTable"("account_id", "plan_id");


-- One subscription of a product runs at a time.
CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_SubscriptionTable_account_id_product_code_key"
    ON "Alchemi_SubscriptionTable"("account_id", "product_code") WHERE status IN ('TRIAL', 'ACTIVE', 'PAST_DUE');
CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_SubscriptionTable_account_id_system_subscription_id_key"
    ON "Alchemi_SubscriptionTable"("account_id", "system_subscription_id");

ALTER TABLE "Alchemi_SubscriptionTable" DROP CONSTRAINT IF EXISTS "Alchemi_SubscriptionTable_status_check";
ALTER TABLE "Alchemi_SubscriptionTable" ADD CONSTRAINT "Alchemi_SubscriptionTable_status_check"
    CHECK (status IN ('TRIAL', 'ACTIVE', 'PAST_DUE', 'CANCELLED', 'EXPIRED'));
ALTER TABLE "Alchemi_SubscriptionTable" DROP CONSTRAINT IF EXISTS "Alchemi_SubscriptionTable_quantity_check";
ALTER TABLE "Alchemi_SubscriptionTable" ADD CONSTRAINT "Alchemi_SubscriptionTable_quantity_check" CHECK (quantity > 0);
ALTER TABLE "Alchemi_SubscriptionTable" DROP CONSTRAINT IF EXISTS "Alchemi_SubscriptionTable_end_date_check";
ALTER TABLE "Alchemi_SubscriptionTable" ADD CONSTRAINT "Alchemi_SubscriptionTable_end_date_check"
    CHECK (end_date >= start_date);
