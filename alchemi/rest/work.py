"""What a route works with: who asks, the database, and the services that every write needs. One dependency gives it all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Annotated, Any, Final, cast

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.params import Depends as Dependency
from starlette.routing import BaseRoute

from alchemi.accounts.effective_access import AccessCache
from alchemi.auth.caller import Caller, CallerKind, caller_of_scope
from alchemi.auth.operator import OperatorKey
from alchemi.auth.permissions import Permission, check_may
from alchemi.db.engine import Database
from alchemi.errors import ConflictError, ForbiddenError, InvalidRequestError
from alchemi.rest.constraints import translating
from alchemi.rest.rehearsal import DryRun, Rehearsal
from alchemi.rest.reports import Reports, limit_time
from alchemi.rest.resource import RESOURCE_OF, Resource
from alchemi.rest.rows import Rows
from alchemi.rest.secret_fields import SealerOf
from alchemi.rest.totals import Totals
from alchemi.rest.trying import Trials


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
    trials: Trials = field(default_factory=Trials)
    validations: Trials = field(default_factory=lambda: Trials(a_minute=1_200, at_once=200))
    """Of tokens that services ask about: enough for one that asks at each request, too few for one that guesses."""
    reports: Reports = field(default_factory=Reports)


@dataclass(frozen=True, slots=True)
class Work:
    """One request's own."""

    caller: Caller
    services: Services
    expected_version: str | None = None
    """What `If-Match` holds."""
    rehearsal: Rehearsal | None = None
    """Filled in when nothing is to be kept: see `CurrentDeletion`."""

    @property
    def now(self) -> datetime:
        return self.services.now()

    @asynccontextmanager
    async def rows(self, resource: Resource, *, is_read_only: bool = False) -> AsyncIterator[Rows]:
        """One transaction on the account's rows, to begin with those of `resource`.

        Raises:
            ConflictError, InvalidRequestError: the database refuses what was written. Nothing was kept.
            DatabaseUnavailableError: it does not answer.
            RehearsedError: it went through and was taken back, as the caller asked for.
        """
        rehearsal = None if is_read_only else self.rehearsal
        try:
            with translating(resource):
                async with self.services.database.unit(is_read_only=is_read_only) as unit:
                    if rehearsal is not None:
                        await rehearsal.begin(unit)
                    yield Rows(self, unit, resource)
                    if rehearsal is not None:
                        raise await rehearsal.end(unit)
        except ConflictError as error:
            if rehearsal is not None:
                error.members["blocked_by"] = [one.model_dump() for one in rehearsal.blocked_by]
            raise


async def _caller(request: Request) -> Caller:
    return caller_of_scope(cast("dict[str, Any]", request.scope), cast(OperatorKey, request.app.state.operator_key))


async def _work(request: Request, caller: Annotated[Caller, Depends(_caller)]) -> Work:
    return Work(caller, cast(Services, request.app.state.rest), request.headers.get("if-match"))


CurrentCaller = Annotated[Caller, Depends(_caller)]


async def _deletion(
    request: Request,
    work: Annotated[Work, Depends(_work)],
    dry_run: DryRun = False,
) -> Work:
    return replace(work, rehearsal=Rehearsal(request.app.state.resources)) if dry_run else work


CurrentWork = Annotated[Work, Depends(_work)]
CurrentDeletion = Annotated[Work, Depends(_deletion)]
"""For a DELETE that does all it does in one `work.rows(…)`: with `?dry_run=1` that ends with `RehearsedError`."""

_DRY_RUN: Final = "dry_run"


async def refuse_stray_rehearsal(request: Request) -> None:
    """Refuse `dry_run` where it is not known: it would be done in earnest.

    Raises:
        InvalidRequestError: the route knows no rehearsal.
    """
    if _DRY_RUN in request.query_params and not _names(request.scope["route"].dependant, _DRY_RUN):
        detail = "This route knows no dry run."
        raise InvalidRequestError(detail, errors=[{"parameter": _DRY_RUN, "detail": detail}])


def _names(dependant: Dependant, name: str) -> bool:
    return any(one.name == name for one in dependant.query_params) or any(
        _names(one, name) for one in dependant.dependencies
    )


def resources_of(routes: Iterable[BaseRoute]) -> tuple[Resource, ...]:
    """The declarations that `routes` were made of."""
    found = (getattr(getattr(route, "endpoint", None), RESOURCE_OF, None) for route in routes)
    return tuple({one.path: one for one in found if isinstance(one, Resource)}.values())


@asynccontextmanager
async def report_rows(work: Work, resource: Resource) -> AsyncIterator[Rows]:
    """Rows to read much of, in one of the account's turns and for a limited time.

    Raises:
        TooManyRequestsError: enough reports of the account are being made.
        DatabaseUnavailableError: it takes too long, or the database does not answer.
    """
    async with work.services.reports.turn(work.caller.account), work.rows(resource, is_read_only=True) as rows:
        await limit_time(rows.unit)
        yield rows


def requires(permission: Permission) -> Dependency:
    """A route's dependency: the caller must hold `permission`."""

    async def check(caller: CurrentCaller) -> None:
        if caller.kind is CallerKind.VIRTUAL_KEY:
            raise ForbiddenError("A virtual key calls models; sign in, or use an access token of the account.")
        check_may(caller, permission)

    check.permission = permission  # type: ignore[attr-defined]  # read by the tests over all routes
    return cast(Dependency, Depends(check))
