-- What services tell that something has cost. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_CostTrackingTable" (
    "account_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "tool" TEXT NOT NULL DEFAULT 'llm',
    "cost" DECIMAL(20,8) NOT NULL,
    "prompt_tokens" INTEGER,
    "completion_tokens" INTEGER,
    "total_tokens" INTEGER,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "thread_id" TEXT,
    "event_id" TEXT,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,

    CONSTRAINT "Alchemi_CostTrackingTable_pkey" PRIMARY KEY ("account_id", "id"),
    CONSTRAINT "account_id_not_empty" CHECK (account_id <> '')
);

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_CostTrackingTable_account_id_event_id_key"
    ON "Alchemi_CostTrackingTable"("account_id", "event_id");

CREATE UNIQUE INDEX IF NOT EXISTS "Alchemi_CostTrackingTable_account_id_request_id_key"
    ON "Alchemi_CostTrackingTable"("account_id", "request_id");

CREATE INDEX IF NOT EXISTS "Alchemi_CostTrackingTable_account_id_created_at_idx"
    ON "Alchemi_CostTrackingTable"("account_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_CostTrackingTable_account_id_workspace_id_created_a_idx"
    ON "Alchemi_CostTrackingTable"("account_id", "workspace_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_CostTrackingTable_account_id_user_id_created_at_idx"
    ON "Alchemi_CostTrackingTable"("account_id", "user_id", "created_at");

CREATE INDEX IF NOT EXISTS "Alchemi_CostTrackingTable_account_id_thread_id_idx"
    ON "Alchemi_CostTrackingTable"("account_id", "thread_id");


ALTER TABLE "Alchemi_CostTrackingTable" DROP CONSTRAINT IF EXISTS "Alchemi_CostTrackingTable_cost_check";
ALTER TABLE "Alchemi_CostTrackingTable" ADD CONSTRAINT "Alchemi_CostTrackingTable_cost_check"
    CHECK (cost >= 0 AND cost <> 'NaN');
