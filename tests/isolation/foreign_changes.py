"""Tells what was written outside one account: by a trigger in the test's database, and by checksums of all tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import asyncpg

from tests.isolation.canaries import ACCOUNTS

_FUNCTION: Final = """
CREATE SCHEMA IF NOT EXISTS isolation;
CREATE TABLE IF NOT EXISTS isolation.written (
    number bigserial PRIMARY KEY, relation text, operation text, account text, bound text
);
CREATE OR REPLACE FUNCTION isolation.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO isolation.written (relation, operation, account, bound) VALUES (
        TG_TABLE_NAME, TG_OP,
        CASE WHEN TG_OP = 'DELETE' THEN OLD.account_id ELSE NEW.account_id END,
        current_setting('alchemi.account_id', true)
    );
    RETURN NULL;
END $$;
"""
_TABLES: Final = (
    "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id'"
    " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1"
)
_SYSTEMS_OWN: Final = ("LiteLLM_ProxyWorkerHeartbeat", "LiteLLM_DailyGatewayRequests", "LiteLLM_CronJob")

_UPKEEP: Final = {("Alchemi_AuditCheckpoint", "INSERT"), ("Alchemi_AuditChain", "UPDATE")}
"""What the platform's role does to every account's trail once a minute, bound to nobody; the role of accounts cannot."""

_DIRECTORY: Final = (
    "Alchemi_AccountVersion", "Alchemi_AccountAdminTable", "Alchemi_AccountTable", "Alchemi_AccountDomainTable",
    "Alchemi_MarketplaceCopy", "Alchemi_AuditEvent", "Alchemi_AuditChain",
)  # fmt: skip
"""What the platform's role keeps of accounts, and events about it in the account's own trail. Bound to nobody, it may touch the
own account's rows alone."""


@dataclass(frozen=True, slots=True)
class Written:
    relation: str
    operation: str
    account: str
    bound: str

    def __str__(self) -> str:
        return f"{self.operation} in {self.relation}, a row of {self.account or 'nobody'}, bound to {self.bound or 'nobody'}"


class ForeignChanges:
    """Watches a database through its superuser's connection. `own` may write; what the system keeps for itself is left out."""

    def __init__(self, connection: asyncpg.Connection, own: str) -> None:
        self._connection = connection
        self._own = own
        self._seen = 0

    async def install(self) -> None:
        await self._connection.execute(_FUNCTION)
        for (table,) in await self._connection.fetch(_TABLES):
            await self._connection.execute(
                f'CREATE TRIGGER isolation_note AFTER INSERT OR UPDATE OR DELETE ON "{table}"'
                " FOR EACH ROW EXECUTE FUNCTION isolation.note()"
            )

    async def since_last_asked(self) -> list[Written]:
        rows = await self._connection.fetch(
            "SELECT number, relation, operation, account, bound FROM isolation.written"
            " WHERE number > $1 AND (account IS DISTINCT FROM $2 OR bound IS DISTINCT FROM $2) ORDER BY number",
            self._seen,
            self._own,
        )
        last = await self._connection.fetchval("SELECT coalesce(max(number), 0) FROM isolation.written")
        self._seen = max(self._seen, last)
        return [
            Written(row["relation"], row["operation"], row["account"] or "", row["bound"] or "")
            for row in rows
            if not (row["account"] == "_system" and row["bound"] == "_system" and row["relation"] in _SYSTEMS_OWN)
            and not (not row["bound"] and (row["relation"], row["operation"]) in _UPKEEP)
            and not (not row["bound"] and row["account"] == self._own and row["relation"] in _DIRECTORY)
        ]

    async def forget(self) -> None:
        await self.since_last_asked()

    async def checksums(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Count and checksum of every table's rows, by table and account; without the system's and the own ones."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for (table,) in await self._connection.fetch(_TABLES):
            rows = await self._connection.fetch(
                "SELECT account_id, count(*) AS count, bit_xor(hashtextextended(t::text, 0)) AS sum"
                f" FROM \"{table}\" t WHERE account_id <> $1 AND account_id <> '_system' GROUP BY 1",
                self._own,
            )
            found |= {(table, row["account_id"]): (row["count"], row["sum"]) for row in rows}
        return found

    async def of_nobody(self) -> list[str]:
        """Tables with rows of no known account."""
        known = [*ACCOUNTS.values(), "_system"]
        return [
            table
            for (table,) in await self._connection.fetch(_TABLES)
            if await self._connection.fetchval(f'SELECT 1 FROM "{table}" WHERE account_id <> ALL($1) LIMIT 1', known)
        ]
