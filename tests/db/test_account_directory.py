"""The directory of accounts and keys, as the platform's role sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from hashlib import sha256

import asyncpg
import pytest

from alchemi.auth.account_resolver import STALENESS_S, AccountDirectory
from alchemi.db.engine import Database
from alchemi.db.schema.composer import installed_catalogue
from alchemi.errors import DatabaseUnavailableError
from tests.support.cluster import TestDatabase


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
async def platform(fresh_database: TestDatabase) -> AsyncIterator[Database]:
    database = Database(fresh_database.platform_dsn, installed_catalogue(), is_platform=True)
    yield database
    await database.close()


@pytest.fixture
async def owner(fresh_database: TestDatabase) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(fresh_database.owner_dsn)
    yield connection
    await connection.close()


async def add(owner: asyncpg.Connection, account_id: str, key: str, status: str = "active") -> None:
    await owner.execute(
        'INSERT INTO "Alchemi_AccountTable" (account_id, name, status, created_by, updated_by)'
        " VALUES ($1, $1, $2, 'test', 'test')",
        account_id,
        status,
    )
    await owner.execute(
        'INSERT INTO "Alchemi_KeyDirectory" (key_hash, account_id) VALUES ($1, $2)',
        sha256(key.encode()).hexdigest(),
        account_id,
    )


async def test_a_key_leads_to_its_account(platform: Database, owner: asyncpg.Connection) -> None:
    await add(owner, "a", "sk-a")
    await add(owner, "asleep", "sk-asleep", "suspended")
    directory = AccountDirectory(platform)
    found = [await directory.account_of_key(key) for key in ("sk-a", "sk-asleep", "sk-unknown")]
    assert [(entry.account, entry.is_active) for entry in found] == [("a", True), ("asleep", False), (None, False)]
    assert "asleep" not in await directory.active_accounts()
    assert "a" in await directory.active_accounts()


async def test_a_revoked_key_and_a_suspended_account_are_believed_for_two_seconds_at_most(
    platform: Database, owner: asyncpg.Connection
) -> None:
    assert STALENESS_S <= 2
    await add(owner, "a", "sk-a")
    await add(owner, "b", "sk-b")
    clock = Clock()
    directory = AccountDirectory(platform, clock=clock)
    for key in ("sk-a", "sk-b"):
        assert (await directory.account_of_key(key)).is_active
    await owner.execute("DELETE FROM \"Alchemi_KeyDirectory\" WHERE account_id = 'a'")
    await owner.execute("UPDATE \"Alchemi_AccountTable\" SET status = 'suspended' WHERE account_id = 'b'")
    clock.now_s += STALENESS_S - 0.1
    assert (await directory.account_of_key("sk-a")).account == "a"
    clock.now_s += 0.1
    assert (await directory.account_of_key("sk-a")).account is None
    assert not (await directory.account_of_key("sk-b")).is_active


async def test_a_lost_database_is_no_unknown_key(platform: Database, owner: asyncpg.Connection) -> None:
    await add(owner, "a", "sk-a")
    directory = AccountDirectory(platform)
    await directory.account_of_key("sk-a")
    await platform.close()
    assert (await directory.account_of_key("sk-a")).account == "a"
    with pytest.raises(DatabaseUnavailableError):
        await directory.account_of_key("sk-unknown")
    with pytest.raises(DatabaseUnavailableError):
        await directory.active_accounts()
