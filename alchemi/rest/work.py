"""What a route works with: who asks, the database, and the services that every write needs. One dependency gives it all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any, cast

from fastapi import Depends, Request
from fastapi.params import Depends as Dependency

from alchemi.accounts.effective_access import AccessCache
from alchemi.auth.caller import Caller, CallerKind, caller_of_scope
from alchemi.auth.operator import OperatorKey
from alchemi.auth.permissions import Permission, check_may
from alchemi.db.engine import Database
from alchemi.errors import ForbiddenError
from alchemi.rest.constraints import translating
from alchemi.rest.resource import Resource
from alchemi.rest.rows import Rows
from alchemi.rest.secret_fields import SealerOf
from alchemi.rest.totals import Totals


@dataclass(frozen=True, slots=True)
class Services:
    """What every resource needs of the application: put into its services as `rest`."""

    database: Database
    platform: Database
    """For what belongs to no account: catalogues that all of them read."""
    sealer_of: SealerOf
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    totals: Totals = field(default_factory=Totals)
    access: AccessCache = field(default_factory=AccessCache)


@dataclass(frozen=True, slots=True)
class Work:
    """One request's own."""

    caller: Caller
    services: Services
    expected_version: str | None = None
    """What `If-Match` holds."""

    @property
    def now(self) -> datetime:
        return self.services.now()

    @asynccontextmanager
    async def rows(self, resource: Resource, *, is_read_only: bool = False) -> AsyncIterator[Rows]:
        """One transaction on the account's rows, to begin with those of `resource`.

        Raises:
            ConflictError, InvalidRequestError: the database refuses what was written. Nothing was kept.
            DatabaseUnavailableError: it does not answer.
        """
        with translating(resource):
            async with self.services.database.unit(is_read_only=is_read_only) as unit:
                yield Rows(self, unit, resource)


async def _caller(request: Request) -> Caller:
    return caller_of_scope(cast("dict[str, Any]", request.scope), cast(OperatorKey, request.app.state.operator_key))


async def _work(request: Request, caller: Annotated[Caller, Depends(_caller)]) -> Work:
    return Work(caller, cast(Services, request.app.state.rest), request.headers.get("if-match"))


CurrentCaller = Annotated[Caller, Depends(_caller)]
CurrentWork = Annotated[Work, Depends(_work)]


def requires(permission: Permission) -> Dependency:
    """A route's dependency: the caller must hold `permission`."""

    async def check(caller: CurrentCaller) -> None:
        if caller.kind is CallerKind.VIRTUAL_KEY:
            raise ForbiddenError("A virtual key calls models; sign in, or use an access token of the account.")
        check_may(caller, permission)

    check.permission = permission  # type: ignore[attr-defined]  # read by the tests over all routes
    return cast(Dependency, Depends(check))
