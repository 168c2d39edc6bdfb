"""A short run of what `make contract` does at length: no answer of ours may contradict the document."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from alchemi.auth.route_classes import RouteClass
from tests.contract.asking import Depth, ask, our_document
from tests.contract.callers import Served, served
from tests.support.cluster import Cluster

pytestmark = pytest.mark.long

SHORT = Depth(examples=1, has_coverage=False)
CALLERS = ("administrator", "member", "operator", "visitor", "nobody")


@pytest.fixture(scope="module")
def api(cluster: Cluster) -> Iterator[Served]:
    with served(cluster) as found:
        yield found


@pytest.mark.parametrize("name", CALLERS)
def test_no_answer_contradicts_the_document(api: Served, name: str) -> None:
    caller = api.caller(name)
    outcome = ask(api.url, caller, SHORT)
    assert outcome.errors == []
    assert outcome.told == {}
    assert outcome.operations == _operations(caller.asks)


class _Lies:
    """Contradicts the document in one place for each method on groups."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        lie = _LIES.get((scope["method"], scope["path"]))
        if lie is None:
            await self._app(scope, receive, send)
            return
        status, kind, body = lie
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind)]})
        await send({"type": "http.response.body", "body": body})


_LIES = {
    ("GET", "/alchemi/group"): (500, b"application/problem+json", b"{}"),
    ("GET", "/alchemi/group/count"): (200, b"application/json", b'{"count": "many"}'),
    ("GET", "/alchemi/group/default"): (418, b"text/html", b"<p>"),
    ("POST", "/alchemi/group"): (201, b"application/json", b"{}"),
}


def test_contradictions_are_found(cluster: Cluster) -> None:
    with served(cluster, _Lies) as api:
        outcome = ask(api.url, api.caller("service"), SHORT, only="^/alchemi/group")
    found = {(check, operation) for check, operation, _ in outcome.told}
    assert {
        ("not_a_server_error", "GET /alchemi/group"),
        ("status_code_conformance", "GET /alchemi/group/default"),
        ("response_schema_conformance", "GET /alchemi/group/count"),
        ("ignored_auth", "GET /alchemi/group/count"),
        ("response_schema_conformance", "POST /alchemi/group"),
    } <= found
    assert {operation for _, operation in found} <= {f"{method} {path}" for method, path in _LIES}


def _operations(asked: frozenset[RouteClass]) -> set[str]:
    return {
        f"{method.upper()} {path}"
        for path, item in our_document()["paths"].items()
        for method, operation in item.items()
        if RouteClass(operation["x-route-class"]) in asked
    }
