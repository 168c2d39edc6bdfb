"""`alchemi secrets`: both levels of keys are changed from the command line, and a purge destroys an account's."""

from __future__ import annotations

from pathlib import Path

import asyncpg
import pytest
from prisma.fields import Json

from alchemi.accounts.purge import DATA_KEYS, remove_rows
from alchemi.accounts.stores import AccountStores
from alchemi.config.keys import RootKeys
from alchemi.db.engine import Database
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.secrets import PREFIX
from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for
from tests.db.test_command_line import alchemi, environment
from tests.support.cluster import TestDatabase

NEXT_KEY = "Wn4-Hk8-Rt2-Bv6-Qz9-Mx3-Lc7-Jd5-Fs1-Gy0"


def opened(database: TestDatabase, *secrets: str) -> Database:
    roots = RootKeys.of(secrets[0], secrets[1:])
    return Database(database.app_dsn, installed_catalogue(), PoolOptions(size=2), roots=roots)


async def secret_of(database: Database, account: AccountId) -> str:
    client = TenantScopedPrismaClient.bound_to(database)()
    await client.connect()
    with acting_for(account):
        team = await client.litellm_teamtable.find_unique(where={"team_id": "t"})
    return str(team.metadata["api_key"])


async def store(database: Database, account: AccountId) -> None:
    client = TenantScopedPrismaClient.bound_to(database)()
    await client.connect()
    with acting_for(account):
        await client.litellm_teamtable.create(data={"team_id": "t", "metadata": Json({"api_key": f"of {account}"})})


async def test_keys_are_changed_from_the_command_line(fresh_database: TestDatabase, tmp_path: Path) -> None:
    environ = environment(fresh_database.owner_dsn)
    urls = {
        "ALCHEMI_DATABASE_APP_URL": fresh_database.app_dsn,
        "ALCHEMI_DATABASE_PLATFORM_URL": fresh_database.platform_dsn,
    }
    first = environ["ALCHEMI_SECRET_KEY"]

    def run(*arguments: str, code: int = 0, **changed: str) -> str:
        done = alchemi(*arguments, cwd=tmp_path, environ={**environ, **urls, **changed})
        assert done.returncode == code, done.stdout + done.stderr
        assert "of corp" not in done.stdout + done.stderr
        return str(done.stdout + done.stderr)

    account = AccountId("corp")
    run("accounts", "new", "Corp", "--id", account)
    before = opened(fresh_database, first)
    await store(before, account)
    said = run("secrets", "rotate", "--data-keys")
    assert "1 rows of LiteLLM_TeamTable sealed anew; 1 former data keys destroyed" in said
    assert "2 accounts, 0 with something left to do." in said
    assert await secret_of(before, account) == "of corp"
    run("secrets", "rotate", code=2)
    assert "need root key" in run("secrets", "seal", "--account", account, code=1, ALCHEMI_SECRET_KEY=NEXT_KEY)
    both = {"ALCHEMI_SECRET_KEY": NEXT_KEY, "ALCHEMI_SECRET_KEY_PREVIOUS": first}
    assert "Run: alchemi secrets rotate --root" in run("doctor", **both)
    assert "1 data keys wrapped anew" in run("secrets", "rotate", "--root", "--account", account, **both)
    after = opened(fresh_database, NEXT_KEY)
    assert await secret_of(after, account) == "of corp"
    run("secrets", "rotate", "--root", **both)
    assert "all wrapped by the root key in use" in run("doctor", ALCHEMI_SECRET_KEY=NEXT_KEY)
    assert "Its data keys are destroyed" in run(
        "accounts", "purge", account, "--name", "Corp", ALCHEMI_SECRET_KEY=NEXT_KEY
    )
    for database in (before, after):
        await database.close()


async def test_removing_an_accounts_rows_destroys_its_keys_even_when_the_rows_cannot_go(database: TestDatabase) -> None:
    account, key = AccountId("goes"), "tests-only-root-key-9876543210-abcdef"
    app = opened(database, key)
    platform = Database(database.platform_dsn, installed_catalogue(), PoolOptions(size=2), is_platform=True)
    stores = AccountStores(platform, app, drain_s=0)
    await store(app, account)
    owner = await asyncpg.connect(database.owner_dsn)
    await owner.execute(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;"
        'CREATE TRIGGER refuse BEFORE DELETE ON "LiteLLM_TeamTable" FOR EACH ROW EXECUTE FUNCTION refuse()'
    )
    with pytest.raises(asyncpg.RaiseError):
        await remove_rows(stores, account)
    assert (await secret_of(app, account)).startswith(PREFIX)
    await owner.execute('DROP TRIGGER refuse ON "LiteLLM_TeamTable"; DROP FUNCTION refuse')
    assert (await remove_rows(stores, account))["LiteLLM_TeamTable"] == 1
    assert await owner.fetchval('SELECT count(*) FROM "Alchemi_DataKey" WHERE account_id = $1', account) == 0
    assert DATA_KEYS == "Alchemi_DataKey"
    for pool in (app, platform):
        await pool.close()
    await owner.close()
