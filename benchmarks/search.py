"""Search in an account with 100,000 keys, groups and users in all, beside another one. Run `python -m benchmarks.search`."""

from __future__ import annotations

import asyncio
import sys
import time
from statistics import median
from typing import Any

import asyncpg

from tests.support.accounts import an_account
from tests.support.cluster import TestServer
from tests.support.management import management

ROWS = 100_000
REQUESTS = 60
_FILL = (
    'INSERT INTO "Alchemi_GroupTable" (account_id, id, name, description, updated_at)'
    " SELECT $1, gen_random_uuid()::text, 'Group ' || n, 'Number ' || n, now() FROM generate_series(1, $2::int / 10 * 3) n",
    'INSERT INTO "LiteLLM_VerificationToken" (account_id, token, key_alias, key_name)'
    " SELECT $1, md5($1 || n) || md5(n::text), 'key-' || n, 'sk-...' || substr(md5(n::text), 1, 4)"
    " FROM generate_series(1, $2::int / 10 * 4) n",
    'INSERT INTO "LiteLLM_UserTable" (account_id, user_id, user_email, user_alias, user_role)'
    " SELECT $1, gen_random_uuid()::text, 'person' || n || '@corp.example', 'Person ' || n, 'internal_user'"
    " FROM generate_series(1, $2::int / 10 * 3) n",
)
_ASKED = {
    "many rows": "77",
    "key-39999": "key-39999",
    "every row of a kind": "person",
    "nothing": "zzzzzz",
    "a letter": "e",
}


async def measure() -> dict[str, tuple[float, float]]:
    """Median and 95th percentile in milliseconds for each text."""
    server = TestServer()
    cluster = server.start()
    try:
        database = await cluster.clone("search")
        async with management(database) as worker, an_account(worker) as big, an_account(worker) as other:
            owner = await asyncpg.connect(cluster.owner_dsn.rsplit("/", 1)[0] + "/search")
            for account in (big.account_id, other.account_id):
                for statement in _FILL:
                    await owner.execute(statement, account, ROWS)
            await owner.execute("VACUUM ANALYZE")
            await owner.close()
            return {name: await _timed(big.admin, text) for name, text in _ASKED.items()}
    finally:
        server.stop()


async def _timed(client: Any, text: str) -> tuple[float, float]:
    taken = []
    for _ in range(REQUESTS):
        began = time.perf_counter()
        (await client.get("/alchemi/search", params={"q": text})).raise_for_status()
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken), sorted(taken)[int(REQUESTS * 0.95)]


if __name__ == "__main__":
    for name, (middle, high) in asyncio.run(measure()).items():
        sys.stdout.write(f"{name:22} median {middle:6.1f} ms   p95 {high:6.1f} ms\n")
