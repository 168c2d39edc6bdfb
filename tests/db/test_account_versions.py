"""Versions of an account and the spend by the hour: counted in the transaction of the write, by calls and raw SQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from prisma import errors
from prisma.fields import Json

from alchemi.db.account_versions import Versions, versions
from alchemi.db.engine import Database
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId
from alchemi.tenancy.context import acting_as_system, acting_for

MODEL = {"model_name": "m", "litellm_params": Json({}), "created_by": "t", "updated_by": "t"}


@pytest.fixture(scope="module")
async def platform(database: Any) -> AsyncIterator[Database]:
    opened = Database(database.platform_dsn, installed_catalogue(), PoolOptions(size=2), is_platform=True)
    yield opened
    await opened.close()


async def of(platform: Database, account: str) -> Versions:
    return (await versions(platform, [AccountId(account)]))[AccountId(account)]


def key(**more: Any) -> dict[str, Any]:
    return {"token": uuid4().hex, "models": [], **more}


async def test_typed_writes_count_up_what_they_bear_on(
    db: TenantScopedPrismaClient, platform: Database, account: str, other_account: str
) -> None:
    assert await of(platform, account) == Versions(0, 0)
    model = await db.litellm_proxymodeltable.create(data=MODEL)
    assert await of(platform, account) == Versions(1, 0)
    made = await db.litellm_verificationtoken.create(data=key())
    assert await of(platform, account) == Versions(1, 1)
    await db.litellm_verificationtoken.update_many(
        where={"token": made.token}, data={"spend": {"increment": 0.1}, "total_spend": {"increment": 0.1}}
    )
    await db.litellm_verificationtoken.find_many()
    await db.litellm_proxymodeltable.update_many(where={"model_id": "nobody's"}, data={"blocked": True})
    await db.litellm_proxymodeltable.delete_many(where={"model_id": "nobody's"})
    assert await of(platform, account) == Versions(1, 1)
    await db.litellm_verificationtoken.update(where={"token": made.token}, data={"spend": 0.0})
    await db.litellm_accessgrouptable.create(data={"access_group_name": "g"})
    await db.litellm_proxymodeltable.delete(where={"model_id": model.model_id})
    assert await of(platform, account) == Versions(3, 3)
    assert await versions(platform, [AccountId(other_account)]) == {other_account: Versions()}


async def test_raw_sql_counts_up_too(db: TenantScopedPrismaClient, platform: Database, account: str) -> None:
    made = await db.litellm_verificationtoken.create(data=key())
    spent = 'UPDATE "LiteLLM_VerificationToken" SET spend = spend + $1 WHERE token = $2'
    blocked = 'UPDATE "LiteLLM_VerificationToken" SET blocked = true WHERE token = $1'
    config = "INSERT INTO \"LiteLLM_Config\" (account_id, param_name, param_value) VALUES ($1, $2, '{}')"
    assert await db.execute_raw(spent, 0.5, made.token) == 1
    assert await db.execute_raw(blocked, "nobody's") == 0
    assert await of(platform, account) == Versions(0, 1)
    assert await db.query_raw(f"{blocked} RETURNING token", made.token) == [{"token": made.token}]
    assert await db.execute_raw(config, account, "general_settings") == 1
    assert await of(platform, account) == Versions(1, 2)


async def test_a_transaction_counts_once_and_a_rolled_back_one_never(
    db: TenantScopedPrismaClient, platform: Database, account: str
) -> None:
    async with db.tx() as tx:
        for _ in range(3):
            await tx.litellm_proxymodeltable.create(data=MODEL)
        await tx.litellm_verificationtoken.create(data=key())
        assert await of(platform, account) == Versions(0, 0)
    assert await of(platform, account) == Versions(1, 1)
    with pytest.raises(ZeroDivisionError):
        async with db.tx() as tx:
            await tx.litellm_proxymodeltable.create(data=MODEL)
            raise ZeroDivisionError
    with pytest.raises(errors.UniqueViolationError):
        async with db.batch_() as batch:
            batch.litellm_proxymodeltable.create(data={**MODEL, "model_id": "twice"})
            batch.litellm_proxymodeltable.create(data={**MODEL, "model_id": "twice"})
    assert await of(platform, account) == Versions(1, 1)


async def test_writes_of_many_at_once_are_all_counted(
    db: TenantScopedPrismaClient, platform: Database, account: str
) -> None:
    async def write(number: int) -> None:
        async with db.tx(timeout=timedelta(seconds=30), max_wait=timedelta(seconds=30)) as tx:
            # Opposite orders: only a lock that is taken last keeps these from waiting for one another in a circle.
            names = ["config", "server"] if number % 2 else ["server", "config"]
            for name in names:
                if name == "config":
                    await tx.litellm_proxymodeltable.create(data=MODEL)
                else:
                    await tx.litellm_mcpservertable.create(data={"server_name": f"s{number}", "mcp_access_groups": []})
                await tx.litellm_verificationtoken.create(data=key())

    await asyncio.gather(*map(write, range(20)))
    assert await of(platform, account) == Versions(20, 20)
    catalogue = await db.litellm_config.find_unique(where={"param_name": "mcp_catalog"})
    assert catalogue.reload_revision == 20


async def test_each_write_of_mcp_servers_counts_their_revision(
    db: TenantScopedPrismaClient, platform: Database, account: str
) -> None:
    made = await db.litellm_mcpservertable.create(data={"server_name": "s", "mcp_access_groups": []})
    await db.execute_raw('UPDATE "LiteLLM_MCPServerTable" SET status = $1 WHERE server_id = $2', "ok", made.server_id)
    await db.litellm_mcpservertable.delete(where={"server_id": made.server_id})
    catalogue = await db.litellm_config.find_unique(where={"param_name": "mcp_catalog"})
    assert catalogue.reload_revision == 3
    assert await of(platform, account) == Versions(2, 0)


async def test_the_platforms_own_account_has_versions_too(db: TenantScopedPrismaClient, platform: Database) -> None:
    before = await of(platform, SYSTEM_ACCOUNT)
    with acting_as_system():
        await db.litellm_proxymodeltable.create(data=MODEL)
    assert await of(platform, SYSTEM_ACCOUNT) == Versions(before.configuration + 1, before.access)


def spend_row(spend: float, at: datetime, request_id: str = "") -> dict[str, Any]:
    return {
        "request_id": request_id or uuid4().hex, "call_type": "acompletion", "startTime": at, "endTime": at,
        "spend": spend,
    }  # fmt: skip


async def hours(dsn: str, account: str) -> dict[datetime, Decimal]:
    connection = await asyncpg.connect(dsn)
    try:
        found = await connection.fetch('SELECT * FROM "Alchemi_AccountSpend" WHERE account_id = $1', account)
        return {row["hour"]: row["spend_usd"].normalize() for row in found}
    finally:
        await connection.close()


async def test_the_accounts_spend_follows_the_rows_that_were_really_written(
    db: TenantScopedPrismaClient, database: Any, account: str
) -> None:
    nine, ten = datetime(2026, 5, 1, 9, 59, tzinfo=UTC), datetime(2026, 5, 1, 10, 1, tzinfo=UTC)
    rows = [spend_row(0.1, nine, "a"), spend_row(0.2, nine, "b"), spend_row(1e-7, ten, "c")]
    await db.litellm_spendlogs.create_many(data=rows, skip_duplicates=True)
    # The wheel repeats a batch whose outcome it does not know.
    assert await db.litellm_spendlogs.create_many(data=[*rows, spend_row(1.0, ten, "d")], skip_duplicates=True) == 1
    await db.litellm_spendlogs.upsert(
        where={"request_id": "d"}, data={"create": spend_row(9.0, ten, "d"), "update": {}}
    )
    await db.litellm_spendlogs.delete_many(where={"request_id": "a"})
    expected = {nine.replace(minute=0): Decimal("0.3"), ten.replace(minute=0): Decimal("1.0000001")}
    assert await hours(database.platform_dsn, account) == expected
    # A batch's row is charged when the batch ends.
    free = spend_row(0.0, ten, "batch")
    await db.litellm_spendlogs.create(data=free)
    change = {"where": {"request_id": "batch", "spend": 0.0}, "data": {"spend": 2.0}}
    assert [await db.litellm_spendlogs.update_many(**change) for _ in range(2)] == [1, 0]
    await db.litellm_spendlogs.update(where={"request_id": "batch"}, data={"spend": 3.0})
    assert (await hours(database.platform_dsn, account))[ten.replace(minute=0)] == Decimal("4.0000001")


async def test_spend_of_many_flushes_at_once_is_exact_and_never_anothers(
    db: TenantScopedPrismaClient, database: Any, account: str, other_account: str
) -> None:
    at = datetime(2026, 5, 1, 9, tzinfo=UTC)

    async def flush(_: int) -> None:
        await db.litellm_spendlogs.create_many(data=[spend_row(0.1, at) for _ in range(10)], skip_duplicates=True)

    await asyncio.gather(*map(flush, range(20)))
    with acting_for(other_account):
        await flush(0)
    assert await hours(database.platform_dsn, account) == {at: Decimal(20)}
    assert await hours(database.platform_dsn, other_account) == {at: Decimal(1)}
