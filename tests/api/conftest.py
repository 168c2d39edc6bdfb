"""What the tests of our management API share: one application over the module's database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest

from tests.support.cluster import TestDatabase
from tests.support.management import Management, management


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
