-- Failed sign-ins in a row, counted by all processes together. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_LoginFailure" (
    "name_hash" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alchemi_LoginFailure_pkey" PRIMARY KEY ("name_hash")
);

CREATE INDEX IF NOT EXISTS "Alchemi_LoginFailure_until_idx" ON "Alchemi_LoginFailure"("until");
