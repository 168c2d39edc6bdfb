"""Keys are changed while others write; what was cut short is finished; what cannot be read is told by its place."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import asyncpg
import pytest
from nacl.secret import SecretBox
from prisma.fields import Json

from alchemi.config.keys import RootKeys
from alchemi.db.data_keys import account_secrets
from alchemi.db.engine import Database
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.secret_rotation import RotationReport, Unreadable, reseal_account, rewrap_keys, rotate_data_key
from alchemi.db.secrets import PREFIX
from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.db.transit import decrypted
from alchemi.errors import SecretError
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for
from tests.support.cluster import SECRET_KEY, TestDatabase

ROOTS = RootKeys.of(SECRET_KEY)
NEXT_SECRET = "the-root-key-that-follows-0815-qwertz"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
async def owner(database: TestDatabase) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(database.owner_dsn)
    yield connection
    await connection.close()


async def client_of(database: TestDatabase, roots: RootKeys) -> TenantScopedPrismaClient:
    """A worker of its own: its own pool, its own memory of keys."""
    opened = Database(database.app_dsn, installed_catalogue(), PoolOptions(size=3), roots=roots)
    client = TenantScopedPrismaClient.bound_to(opened)()
    await client.connect()
    return client


async def key_ids(owner: asyncpg.Connection, account: str) -> list[str]:
    rows = await owner.fetch('SELECT key_id FROM "Alchemi_DataKey" WHERE account_id = $1 ORDER BY retired_at', account)
    return [row["key_id"] for row in rows]


async def fill(db: TenantScopedPrismaClient, rows: int) -> None:
    for number in range(rows):
        values = Json({"api_key": f"secret {number}"})
        await db.litellm_credentialstable.create(
            data={"credential_name": f"c{number}", "credential_values": values, "created_by": "t", "updated_by": "t"}
        )
    await db.litellm_mcpusercredentials.create(data={"user_id": "u", "server_id": "s", "credential_b64": "of the user"})


async def read(db: TenantScopedPrismaClient) -> dict[str, str]:
    rows = await db.litellm_credentialstable.find_many()
    return {row.credential_name: row.credential_values["api_key"] for row in rows}


async def test_a_new_data_key_takes_over_and_the_old_one_is_destroyed(
    db: TenantScopedPrismaClient, engine_database: Database, owner: asyncpg.Connection, account: AccountId
) -> None:
    await fill(db, 3)
    before = await key_ids(owner, account)
    report = await rotate_data_key(engine_database, account, now=NOW)
    after = await key_ids(owner, account)
    assert (len(before), len(after), set(before) & set(after)) == (1, 1, set())
    assert report.resealed == {"LiteLLM_CredentialsTable": 3, "LiteLLM_MCPUserCredentials": 1}
    assert (report.destroyed, report.is_complete) == (1, True)
    assert await read(db) == {f"c{number}": f"secret {number}" for number in range(3)}
    own = await db.litellm_mcpusercredentials.find_first(where={"user_id": "u"})
    assert own.credential_b64 == "of the user"


async def test_rotation_beside_writers_loses_nothing_and_nothing_fails(
    database: TestDatabase,
    db: TenantScopedPrismaClient,
    engine_database: Database,
    owner: asyncpg.Connection,
    account: AccountId,
) -> None:
    await fill(db, 12)
    last: dict[str, str] = {}
    is_done = asyncio.Event()

    async def write(number: int) -> int:
        worker = await client_of(database, ROOTS)
        count = 0
        while not is_done.is_set():
            name = f"c{(number * 5 + count) % 6 + number * 6}"
            values = {"api_key": f"{number} {count}"}
            await worker.litellm_credentialstable.update(
                where={"credential_name": name}, data={"credential_values": Json(values)}
            )
            last[name] = values["api_key"]
            assert (await read(worker))[name] == values["api_key"]
            count += 1
        return count

    async def rotate() -> list[RotationReport]:
        try:
            return [await rotate_data_key(engine_database, account, now=NOW) for _ in range(4)]
        finally:
            is_done.set()

    reports, *counts = await asyncio.gather(rotate(), write(0), write(1))
    assert min(counts) > 3
    assert all(not report.unreadable for report in reports)
    assert (await reseal_account(engine_database, account)).is_complete
    [key] = await key_ids(owner, account)
    texts = await owner.fetch(
        'SELECT credential_values::text AS t FROM "LiteLLM_CredentialsTable" WHERE account_id = $1', account
    )
    assert all(f"{PREFIX}{key}:" in row["t"] for row in texts)
    found = await read(await client_of(database, ROOTS))
    assert found == {f"c{number}": f"secret {number}" for number in range(12)} | last


async def test_a_rotation_that_was_cut_short_is_finished(
    database: TestDatabase,
    db: TenantScopedPrismaClient,
    engine_database: Database,
    owner: asyncpg.Connection,
    account: AccountId,
) -> None:
    await fill(db, 5)
    await owner.execute(
        "CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF NEW.credential_name = 'c3' THEN RAISE EXCEPTION 'the machine stops'; END IF; RETURN NEW; END $$"
    )
    await owner.execute(
        'CREATE TRIGGER break_off BEFORE UPDATE ON "LiteLLM_CredentialsTable" FOR EACH ROW EXECUTE FUNCTION break_off()'
    )
    try:
        with pytest.raises(asyncpg.RaiseError):
            await rotate_data_key(engine_database, account, now=NOW)
    finally:
        await owner.execute('DROP TRIGGER break_off ON "LiteLLM_CredentialsTable"')
        await owner.execute("DROP FUNCTION break_off")
    assert len(await key_ids(owner, account)) == 2
    assert len(await read(await client_of(database, ROOTS))) == 5
    report = await reseal_account(engine_database, account)
    assert 1 <= report.resealed["LiteLLM_CredentialsTable"] <= 5
    assert (report.destroyed, report.is_complete) == (1, True)
    assert len(await key_ids(owner, account)) == 1
    assert await read(db) == {f"c{number}": f"secret {number}" for number in range(5)}


async def test_what_cannot_be_read_is_told_by_its_place_and_keeps_its_key(
    db: TenantScopedPrismaClient, engine_database: Database, owner: asyncpg.Connection, account: AccountId
) -> None:
    await fill(db, 2)
    one = await db.litellm_credentialstable.find_first(where={"credential_name": "c0"})
    two = await db.litellm_credentialstable.find_first(where={"credential_name": "c1"})
    await owner.execute(
        'UPDATE "LiteLLM_CredentialsTable" SET credential_values = (SELECT credential_values FROM "LiteLLM_CredentialsTable"'
        " WHERE account_id = $1 AND credential_id = $2) WHERE account_id = $1 AND credential_id = $3",
        account, one.credential_id, two.credential_id,
    )  # fmt: skip
    report = await rotate_data_key(engine_database, account, now=NOW)
    place = Unreadable("LiteLLM_CredentialsTable", two.credential_id, "credential_values/api_key")
    assert report.unreadable == [place]
    assert (report.kept, report.destroyed, report.is_complete) == (1, 0, False)
    assert "secret" not in repr(report).replace("secret_", "")


async def test_a_new_root_key_wraps_what_the_former_one_did(
    database: TestDatabase, db: TenantScopedPrismaClient, owner: asyncpg.Connection, account: AccountId
) -> None:
    await fill(db, 2)
    before = await owner.fetch(
        'SELECT credential_values FROM "LiteLLM_CredentialsTable" WHERE account_id = $1', account
    )
    both = await client_of(database, RootKeys.of(NEXT_SECRET, [SECRET_KEY]))
    alone = await client_of(database, RootKeys.of(NEXT_SECRET))
    with pytest.raises(SecretError, match="ALCHEMI_SECRET_KEY_PREVIOUS"):
        await read(alone)
    assert len(await read(both)) == 2
    report = await rewrap_keys(both.database, account)
    assert (report.rewrapped, report.is_complete) == (1, True)
    assert (await rewrap_keys(both.database, account)).rewrapped == 0
    assert await read(alone) == {"c0": "secret 0", "c1": "secret 1"}
    after = await owner.fetch('SELECT credential_values FROM "LiteLLM_CredentialsTable" WHERE account_id = $1', account)
    assert before == after


async def test_a_root_key_that_is_not_given_is_told_and_nothing_changed(
    database: TestDatabase, db: TenantScopedPrismaClient, owner: asyncpg.Connection, account: AccountId
) -> None:
    await fill(db, 1)
    alone = await client_of(database, RootKeys.of(NEXT_SECRET))
    [key] = await key_ids(owner, account)
    report = await rewrap_keys(alone.database, account)
    assert report.unreadable == [Unreadable("Alchemi_DataKey", key, "wrapped_key")]
    with pytest.raises(SecretError):
        await rotate_data_key(alone.database, account, now=NOW)
    assert await key_ids(owner, account) == [key]


def by_the_wheel(text: str) -> str:
    """As the wheel's own scheme wrote it."""
    key = hashlib.sha256(ROOTS.current.old_salt().encode()).digest()
    return urlsafe_b64encode(SecretBox(key).encrypt(text.encode(), os.urandom(24))).decode()


