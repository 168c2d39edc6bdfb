-- Whose turn background work is, in a deployment of several processes. Safe to repeat.

CREATE TABLE IF NOT EXISTS "Alchemi_UpkeepTurn" (
    "name" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Alchemi_UpkeepTurn_pkey" PRIMARY KEY ("name")
);
