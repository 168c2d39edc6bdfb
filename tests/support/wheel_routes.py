"""All routes of a FastAPI application, those of included routers among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class WheelRoute:
    """`kind` is the class of the route: APIRoute, Route, Mount, APIWebSocketRoute."""

    kind: str
    methods: tuple[str, ...]
    path: str


def all_routes(routes: Iterable[Any]) -> Iterator[WheelRoute]:
    """The routes in order; an included router gives its own, with its prefix."""
    for route in routes:
        if hasattr(route, "effective_candidates"):
            yield from all_routes(route.effective_candidates())
            continue
        original = getattr(route, "original_route", route)
        concrete = getattr(route, "starlette_route", None) or route
        path = getattr(concrete, "path", None) or original.path
        methods = getattr(concrete, "methods", None) or getattr(original, "methods", None) or ()
        yield WheelRoute(type(original).__name__, tuple(sorted(methods)), path)
