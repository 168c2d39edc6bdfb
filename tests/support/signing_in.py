"""What tests of signing in do over and over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import httpx

from alchemi.auth.browser import COOKIE
from tests.support.management import Management

PASSWORD = "violet-Harbour-42-kettle"
OTHER_PASSWORD = "copper-Meadow-91-lantern"
WRONG_PASSWORD = "nobody-Has-17-this"


def an_address() -> str:
    return f"{uuid4().hex[:10]}@corp.example"


async def log_in(browser: httpx.AsyncClient, name: str, password: str = PASSWORD, **more: Any) -> httpx.Response:
    return await browser.post("/v2/login", json={"username": name, "password": password, **more})


async def signed_in(browser: httpx.AsyncClient, name: str, password: str = PASSWORD, **more: Any) -> dict[str, Any]:
    response = await log_in(browser, name, password, **more)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = (await browser.get("/v2/session")).json()
    return body


async def acts(browser: httpx.AsyncClient) -> int:
    return (await browser.get("/v1/models")).status_code


Make = Callable[..., Awaitable[str]]


async def models_with_cookie(worker: Management, token: str) -> httpx.Response:
    async with worker.browser() as client:
        client.cookies.set(COOKIE, token, "console.example")
        return await client.get("/v1/models")
