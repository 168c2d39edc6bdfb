"""Without a bound account no method sends a byte: the server of this client does not exist, and nobody notices."""

from __future__ import annotations

from typing import Any

import pytest

from alchemi.db.engine import Database
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.errors import NoAccountError
from alchemi.tenancy.context import acting_for, acting_for_nobody

ROW = {"user_id": "x"}
METHODS: dict[str, dict[str, Any]] = {
    "find_unique": {"where": ROW},
    "find_unique_or_raise": {"where": ROW},
    "find_first": {"where": ROW},
    "find_first_or_raise": {"where": ROW},
    "find_many": {},
    "count": {},
    "group_by": {"by": ["user_id"]},
    "create": {"data": ROW},
    "create_many": {"data": [ROW]},
    "update": {"where": ROW, "data": {"spend": 1}},
    "update_many": {"where": {}, "data": {"spend": 1}},
    "upsert": {"where": ROW, "data": {"create": ROW, "update": {}}},
    "delete": {"where": ROW},
    "delete_many": {},
}


@pytest.fixture
def nowhere() -> TenantScopedPrismaClient:
    database = Database("postgresql://nobody:x@127.0.0.1:1/none", installed_catalogue())
    client = TenantScopedPrismaClient.bound_to(database)()
    client._is_connected = True
    return client


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("table", ["litellm_usertable", "alchemi_keydirectory"])
async def test_a_call_is_refused(nowhere: TenantScopedPrismaClient, table: str, method: str) -> None:
    with acting_for_nobody(), pytest.raises(NoAccountError):
        await getattr(getattr(nowhere, table), method)(**METHODS[method])


@pytest.mark.parametrize("method", ["query_raw", "query_first", "execute_raw"])
async def test_raw_sql_is_refused(nowhere: TenantScopedPrismaClient, method: str) -> None:
    with acting_for_nobody(), pytest.raises(NoAccountError):
        await getattr(nowhere, method)("SELECT 1")


async def test_batches_and_transactions_are_refused(nowhere: TenantScopedPrismaClient) -> None:
    with acting_for_nobody():
        batch = nowhere.batch_()
        batch.litellm_usertable.create(data=ROW)
        with pytest.raises(NoAccountError):
            await batch.commit()
        with pytest.raises(NoAccountError):
            await nowhere.tx().start()


def test_every_method_of_the_surface_is_asked_here() -> None:
    from alchemi.db import calls

    assert METHODS.keys() == calls._METHODS.keys()


async def test_a_malformed_account_never_reaches_sql() -> None:
    for name in ("", "a'; RESET ROLE; --", "ä", "x" * 65, "a b"):
        with pytest.raises(ValueError, match="account id"), acting_for(name):
            pass
