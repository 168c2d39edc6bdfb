"""Secrets of accounts in the database: sealed for their row, opened for it alone."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from prisma.fields import Json

from alchemi.config.keys import RootKeys
from alchemi.db.data_keys import account_secrets
from alchemi.db.engine import Database
from alchemi.db.masked_secrets import MASK
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.secrets import PREFIX
from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.db.transit import encrypted
from alchemi.errors import InvalidRequestError, SecretError
from alchemi.tenancy.context import acting_for
from tests.support.cluster import SECRET_KEY, TestDatabase

ROOTS = RootKeys.of(SECRET_KEY)


@pytest.fixture
async def owner(database: TestDatabase) -> AsyncIterator[asyncpg.Connection]:
    """The superuser, who sees what is stored."""
    connection = await asyncpg.connect(database.owner_dsn)
    yield connection
    await connection.close()


async def stored(owner: asyncpg.Connection, table: str, column: str, account: str) -> list[str]:
    rows = await owner.fetch(
        f'SELECT "{column}"::text AS value FROM "{table}" WHERE account_id = $1 ORDER BY 1', account
    )
    return [row["value"] for row in rows]


def credential(name: str, secret: str) -> dict[str, Any]:
    values = {"api_key": secret, "region": "north"}
    return {
        "credential_name": name, "credential_values": Json(values), "credential_info": Json({}),
        "created_by": "t", "updated_by": "t",
    }  # fmt: skip


async def test_a_credential_is_sealed_and_comes_back_in_clear(
    db: TenantScopedPrismaClient, owner: asyncpg.Connection, account: str
) -> None:
    made = await db.litellm_credentialstable.create(data=credential("one", "plain-text-of-one"))
    assert made.credential_values == {"api_key": "plain-text-of-one", "region": "north"}
    [text] = await stored(owner, "LiteLLM_CredentialsTable", "credential_values", account)
    assert "plain-text-of-one" not in text
    assert text.count(PREFIX) == 2
    found = await db.litellm_credentialstable.find_first(where={"credential_name": "one"})
    assert found.credential_values["api_key"] == "plain-text-of-one"


@pytest.mark.usefixtures("account")
async def test_a_mask_keeps_what_stands_in_its_place(db: TenantScopedPrismaClient) -> None:
    table, where = db.litellm_credentialstable, {"credential_name": "kept"}
    await table.create(data=credential("kept", "secret-to-keep"))
    values = Json({"api_key": MASK, "region": "south"})
    await table.update(where=where, data={"credential_values": values})
    await table.update_many(where=where, data={"credential_values": values})
    new = credential("kept", "x") | {"credential_values": values}
    row = await table.upsert(where=where, data={"create": new, "update": {"credential_values": values}})
    assert row.credential_values == {"api_key": "secret-to-keep", "region": "south"}


@pytest.mark.usefixtures("account")
async def test_a_setting_keeps_masked_secrets(db: TenantScopedPrismaClient) -> None:
    table, where = db.litellm_config, {"param_name": "general_settings"}
    kept = [{"id": "1", "headers": {"X-Outside": "secret-header"}}]
    await table.create(data={**where, "param_value": Json({"pass_through_endpoints": kept})})
    sent = json.dumps({"pass_through_endpoints": [{"id": "1", "headers": {"X-Outside": MASK}, "path": "/p"}]})
    await table.upsert(where=where, data={"create": {**where, "param_value": sent}, "update": {"param_value": sent}})
    row = await table.find_unique(where=where)
    assert row.param_value["pass_through_endpoints"][0] == {**kept[0], "path": "/p"}


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize("values", [{"other_key": MASK}, {"region": MASK, "api_key": "new"}])
async def test_a_mask_for_nothing_is_refused(db: TenantScopedPrismaClient, values: dict[str, str]) -> None:
    table, name = db.litellm_credentialstable, uuid4().hex
    data = credential(name, "s") | {"credential_values": Json({"api_key": "a-secret"})}
    await table.create(data=data)
    with pytest.raises(InvalidRequestError, match="masked value"):
        await table.update(where={"credential_name": name}, data={"credential_values": Json(values)})
    with pytest.raises(InvalidRequestError, match="masked value"):
        await table.create(data=credential(uuid4().hex, MASK))
    found = await table.find_unique(where={"credential_name": name})
    assert found.credential_values == {"api_key": "a-secret"}


async def test_each_way_of_writing_seals(db: TenantScopedPrismaClient, owner: asyncpg.Connection, account: str) -> None:
    table = db.litellm_credentialstable
    await table.create_many(data=[credential("a", "secret-of-a"), credential("b", "secret-of-b")])
    values = Json({"api_key": "secret-of-both"})
    assert await table.update_many(where={"created_by": "t"}, data={"credential_values": values}) == 2
    await table.update(
        where={"credential_name": "a"}, data={"credential_values": Json({"api_key": "secret-of-a-again"})}
    )
    change = {"create": credential("c", "secret-of-c"), "update": {"credential_values": values}}
    for _ in range(2):
        await table.upsert(where={"credential_name": "c"}, data=change)
    found = {row.credential_name: row.credential_values["api_key"] for row in await table.find_many()}
    assert found == {"a": "secret-of-a-again", "b": "secret-of-both", "c": "secret-of-both"}
    texts = await stored(owner, "LiteLLM_CredentialsTable", "credential_values", account)
    assert len(texts) == 3
    assert not any("secret-of" in text for text in texts)


async def test_named_values_are_sealed_and_the_rest_stays_searchable(
    db: TenantScopedPrismaClient, owner: asyncpg.Connection, account: str
) -> None:
    logging = [
        {"callback_name": "langfuse", "callback_vars": {"langfuse_secret_key": "hidden-1", "langfuse_host": "hidden-2"}}
    ]
    metadata = {
        "department": "north",
        "logging": logging,
        "note": "go to https://me:hidden-3@host/",
        "max_tokens": "12",
    }
    await db.litellm_teamtable.create(data={"team_id": "t1", "metadata": Json(metadata)})
    [text] = await stored(owner, "LiteLLM_TeamTable", "metadata", account)
    assert "hidden" not in text
    kept = json.loads(text)
    assert (kept["department"], kept["max_tokens"]) == ("north", "12")
    where = {"metadata": {"path": ["department"], "equals": Json("north")}}
    [team] = await db.litellm_teamtable.find_many(where=where)
    assert team.metadata == metadata


async def test_a_row_that_takes_another_key_takes_its_secrets_along(db: TenantScopedPrismaClient, account: str) -> None:
    token = db.litellm_verificationtoken
    await token.create(data={"token": f"old-{account}", "metadata": Json({"api_key": "moves-along"})})
    await token.update(where={"token": f"old-{account}"}, data={"token": f"new-{account}", "spend": 1.0})
    found = await token.find_unique(where={"token": f"new-{account}"})
    assert found.metadata == {"api_key": "moves-along"}


async def test_raw_rows_are_opened_beside_their_key(db: TenantScopedPrismaClient, account: str) -> None:
    await db.litellm_teamtable.create(data={"team_id": "raw", "metadata": Json({"password": "opened"})})
    await db.litellm_verificationtoken.create(data={"token": f"tok-{account}", "team_id": "raw"})
    joined = (
        'SELECT v.token, v.team_id, t.metadata AS team_metadata FROM "LiteLLM_VerificationToken" v'
        ' JOIN "LiteLLM_TeamTable" t ON v.team_id = t.team_id'
    )
    [row] = await db.query_raw(joined)
    assert row["team_metadata"] == {"password": "opened"}
    [row] = await db.query_raw(
        'SELECT (SELECT to_jsonb(t) FROM "LiteLLM_TeamTable" t WHERE t.team_id = $1) AS team_row', "raw"
    )
    assert row["team_row"]["metadata"] == {"password": "opened"}
    [row] = await db.query_raw('SELECT metadata FROM "LiteLLM_TeamTable" WHERE team_id = $1', "raw")
    assert row["metadata"] == {"password": "opened"}


async def test_a_raw_write_of_settings_is_sealed(
    db: TenantScopedPrismaClient, owner: asyncpg.Connection, account: str
) -> None:
    write = (
        'INSERT INTO "LiteLLM_Config" (param_name, param_value, last_run_at) SELECT $1, $2::jsonb, NOW()'
        " ON CONFLICT (param_name) DO UPDATE SET param_value = EXCLUDED.param_value RETURNING param_name"
    )
    await db.query_raw(write, "calculator", json.dumps({"github_token": "hidden-away", "revision": 3}))
    [text] = await stored(owner, "LiteLLM_Config", "param_value", account)
    assert "hidden-away" not in text
    found = await db.litellm_config.find_unique(where={"param_name": "calculator"})
    assert found.param_value == {"github_token": "hidden-away", "revision": 3}
    [row] = await db.query_raw('DELETE FROM "LiteLLM_Config" WHERE param_name = $1 RETURNING param_value', "calculator")
    assert row["param_value"]["github_token"] == "hidden-away"


async def test_what_the_wheel_encrypted_is_stored_once_and_comes_back_encrypted(
    db: TenantScopedPrismaClient, owner: asyncpg.Connection, account: str
) -> None:
    wheel = {"api_key": encrypted(ROOTS, account, "upstream-key"), "model": encrypted(ROOTS, account, "openai/gpt")}
    made = await db.litellm_proxymodeltable.create(
        data={
            "model_name": "m",
            "litellm_params": Json(wheel),
            "model_info": Json({}),
            "created_by": "t",
            "updated_by": "t",
        }
    )
    assert made.litellm_params["api_key"].startswith("alw1_")
    [text] = await stored(owner, "LiteLLM_ProxyModelTable", "litellm_params", account)
    assert "alw1_" not in text
    assert json.loads(text)["model"] == "openai/gpt"


@pytest.mark.parametrize("elsewhere", ["row", "column", "account"])
async def test_a_secret_moved_elsewhere_does_not_open(
    db: TenantScopedPrismaClient, owner: asyncpg.Connection, account: str, other_account: str, elsewhere: str
) -> None:
    table = db.litellm_mcpservertable
    data = {"transport": "http", "env": Json({"TOKEN": "of-the-first"}), "static_headers": Json({"TOKEN": "header"})}
    await table.create(data={"server_id": "one", **data})
    await table.create(data={"server_id": "two", **data})
    with acting_for(other_account):
        await table.create(data={"server_id": "one", **data})
    to_column = "static_headers" if elsewhere == "column" else "env"
    to_row = "two" if elsewhere == "row" else "one"
    to_account = other_account if elsewhere == "account" else account
    moved = await owner.execute(
        f'UPDATE "LiteLLM_MCPServerTable" SET {to_column} = (SELECT env FROM "LiteLLM_MCPServerTable"'
        " WHERE account_id = $1 AND server_id = 'one') WHERE account_id = $2 AND server_id = $3",
        account, to_account, to_row,
    )  # fmt: skip
    assert moved == "UPDATE 1"
    with acting_for(to_account):
        found = await table.find_unique(where={"server_id": to_row})
        [raw] = await db.query_raw('SELECT * FROM "LiteLLM_MCPServerTable" WHERE server_id = $1', to_row)
    for value in (getattr(found, to_column), raw[to_column]):
        assert value["TOKEN"].startswith(PREFIX)
    unmoved = await table.find_unique(where={"server_id": "one"})
    assert unmoved.env == {"TOKEN": "of-the-first"}


async def test_without_a_root_key_a_secret_is_neither_stored_nor_read(database: TestDatabase, account: str) -> None:
    opened = Database(database.app_dsn, installed_catalogue(), PoolOptions(size=2))
    client = TenantScopedPrismaClient.bound_to(opened)()
    await client.connect()
    with pytest.raises(SecretError):
        await client.litellm_credentialstable.create(data=credential("one", "plain"))
    assert await client.litellm_credentialstable.count() == 0
    await opened.close()


async def test_another_root_key_does_not_unwrap(
    db: TenantScopedPrismaClient, database: TestDatabase, account: str
) -> None:
    await db.litellm_credentialstable.create(data=credential("one", "plain"))
    roots = RootKeys.of("another-root-key-of-the-tests-4711-xyz")
    opened = Database(database.app_dsn, installed_catalogue(), PoolOptions(size=2), roots=roots)
    client = TenantScopedPrismaClient.bound_to(opened)()
    await client.connect()
    with pytest.raises(SecretError, match="ALCHEMI_SECRET_KEY_PREVIOUS"):
        await client.litellm_credentialstable.find_many()
    await opened.close()


async def test_a_data_key_of_another_account_is_not_taken(
    db: TenantScopedPrismaClient, engine_database: Database, owner: asyncpg.Connection, account: str
) -> None:
    thief = f"thief-{uuid4().hex[:8]}"
    await db.litellm_credentialstable.create(data=credential("one", "plain"))
    await owner.execute(
        'INSERT INTO "Alchemi_DataKey" (account_id, key_id, wrapped_key, root_key_id, retired_at)'
        ' SELECT $2, key_id, wrapped_key, root_key_id, now() FROM "Alchemi_DataKey" WHERE account_id = $1',
        account, thief,
    )  # fmt: skip
    with acting_for(thief), pytest.raises(SecretError):
        async with engine_database.unit() as unit:
            await account_secrets(unit)


async def test_without_its_data_key_a_secret_is_gone(
    db: TenantScopedPrismaClient, engine_database: Database, owner: asyncpg.Connection, account: str
) -> None:
    await db.litellm_credentialstable.create(data=credential("one", "plain"))
    await owner.execute('DELETE FROM "Alchemi_DataKey" WHERE account_id = $1', account)
    assert engine_database.data_keys is not None
    engine_database.data_keys.forget(account)
    found = await db.litellm_credentialstable.find_first()
    assert found.credential_values["api_key"].startswith(PREFIX)
