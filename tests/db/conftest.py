"""What the tests of the engine share: a client of the app role, and the names of two accounts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import uuid4

import pytest

from alchemi.config.keys import RootKeys
from alchemi.db.engine import Database
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.tenancy.context import acting_for
from tests.support.cluster import SECRET_KEY


@pytest.fixture(scope="module")
async def engine_database(database: Any) -> AsyncIterator[Database]:
    """The app role's pool on this module's database."""
    opened = Database(database.app_dsn, installed_catalogue(), PoolOptions(size=5), roots=RootKeys.of(SECRET_KEY))
    yield opened
    await opened.close()


@pytest.fixture
async def db(engine_database: Database) -> AsyncIterator[TenantScopedPrismaClient]:
    """A connected client; it acts for whichever account is bound."""
    client = TenantScopedPrismaClient.bound_to(engine_database)()
    await client.connect()
    yield client
    await client.disconnect()


@pytest.fixture
def account() -> Iterator[str]:
    """A new account, bound for the test."""
    name = f"acct-{uuid4().hex[:12]}"
    with acting_for(name):
        yield name


@pytest.fixture
def other_account() -> str:
    """A second new account, not bound."""
    return f"other-{uuid4().hex[:12]}"
