"""What the tests of our management API share: one application over the module's database."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import uuid4

import httpx
import pytest

from alchemi.config.private_hosts import parse_private_hosts
from tests.support.accounts import TestAccount, an_account
from tests.support.cluster import TestDatabase
from tests.support.hostile_provider import HostileProvider
from tests.support.management import Management, management
from tests.support.signing_in import PASSWORD
from tests.support.single_sign_on import SignOn


@pytest.fixture(scope="module")
async def worker(database: TestDatabase) -> AsyncIterator[Management]:
    async with management(database) as running:
        yield running


@pytest.fixture
def api(worker: Management) -> httpx.AsyncClient:
    """The operator's client."""
    return worker.client


@pytest.fixture
def name() -> str:
    """A name that no other test uses."""
    return f"Name {uuid4().hex[:10]}"


@pytest.fixture
async def browser(worker: Management) -> AsyncIterator[httpx.AsyncClient]:
    async with worker.browser() as client:
        yield client


@pytest.fixture
def make(api: httpx.AsyncClient) -> Callable[..., Awaitable[str]]:
    """Make an account with an administrator who has a password; its id."""

    async def made(email: str, password: str | None = PASSWORD) -> str:
        body = {"account_name": uuid4().hex, "admin_email": email}
        response = await api.post("/account/new", json=body | ({"admin_password": password} if password else {}))
        assert response.status_code == 200, response.text
        return str(response.json()["account_id"])

    return made


@pytest.fixture(scope="module")
async def ours(worker: Management) -> AsyncIterator[TestAccount]:
    """An account for the module."""
    async with an_account(worker) as account:
        yield account


@pytest.fixture(scope="module")
async def theirs(worker: Management) -> AsyncIterator[TestAccount]:
    """Another one."""
    async with an_account(worker) as account:
        yield account


@pytest.fixture(scope="module")
async def sign_on(database: TestDatabase) -> AsyncIterator[SignOn]:
    """Two accounts of a worker that may ask a hostile provider, and no other place of this machine."""
    with HostileProvider() as hostile:
        async with (
            management(database, private_hosts=parse_private_hosts(hostile.host)) as worker,
            an_account(worker) as ours,
            an_account(worker) as theirs,
        ):
            found = SignOn(worker, database, hostile, ours, theirs)
            await found.owns_domains()
            yield found
