-- Of which budgets and quotas somebody was told that they are nearly, or wholly, used up. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_BudgetAlert" (
    "account_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "counter_id" TEXT NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "percent" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alchemi_BudgetAlert_pkey" PRIMARY KEY ("account_id", "kind", "counter_id", "period_start", "percent"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