async def test_what_was_stored_before_there_were_data_keys_is_sealed(
    db: TenantScopedPrismaClient, engine_database: Database, owner: asyncpg.Connection, account: AccountId
) -> None:
    params = {"api_key": by_the_wheel("upstream"), "model": by_the_wheel("openai/gpt")}
    metadata = {"logging": [{"callback_vars": {"langfuse_secret_key": f"litellm_enc::{by_the_wheel('of langfuse')}"}}]}
    stored: list[tuple[str, str, Any]] = [
        ("LiteLLM_ProxyModelTable", "litellm_params", params), ("LiteLLM_TeamTable", "metadata", metadata),
    ]  # fmt: skip
    await owner.execute(
        'INSERT INTO "LiteLLM_ProxyModelTable" (account_id, model_id, model_name, litellm_params, created_by, updated_by)'
        " VALUES ($1, 'm', 'm', $2, 't', 't')",
        account, json.dumps(params),
    )  # fmt: skip
    await owner.execute(
        'INSERT INTO "LiteLLM_TeamTable" (account_id, team_id, metadata) VALUES ($1, $2, $3)',
        account,
        "t",
        json.dumps(metadata),
    )
    await owner.execute(
        'INSERT INTO "LiteLLM_CredentialsTable" (account_id, credential_id, credential_name, credential_values, created_by,'
        " updated_by) VALUES ($1, 'c', 'c', $2, 't', 't')",
        account, json.dumps({"api_key": "in clear"}),
    )  # fmt: skip
    report = await reseal_account(engine_database, account)
    assert report.resealed == {"LiteLLM_CredentialsTable": 1, **{table: 1 for table, _, _ in stored}}
    assert await read(db) == {"c": "in clear"}
    model = await db.litellm_proxymodeltable.find_unique(where={"model_id": "m"})
    assert decrypted(ROOTS, account, model.litellm_params["api_key"]) == "upstream"
    assert model.litellm_params["model"] == "openai/gpt"
    team = await db.litellm_teamtable.find_unique(where={"team_id": "t"})
    value = team.metadata["logging"][0]["callback_vars"]["langfuse_secret_key"]
    assert decrypted(ROOTS, account, value.removeprefix("litellm_enc::")) == "of langfuse"
    assert (await reseal_account(engine_database, account)).resealed == {}


