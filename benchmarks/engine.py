"""The engine against plain asyncpg doing the same bound unit of work, on one server in one run.

    python -m benchmarks.engine            starts an embedded server in a temporary directory
    python -m benchmarks.engine --app-dsn DSN --owner-dsn DSN      uses a migrated database

Plain asyncpg gets what the engine has: the same statement text, prepared once, on one connection that is never reset.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import uvloop

from alchemi.db.embedded import EmbeddedPostgres
from alchemi.db.engine import Database
from alchemi.db.migrations import migrate
from alchemi.db.pool import PoolOptions
from alchemi.db.roles import role_dsn
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.sql import read, write
from alchemi.db.sql.read import Page
from alchemi.db.sql.statement import Builder
from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for
from benchmarks.paired import measure, table

ACCOUNT = AccountId("bench")
OPENING = f"BEGIN; SET LOCAL alchemi.account_id = '{ACCOUNT}'"
READ_OPENING = f"BEGIN READ ONLY; SET LOCAL alchemi.account_id = '{ACCOUNT}'"
ROWS = 20_000


async def fill(client: TenantScopedPrismaClient) -> None:
    """A table of keys of two accounts, and what the list reads."""
    for account in (ACCOUNT, "bench-other"):
        with acting_for(account):
            await client.litellm_verificationtoken.create_many(
                data=[
                    {"token": f"{account}-{number}", "key_name": "sk-...x", "user_id": f"u{number % 100}"}
                    for number in range(ROWS)
                ],
                skip_duplicates=True,
            )


async def plain_unit(connection: asyncpg.Connection, opening: str, statement: str, *args: object) -> Any:
    await connection.execute(opening)
    rows = await connection.fetch(statement, *args)
    await connection.execute("COMMIT")
    return rows


async def compare(owner_dsn: str, app_dsn: str) -> None:
    catalogue = installed_catalogue()
    database = Database(app_dsn, catalogue, PoolOptions(size=2))
    client = TenantScopedPrismaClient.bound_to(database)()
    await client.connect()
    await fill(client)
    owner = await asyncpg.connect(owner_dsn)
    await owner.execute('ANALYZE "LiteLLM_VerificationToken"')
    plain = await asyncpg.connect(app_dsn)
    keys = catalogue.tables["LiteLLM_VerificationToken"]
    errors = catalogue.tables["LiteLLM_ErrorLogs"]
    numbers, tokens = count(time.time_ns()), (f"bench-{number * 7919 % ROWS}" for number in count())
    with acting_for(ACCOUNT):
        find = read.find(Builder(catalogue, ACCOUNT), keys, Page(where={"token": "x"})).text
        listing = read.find(
            Builder(catalogue, ACCOUNT), keys, Page(where={"user_id": "u5"}, order={"token": "asc"}, take=50)
        )
        new = {"request_id": "x", "startTime": datetime.now(UTC), "endTime": datetime.now(UTC)}
        insert = write.insert(Builder(catalogue, ACCOUNT), errors, new)
        position = insert.args.index("x")

        def insert_args() -> list[object]:
            args = list(insert.args)
            args[position] = f"plain-{next(numbers)}"
            return args

        async def engine_transaction() -> None:
            async with client.tx() as tx:
                for _ in range(3):
                    await tx.litellm_verificationtoken.find_unique(where={"token": next(tokens)})

        async def plain_transaction() -> None:
            await plain.execute(OPENING)
            for _ in range(3):
                await plain.fetch(find, ACCOUNT, next(tokens))
            await plain.execute("COMMIT")

        print(
            table(
                "find by key, 54 columns, one unit",
                await measure(
                    {
                        "asyncpg": lambda: plain_unit(plain, READ_OPENING, find, ACCOUNT, next(tokens)),
                        "engine": lambda: client.litellm_verificationtoken.find_unique(where={"token": next(tokens)}),
                    }
                ),
                "asyncpg",
            )
        )
        print(
            table(
                "insert, one unit",
                await measure(
                    {
                        "asyncpg": lambda: plain_unit(plain, OPENING, insert.text, *insert_args()),
                        "engine": lambda: client.litellm_errorlogs.create(
                            data={**new, "request_id": f"engine-{next(numbers)}"}
                        ),
                        "engine, a user: also counted": lambda: client.litellm_usertable.create(
                            data={"user_id": f"engine-{next(numbers)}", "spend": 1.0}
                        ),
                    }
                ),
                "asyncpg",
            )
        )
        print(
            table(
                "list of 50, one unit",
                await measure(
                    {
                        "asyncpg": lambda: plain_unit(plain, READ_OPENING, listing.text, *listing.args),
                        "engine": lambda: client.litellm_verificationtoken.find_many(
                            where={"user_id": "u5"}, order={"token": "asc"}, take=50
                        ),
                    }
                ),
                "asyncpg",
            )
        )
        print(
            table(
                "transaction of three reads",
                await measure(
                    {
                        "asyncpg": plain_transaction,
                        "engine": engine_transaction,
                    }
                ),
                "asyncpg",
            )
        )
        await plain.execute(OPENING)
        async with client.tx(timeout=timedelta(minutes=10)) as tx:
            print(
                table(
                    "statement alone, inside an open unit",
                    await measure(
                        {
                            "asyncpg": lambda: plain.fetch(find, ACCOUNT, next(tokens)),
                            "engine": lambda: tx.litellm_verificationtoken.find_unique(where={"token": next(tokens)}),
                        }
                    ),
                    "asyncpg",
                )
            )
        await plain.execute("COMMIT")
        await rows_with_and_without_policy(owner, plain, find, tokens)
    await plain.close()
    await owner.close()
    await client.disconnect()
    await database.close()


async def rows_with_and_without_policy(
    owner: asyncpg.Connection, plain: asyncpg.Connection, find: str, tokens: Any
) -> None:
    """The same read of the same rows under the same keys, from a copy of the table that has no policy."""
    await owner.execute(
        'DROP TABLE IF EXISTS bench_open; CREATE TABLE bench_open (LIKE "LiteLLM_VerificationToken" INCLUDING ALL);'
        ' INSERT INTO bench_open SELECT * FROM "LiteLLM_VerificationToken"; ANALYZE bench_open;'
        " GRANT SELECT ON bench_open TO PUBLIC"
    )
    without = find.replace('"LiteLLM_VerificationToken"', "bench_open")
    await plain.execute(OPENING)
    print(
        table(
            "bound read, row level security",
            await measure(
                {
                    "without policy": lambda: plain.fetch(without, ACCOUNT, next(tokens)),
                    "with policy": lambda: plain.fetch(find, ACCOUNT, next(tokens)),
                }
            ),
            "without policy",
        )
    )
    await plain.execute("COMMIT")
    await owner.execute("DROP TABLE bench_open")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--app-dsn")
    parser.add_argument("--owner-dsn")
    options = parser.parse_args()
    with ExitStack() as stack:
        if options.app_dsn:
            owner, app = options.owner_dsn, options.app_dsn
        else:
            home = stack.enter_context(tempfile.TemporaryDirectory(prefix="alchemi-bench-"))
            Path(home).chmod(0o755)
            server = stack.enter_context(EmbeddedPostgres(Path(home) / "pg"))
            owner, secret = server.dsn, "benchmark-secret-that-guards-nothing"
            asyncio.run(migrate(owner, secret_key=secret, catalogue=installed_catalogue(), report=lambda _: None))
            app = role_dsn(owner, "app", secret)
        uvloop.run(compare(owner, app))


if __name__ == "__main__":
    main()
