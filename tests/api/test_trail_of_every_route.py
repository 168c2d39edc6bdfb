"""Every operation that changes something leaves an event: ours because they were asked, the gateway's whatever they do."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from starlette.types import Receive, Scope, Send

from alchemi.audit.calls import READING_METHODS, leaves_no_event
from alchemi.auth.account_resolver import AccountDirectory
from alchemi.auth.operator import OperatorKey
from alchemi.auth.route_classes import MOUNT, WEBSOCKET, RouteClass, route_table
from alchemi.db.sql.statement import Statement
from alchemi.middleware.audit_trail import AuditTrail
from alchemi.tenancy.context import acting_for
from tests.support.accounts import TestAccount, an_account
from tests.support.management import MASTER_KEY, Management
from tests.support.our_routes import Maker, our_routes

pytestmark = pytest.mark.long

_LAST = 'SELECT sequence, action, outcome, route, actor_kind FROM "Alchemi_AuditEvent" WHERE account_id = $1 ORDER BY 1 DESC'
OPEN = (RouteClass.ACCOUNT, RouteClass.ACCOUNT_ADMIN)
CHANGING = sorted(
    (method, row.path)
    for row in route_table().rows
    for method in row.methods - READING_METHODS - {MOUNT, WEBSOCKET}
    if row.route_class in OPEN and not leaves_no_event(row.path)
)
OURS = [route for route in our_routes() if route.path == route.canonical and route.method not in READING_METHODS]
_UNIQUE = ("name", "title", "group_code", "plan_name")
LEAST_DONE = 0.6
"""Of ours: the others need more than an example to succeed, and are asked by the tests of their resource."""


@pytest.fixture(scope="module")
async def asked(worker: Management) -> AsyncIterator[TestAccount]:
    async with an_account(worker) as account:
        yield account


async def _last(account: TestAccount) -> dict[str, object]:
    async with account.worker.stores.rows_of(account.account_id, is_read_only=True) as unit:
        records = await unit.fetch(Statement(f"{_LAST} LIMIT 1", [account.account_id]))
    return dict(records[0])


async def _succeed(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Any operation of the wheel that is done, and that no table tells of."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"{}"})


async def test_whatever_succeeds_on_a_route_of_the_gateway_leaves_an_event(asked: TestAccount) -> None:
    stores = asked.worker.stores
    key = OperatorKey(MASTER_KEY)
    trail = AuditTrail(_succeed, stores.app, AccountDirectory(stores.platform), _nobodys, key)
    headers = [(b"authorization", f"Bearer {MASTER_KEY}".encode())]

    async def nothing_sent() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def nowhere(_message: object) -> None:
        return None

    left, before = [], await _last(asked)
    for method, template in CHANGING:
        path = re.sub(r"\{[^}]*\}", "x", template)
        scope = {"type": "http", "method": method, "path": path, "headers": headers, "query_string": b""}
        with acting_for(asked.account_id):
            await trail(scope, nothing_sent, nowhere)
        after = await _last(asked)
        is_told = (after["action"], after["outcome"], after["actor_kind"]) == ("request", "success", "service")
        if after["sequence"] != int(str(before["sequence"])) + 1 or not is_told:
            left.append(f"{method} {template}")
        before = after
    assert len(CHANGING) > 300
    assert left == []


async def _nobodys(_token: str) -> None:
    return None


async def test_every_operation_of_ours_that_succeeds_leaves_an_event(asked: TestAccount) -> None:
    maker, untold, done = Maker(asked), list[str](), 0
    order = {"POST": 0, "PUT": 1, "PATCH": 1, "DELETE": 2}
    routes = sorted((one for one in OURS if not one.is_platforms), key=lambda one: order[one.method])
    # Before any of them is changed or removed.
    ids = {route: dict.fromkeys(route.parameters, "nobody") | await maker.ids(route.canonical) for route in routes}
    for route in routes:
        if leaves_no_event(route.path):
            continue
        before = await _last(asked)
        body = route.body
        fresh = None if body is None else {**body, **{name: uuid4().hex for name in _UNIQUE if name in body}}
        answer = await route.send(asked.service, ids[route], **({} if fresh is None else {"json": fresh}))
        assert answer.status_code != 500, f"{route}: {answer.text}"
        if answer.status_code >= 300:
            continue
        done += 1
        if (await _last(asked))["sequence"] == before["sequence"]:
            untold.append(str(route))
    assert untold == []
    assert done >= LEAST_DONE * len(routes), f"{done} of {len(routes)}"
