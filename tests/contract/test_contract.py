"""A short run of what `make contract` does at length: no answer of ours may contradict the document."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from alchemi.auth.route_classes import RouteClass
from tests.contract.asking import Depth, ask, our_document
from tests.contract.callers import Served, served
from tests.support.cluster import Cluster

SHORT = Depth(examples=2, has_coverage=False)
CALLERS = ("service", "administrator", "member", "operator", "visitor", "nobody")


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


def _operations(asked: frozenset[RouteClass]) -> set[str]:
    return {
        f"{method.upper()} {path}"
        for path, item in our_document()["paths"].items()
        for method, operation in item.items()
        if RouteClass(operation["x-route-class"]) in asked
    }
