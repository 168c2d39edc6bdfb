"""The routes of our management API that ask for a permission, and what a request to each needs; found in its registry."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import uuid4

import httpx
from fastapi.routing import APIRoute
from pydantic import BaseModel

from alchemi import endpoints
from alchemi.accounts.stores import call
from alchemi.auth.permissions import PLATFORM_ONLY, Permission
from alchemi.rest.resource import Resource, example_of
from alchemi.rest.router import permission_of
from tests.support.accounts import TestAccount

PARAMETER = re.compile(r"\{(\w+)\}")
WORDS = {
    "permission": "costs:read",
    "purpose": "chat",
    "address": "nobody@corp.example",
    "member_id": "nobody",
    "ad_user_id": "nobody",
}
"""Parts of paths that are words of the product and not ids of anything, and lookups, which `test_user_endpoints` attacks."""


@dataclass(frozen=True)
class OurRoute:
    """One method on one path."""

    method: str
    path: str
    canonical: str
    route: APIRoute = field(repr=False, hash=False, compare=False)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def permission(self) -> Permission:
        permission = permission_of(self.route)
        assert permission is not None
        return permission

    @property
    def is_platforms(self) -> bool:
        return self.permission in PLATFORM_ONLY

    @property
    def parameters(self) -> list[str]:
        return [name for name in PARAMETER.findall(self.path) if name not in WORDS]

    @property
    def body_model(self) -> type[BaseModel] | None:
        body = self.route.body_field
        return None if body is None else body.field_info.annotation

    @property
    def body(self) -> dict[str, Any] | None:
        """A body that passes the schema."""
        model = self.body_model
        if model is None:
            return None
        example = example_of(model)
        if example:
            return example
        for resource in resources():
            if model is resource.update and resource.create is not None:
                return {
                    name: value for name, value in example_of(resource.create).items() if name in model.model_fields
                }
        return {}

    def url(self, ids: dict[str, str]) -> str:
        return PARAMETER.sub(lambda match: (WORDS | ids)[match[1]], self.path)

    async def send(self, client: httpx.AsyncClient, ids: dict[str, str], **more: Any) -> httpx.Response:
        body = self.body
        return await client.request(self.method, self.url(ids), **({} if body is None else {"json": body}) | more)


@cache
def our_routes() -> tuple[OurRoute, ...]:
    return tuple(_routes())


def _routes() -> Iterator[OurRoute]:
    for router, (canonical, *aliases) in endpoints.ROUTERS:
        for route in router.routes:
            if isinstance(route, APIRoute) and permission_of(route) is not None:
                for prefix in (canonical, *aliases):
                    for method in route.methods:
                        yield OurRoute(method, prefix + route.path, canonical + route.path, route)


@cache
def resources() -> tuple[Resource, ...]:
    """Every declaration that an endpoint file holds."""
    modules = [getattr(endpoints, name) for name in dir(endpoints) if name.endswith("_endpoints")]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Resource)]
    return tuple(sorted({one.path: one for one in found}.values(), key=lambda one: one.path))


def resource_at(path: str) -> Resource | None:
    """The resource whose rows the last id of a canonical path names."""
    parts = path.split("/")
    last = max(
        (number for number, part in enumerate(parts) if part.startswith("{") and part.strip("{}") not in WORDS),
        default=None,
    )
    if last is None:
        return None
    shape = PARAMETER.sub("{}", "/".join(parts[:last]))
    return next((one for one in resources() if PARAMETER.sub("{}", one.path) == shape), None)


async def _catalogue_entry(account: TestAccount) -> None:
    body = {"code": "EXAMPLE", "name": "Example", "category": "FEATURE"}
    response = await account.worker.client.post("/alchemi/override-config/catalog/new", json=body)
    assert response.status_code in (201, 409), response.text


async def _subscription_plan(account: TestAccount) -> None:
    prefix = "/alchemi/subscription/plan"
    response = await account.worker.client.post(f"{prefix}/new", json={"plan_name": "Example", "limits": {"pages": 1}})
    assert response.status_code in (201, 409), response.text


async def _plan_id(account: TestAccount) -> str:
    plans = (await account.service.get("/alchemi/subscription/plan/list")).json()["plans"]
    return str(next(plan["id"] for plan in plans if plan["plan_name"] == "Example"))


async def _template(account: TestAccount) -> None:
    body = {"template_id": "example", "event_id": "example", "title_line": "Hello", "template_content": "Hello."}
    response = await account.worker.client.post("/alchemi/notification/template/new", json=body)
    assert response.status_code in (201, 409), response.text


PREPARATIONS: dict[str, Callable[[TestAccount], Awaitable[None]]] = {
    "Alchemi_AccountOverrideConfigTable": _catalogue_entry,
    "Alchemi_SubscriptionTable": _subscription_plan,
    "Alchemi_AccountNotificationTemplateTable": _template,
}
"""What has to be there beside the account before a row of a table can be made from its example."""


COME_WITH_OTHERS = {"Alchemi_AgentVersionTable", "Alchemi_GuardrailsVersionTable"}
"""Rows that nobody makes: they are there with their parent."""


async def _of_new_user(account: TestAccount) -> dict[str, Any]:
    """Who is no member yet."""
    user_id = uuid4().hex
    async with account.worker.stores.rows_of(account.account_id) as unit:
        await call(unit, "LiteLLM_UserTable", "create", data={"user_id": user_id, "models": []})
    return {"user_id": user_id}


VALUES: dict[str, Callable[[TestAccount], Awaitable[dict[str, Any]]]] = {"Alchemi_AccountMembershipTable": _of_new_user}
"""What a body needs that no example can know."""


async def _logged_call(account: TestAccount) -> str:
    async with account.worker.stores.rows_of(account.account_id) as unit:
        now = datetime.now(UTC)
        data = {"request_id": uuid4().hex, "call_type": "acompletion", "startTime": now, "endTime": now, "api_key": "x"}
        row = await call(unit, "LiteLLM_SpendLogs", "create", data=data)
    return str(row["request_id"])


WITHOUT_A_ROUTE: dict[str, Callable[[TestAccount], Awaitable[str]]] = {"LiteLLM_SpendLogs": _logged_call}
"""Rows that come of something else; the id of one."""


class Maker:
    """Makes rows of resources in one account through its service, each once."""

    def __init__(self, account: TestAccount) -> None:
        self.account = account
        self._made: dict[str, dict[str, Any]] = {}

    async def ids(self, path: str) -> dict[str, str]:
        """A row for each id in a canonical path."""
        ids: dict[str, str] = {}
        parts = path.split("/")
        for number, part in enumerate(parts):
            if part.startswith("{") and part.strip("{}") not in WORDS:
                resource = resource_at("/".join(parts[: number + 1]))
                assert resource is not None, f"{path}: no resource is declared for {part}"
                ids[part.strip("{}")] = str((await self.row(resource))[resource.id])
        return ids

    async def row(self, resource: Resource) -> dict[str, Any]:
        if resource.path not in self._made:
            self._made[resource.path] = await self._make(resource)
        return self._made[resource.path]

    async def _make(self, resource: Resource) -> dict[str, Any]:
        if resource.table in COME_WITH_OTHERS:
            found = await self.account.service.get(resource.path.format(**await self.ids(resource.path)))
            first: dict[str, Any] = found.json()[resource.plural][0]
            return first
        if resource.table in WITHOUT_A_ROUTE:
            return {resource.id: await WITHOUT_A_ROUTE[resource.table](self.account)}
        if resource.create is None:
            # Another resource's rows, of which this one tells something.
            return {resource.id: await self._referenced(resource.table)}
        if resource.table in PREPARATIONS:
            await PREPARATIONS[resource.table](self.account)
        body = example_of(resource.create)
        for name, reference in resource.reference_fields.items():
            if name in body:
                body[name] = await self._referenced(reference.table)
        if "plan_id" in body:
            body["plan_id"] = await _plan_id(self.account)
        if resource.table in VALUES:
            body |= await VALUES[resource.table](self.account)
        ids = await self.ids(resource.path)
        response = await self.account.service.post(PARAMETER.sub(lambda match: ids[match[1]], resource.path), json=body)
        assert response.status_code == 201, f"POST {resource.path}: {response.text}"
        row: dict[str, Any] = response.json()
        return row

    async def _referenced(self, table: str) -> str:
        if table == "LiteLLM_UserTable":
            return self.account.admin_id
        target = next(one for one in resources() if one.table == table and one.create is not None)
        return str((await self.row(target))[target.id])


def unknown_ids(route: OurRoute) -> dict[str, str]:
    return {name: str(uuid4()) for name in route.parameters}
