"""The usage query over 30 days: 300,000 rows of daily tables and 300,000 logged calls. Run `python -m benchmarks.usage`."""

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

ROWS = 300_000
REQUESTS = 10
_COLUMNS = (
    "date, api_key, model, model_group, custom_llm_provider, endpoint, mcp_namespaced_tool_name, spend, prompt_tokens,"
    " completion_tokens, api_requests, successful_requests, updated_at"
)
_VALUES = (
    "to_char(DATE '2026-03-01' + n % 30, 'YYYY-MM-DD'), 'k' || n % 1000, 'm' || n % 20, 'm' || n % 20, 'openai',"
    " n::text, '', 0.001, 100, 10, 1, 1, now() FROM generate_series(1, $2::int / 2) n"
)
_FILL = (
    f'INSERT INTO "LiteLLM_DailyUserSpend" (account_id, id, user_id, {_COLUMNS})'
    f" SELECT $1, gen_random_uuid()::text, 'u' || n % 500, {_VALUES}",
    f'INSERT INTO "LiteLLM_DailyTeamSpend" (account_id, id, team_id, {_COLUMNS})'
    f" SELECT $1, gen_random_uuid()::text, 't' || n % 50, {_VALUES}",
    'INSERT INTO "LiteLLM_SpendLogs" (account_id, request_id, call_type, api_key, spend, "startTime", "endTime", model,'
    ' model_group, "user", team_id, prompt_tokens, completion_tokens, total_tokens)'
    " SELECT $1, gen_random_uuid()::text, 'x', 'k' || n % 1000, 0.001, TIMESTAMP '2026-03-01' + n % 43200 * interval '1 min',"
    " now(), 'm', 'm', 'u' || n % 500, 't' || n % 50, 1, 1, 2 FROM generate_series(1, $2::int) n",
)
_ASKED: dict[str, dict[str, Any]] = {
    "days": {},
    "days by model": {"group_by": "model"},
    "days by key, compared": {"group_by": "key", "compare": "true"},
    "days by team": {"group_by": "team"},
    "users of a team (log)": {"group_by": "user", "team": "t7"},
    "days of Berlin (log)": {"zone": "Europe/Berlin"},
}


async def measure() -> dict[str, tuple[float, float]]:
    """Median and longest time in milliseconds for each question."""
    server = TestServer()
    cluster = server.start()
    try:
        database = await cluster.clone("usage")
        async with management(database) as worker, an_account(worker) as big, an_account(worker) as other:
            owner = await asyncpg.connect(cluster.owner_dsn.rsplit("/", 1)[0] + "/usage")
            for account in (big.account_id, other.account_id):
                for statement in _FILL:
                    await owner.execute(statement, account, ROWS)
            await owner.execute("VACUUM ANALYZE")
            await owner.close()
            return {name: await _timed(big.admin, query) for name, query in _ASKED.items()}
    finally:
        server.stop()


async def _timed(client: Any, query: dict[str, Any]) -> tuple[float, float]:
    taken = []
    for _ in range(REQUESTS):
        began = time.perf_counter()
        span = {"from": "2026-03-01", "to": "2026-03-30"}
        (await client.get("/alchemi/usage", params=span | query)).raise_for_status()
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken), max(taken)


if __name__ == "__main__":
    for name, (middle, high) in asyncio.run(measure()).items():
        sys.stdout.write(f"{name:24} median {middle:7.1f} ms   longest {high:7.1f} ms\n")
