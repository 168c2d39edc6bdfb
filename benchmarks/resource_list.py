"""A page of 50 in an account with 100,000 rows: time and statements. Run `python -m benchmarks.resource_list`."""

from __future__ import annotations

import asyncio
import sys
import time
from statistics import median
from typing import Any

import asyncpg

from alchemi.db.engine import Unit
from alchemi.rest.totals import Totals
from tests.support.accounts import an_account
from tests.support.cluster import TestServer
from tests.support.management import management

ROWS = 100_000
REQUESTS = 200
_FILL = (
    'INSERT INTO "Alchemi_GroupTable" (account_id, id, name, description, created_at, updated_at)'
    " SELECT $1, gen_random_uuid()::text, 'Group ' || n, 'Number ' || n, now() - n * interval '1 second', now()"
    " FROM generate_series(1, $2::int) n"
)


async def measure() -> dict[str, tuple[float, float, int]]:
    """Median and 95th percentile in milliseconds, and statements, for each kind of page."""
    server = TestServer()
    cluster = server.start()
    try:
        database = await cluster.clone("resource_list")
        async with management(database) as worker, an_account(worker) as big, an_account(worker) as other:
            owner = await asyncpg.connect(cluster.owner_dsn.rsplit("/", 1)[0] + "/resource_list")
            for account in (big.account_id, other.account_id):
                await owner.execute(_FILL, account, ROWS)
            await owner.execute('VACUUM ANALYZE "Alchemi_GroupTable"')
            await owner.close()
            remembered = Totals.find
            Totals.find = lambda _self, _key: None  # type: ignore[method-assign]
            counted = {"first page, counted": await _timed(big.service, {})}
            Totals.find = remembered  # type: ignore[method-assign]
            return counted | {
                name: await _timed(big.service, query)
                for name, query in {
                    "first page": {},
                    "sorted by name": {"sort": "name"},
                    "offset 50,000": {"offset": "50000"},
                    "filtered, 1 row": {"q": "Group 77777"},
                }.items()
            }
    finally:
        server.stop()


async def _timed(client: Any, query: dict[str, str]) -> tuple[float, float, int]:
    seen: list[str] = []
    fetch = Unit.fetch

    async def counted(unit: Unit, statement: Any) -> Any:
        seen.append(statement.text)
        return await fetch(unit, statement)

    await client.get("/alchemi/group", params=query)
    Unit.fetch = counted  # type: ignore[method-assign]
    (await client.get("/alchemi/group", params=query)).raise_for_status()
    Unit.fetch = fetch  # type: ignore[method-assign]
    taken = []
    for _ in range(REQUESTS):
        began = time.perf_counter()
        await client.get("/alchemi/group", params=query)
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken), sorted(taken)[int(REQUESTS * 0.95)], len(seen)


if __name__ == "__main__":
    for name, (middle, high, statements) in asyncio.run(measure()).items():
        sys.stdout.write(f"{name:20} median {middle:6.1f} ms   p95 {high:6.1f} ms   {statements} statements\n")
