"""What the browser tests share: one Chromium for the run, a gateway for the module, a tab for the test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser

from tests.support.browser import Tab, chromium, tab
from tests.support.cluster import TestDatabase
from tests.support.gateway import Gateway


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def gateway(database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    with Gateway(database, tmp_path_factory.mktemp("console")) as running:
        yield running


@pytest.fixture
async def page(browser: Browser, gateway: Gateway) -> AsyncIterator[Tab]:
    async with tab(browser, gateway) as one:
        yield one