async def test_rotating_one_account_leaves_the_others(
    db: TenantScopedPrismaClient,
    engine_database: Database,
    owner: asyncpg.Connection,
    account: AccountId,
    other_account: AccountId,
) -> None:
    await fill(db, 1)
    with acting_for(other_account):
        await fill(db, 1)
    before = await key_ids(owner, other_account)
    await rotate_data_key(engine_database, account, now=NOW)
    assert await key_ids(owner, other_account) == before
    with acting_for(other_account):
        assert await read(db) == {"c0": "secret 0"}


async def test_what_its_writer_sealed_is_sealed_anew(
    db: TenantScopedPrismaClient, engine_database: Database, owner: asyncpg.Connection, account: AccountId
) -> None:
    async with engine_database.unit() as unit:
        sealed = (await account_secrets(unit)).seal("Alchemi_ConnectionTable", "config", "c1", '{"password": "p"}')
    data = {"id": "c1", "type": "sql", "name": "c", "config": sealed}
    made = await db.alchemi_connectiontable.create(data=data)
    assert made.config == sealed
    report = await rotate_data_key(engine_database, account, now=NOW)
    assert report.resealed == {"Alchemi_ConnectionTable": 1}
    [key] = await key_ids(owner, account)
    row = await db.alchemi_connectiontable.find_unique(where={"id": "c1"})
    assert row.config.startswith(f"{PREFIX}{key}:")
    async with engine_database.unit(is_read_only=True) as unit:
        secrets = await account_secrets(unit)
        assert secrets.open("Alchemi_ConnectionTable", "config", "c1", row.config) == '{"password": "p"}'
