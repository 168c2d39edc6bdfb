"""Ten thousand units of work of fifty accounts over three connections, with everything that can go wrong going wrong."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from contextlib import AsyncExitStack, ExitStack
from datetime import timedelta
from typing import Any

import asyncpg
import httpx
import pytest
from prisma import errors

from alchemi.db.engine import Database
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.tenancy.context import acting_for
from tests.support.pgbouncer import pgbouncer

UNITS, ACCOUNTS, TASKS = 10_000, [f"interleaved-{number}" for number in range(50)], 25
EXPECTED_FAILURES = (errors.PrismaError, httpx.HTTPError)


@pytest.mark.parametrize("route", ["direct", "pgbouncer"])
async def test_no_unit_ever_sees_another_accounts_row(fresh_database: Any, route: str) -> None:
    with ExitStack() as stack:
        dsn = fresh_database.app_dsn
        if route == "pgbouncer":
            dsn = stack.enter_context(pgbouncer(dsn, pool_size=3))
        seen = await _run(dsn, fresh_database.owner_dsn)
    print(route, dict(seen))
    assert seen["wrong rows"] == 0
    assert seen["units"] == UNITS
    assert min(seen["read"], seen["written"], seen["cancelled"], seen["failed"], seen["killed"]) > 0, seen


async def _run(dsn: str, owner_dsn: str) -> Counter[str]:
    seen: Counter[str] = Counter()
    chance = random.Random(20261121)
    async with AsyncExitStack() as stack:
        database = Database(dsn, installed_catalogue(), PoolOptions(size=3, acquire_timeout_s=60))
        stack.push_async_callback(database.close)
        client = TenantScopedPrismaClient.bound_to(database)()
        await client.connect()
        owner = await asyncpg.connect(owner_dsn)
        stack.push_async_callback(owner.close)
        for account in ACCOUNTS:
            with acting_for(account):
                await client.litellm_usertable.create(data={"user_id": "same-name", "user_alias": account})

        async def work(share: int) -> None:
            for _ in range(share):
                await _unit(client, chance, seen)

        killer = asyncio.create_task(_kill(owner, seen))
        await asyncio.gather(*(work(UNITS // TASKS) for _ in range(TASKS)))
        killer.cancel()
        await asyncio.gather(killer, return_exceptions=True)
        assert database.pool.opened <= 3
        await _check_all_rows(owner, seen)
    return seen


async def _unit(client: TenantScopedPrismaClient, chance: random.Random, seen: Counter[str]) -> None:
    account = chance.choice(ACCOUNTS)
    with acting_for(account):
        task = asyncio.create_task(chance.choice(_ACTIONS)(client, account, chance, seen))
    if chance.random() < 0.08:
        await asyncio.sleep(chance.random() * 0.002)
        task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        seen["cancelled"] += 1
    except EXPECTED_FAILURES:
        seen["failed"] += 1
    seen["units"] += 1


async def _read(client: Any, account: str, chance: random.Random, seen: Counter[str]) -> None:
    rows = await client.litellm_usertable.find_many()
    _check(account, [row.user_alias for row in rows], seen)
    seen["read"] += 1


async def _read_one(client: Any, account: str, chance: random.Random, seen: Counter[str]) -> None:
    row = await client.litellm_usertable.find_unique(where={"user_id": "same-name"})
    _check(account, [row.user_alias], seen)
    seen["read"] += 1


async def _read_raw(client: Any, account: str, chance: random.Random, seen: Counter[str]) -> None:
    rows = await client.query_raw('SELECT u.* FROM "LiteLLM_UserTable" u LEFT JOIN "LiteLLM_TeamTable" t ON true')
    _check(account, [row["user_alias"] for row in rows], seen)
    seen["read"] += 1


async def _write(client: Any, account: str, chance: random.Random, seen: Counter[str]) -> None:
    await client.litellm_usertable.update_many(where={}, data={"spend": {"increment": 1}, "user_alias": account})
    seen["written"] += 1


async def _transaction(client: Any, account: str, chance: random.Random, seen: Counter[str]) -> None:
    async with client.tx(timeout=timedelta(seconds=30), max_wait=timedelta(seconds=60)) as tx:
        row = await tx.litellm_usertable.create(data={"user_alias": account, "user_id": f"u{chance.random()}"})
        rows = await tx.litellm_usertable.find_many()
        _check(account, [row.user_alias, *(row.user_alias for row in rows)], seen)
        if chance.random() < 0.2:
            await tx.query_raw("SELECT 1 / 0")
        await tx.litellm_usertable.delete(where={"user_id": row.user_id})
    seen["written"] += 1


async def _refused(client: Any, account: str, chance: random.Random, seen: Counter[str]) -> None:
    await client.litellm_usertable.create(data={"user_id": "same-name", "user_alias": account})


_ACTIONS = [_read, _read_one, _read_raw, _write, _write, _transaction, _refused]


def _check(account: str, owners: list[str], seen: Counter[str]) -> None:
    seen["wrong rows"] += sum(owner != account for owner in owners)
    seen["wrong rows"] += not owners


async def _kill(owner: asyncpg.Connection, seen: Counter[str]) -> None:
    """End server processes of the app role, in whatever they are doing."""
    while True:
        await asyncio.sleep(0.05)
        seen["killed"] += await owner.fetchval(
            "SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity"
            " WHERE usename = 'alchemi_app' AND datname = current_database() ORDER BY random() LIMIT 1) a"
        )


async def _check_all_rows(owner: asyncpg.Connection, seen: Counter[str]) -> None:
    wrong = await owner.fetchval('SELECT count(*) FROM "LiteLLM_UserTable" WHERE account_id <> user_alias')
    seen["wrong rows"] += wrong
