"""Costs: what services tell that something has cost, once for each event, and what it adds up to."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from alchemi.auth.caller import CallerKind
from alchemi.auth.permissions import Permission, check_may
from alchemi.costs import tracking
from alchemi.endpoints.cost_schemas import (
    Cost,
    CostBatch,
    CostPage,
    CostQuery,
    Day,
    DayQuery,
    Days,
    ExportQuery,
    NewCost,
    Part,
    Recorded,
    RecordedBatch,
    Span,
    Usage,
    UsageDay,
    UsageQuery,
    UserPage,
    WorkspacePage,
)
from alchemi.errors import ForbiddenError, InvalidRequestError
from alchemi.rest.references import existing
from alchemi.rest.resource import Reference, Resource
from alchemi.rest.router import created, made, resource_router
from alchemi.rest.rows import Rows
from alchemi.rest.schema import told_as
from alchemi.rest.visibility import of_its_workspaces
from alchemi.rest.work import CurrentWork, Work, requires

_WORKSPACE: Final = Reference("Alchemi_WorkspaceTable", workspace="id")
_USER: Final = Reference("LiteLLM_UserTable")
COSTS = Resource(
    path="/alchemi/cost",
    aliases=("/v2/costs",),
    table="Alchemi_CostTrackingTable",
    noun="cost record",
    plural="costs",
    item=Cost,
    create=NewCost,
    read=Permission.COST_READ,
    write=Permission.COST_WRITE,
    references={"workspace_id": _WORKSPACE, "user_id": _USER},
    for_tokens=of_its_workspaces("workspace_id"),
    operations={"get"},
)
WORKSPACES = Resource(
    path="/alchemi/cost/workspace",
    table="Alchemi_WorkspaceTable",
    noun="workspace",
    plural="workspaces",
    item=Part,
    read=Permission.COST_READ,
    write=Permission.COST_WRITE,
    workspace="id",
    operations=set(),
)
USERS = Resource(
    path="/alchemi/cost/user",
    table="LiteLLM_UserTable",
    noun="user",
    plural="users",
    item=Part,
    read=Permission.COST_READ,
    write=Permission.COST_WRITE,
    id="user_id",
    operations=set(),
)
operations = APIRouter()
_READ: Final = [requires(Permission.COST_READ)]
_WRITE: Final = [requires(Permission.COST_WRITE)]


@created(operations, COSTS, _WRITE)
async def create_cost(work: CurrentWork, body: NewCost, response: Response) -> Cost:
    """Record an event and answer with the record; one that is recorded already is answered as it is."""
    async with work.rows(COSTS) as rows:
        [cost_id], _ = await _record(rows, [body], "")
        return made(rows, await rows.get(cost_id), response, Cost)


@operations.post("/record", dependencies=_WRITE)
async def record_cost(work: CurrentWork, body: NewCost) -> Recorded:
    """Record an event. What the gateway has not charged itself is charged to quotas and credit budgets."""
    async with work.rows(COSTS) as rows:
        [cost_id], new = await _record(rows, [body], "")
    message = "The cost was recorded." if new else "The cost was recorded before."
    return Recorded(id=cost_id, cost=body.cost, is_new=bool(new), message=message)


@operations.post("/record/batch", dependencies=_WRITE)
async def record_costs(work: CurrentWork, body: CostBatch) -> RecordedBatch:
    """Record up to a thousand events: all of them or none."""
    async with work.rows(COSTS) as rows:
        ids, new = await _record(rows, body.events, "/events/{}")
    return RecordedBatch(recorded=new, ids=ids, message=f"{new} costs were recorded.")


@operations.get("", dependencies=_READ)
@operations.get("/list", dependencies=_READ, include_in_schema=False, name="list_costs_alias")
@operations.get("/account", dependencies=_READ, name="list_costs_of_account")
async def list_costs(work: CurrentWork, query: Annotated[CostQuery, Query()]) -> CostPage:
    """Records of the account, and their sums."""
    async with work.rows(COSTS, is_read_only=True) as rows:
        return await _page(rows, query, workspace_id=query.workspace_id, user_id=query.user_id)


@operations.get("/workspace", dependencies=_READ)
async def list_costs_by_workspace(work: CurrentWork, query: Annotated[Span, Query()]) -> WorkspacePage:
    """What each workspace has cost, the dearest first."""
    async with work.rows(COSTS, is_read_only=True) as rows:
        found, total = await _parts(rows, "workspace_id", query)
    return WorkspacePage(workspaces=found, total=total, limit=query.limit, offset=query.offset)


@operations.get("/user", dependencies=_READ)
async def list_costs_by_user(work: CurrentWork, query: Annotated[Span, Query()]) -> UserPage:
    """What each user has cost, the dearest first."""
    async with work.rows(COSTS, is_read_only=True) as rows:
        found, total = await _parts(rows, "user_id", query)
    return UserPage(users=found, total=total, limit=query.limit, offset=query.offset)


@operations.get("/workspace/{workspace_id}", dependencies=[requires(Permission.WORKSPACE_READ)])
async def list_costs_of_workspace(
    work: CurrentWork, workspace_id: str, query: Annotated[CostQuery, Query()]
) -> CostPage:
    """Records of a workspace, for its members too."""
    if work.caller.kind is CallerKind.TOKEN:
        check_may(work.caller, Permission.COST_READ)
    async with work.rows(COSTS, is_read_only=True) as rows:
        await rows.of(WORKSPACES).get(workspace_id)
        return await _page(rows, query, workspace_id=workspace_id, user_id=query.user_id)


@operations.get("/user/{user_id}", dependencies=[requires(Permission.ACCOUNT_READ)])
async def list_costs_of_user(work: CurrentWork, user_id: str, query: Annotated[CostQuery, Query()]) -> CostPage:
    """Records of a user; everybody sees their own."""
    is_own = work.caller.kind is CallerKind.SESSION and work.caller.user_id == user_id
    if not is_own:
        check_may(work.caller, Permission.COST_READ)
    async with work.rows(COSTS, is_read_only=True) as rows:
        await rows.of(USERS).get(user_id)
        return await _page(rows, query, workspace_id=query.workspace_id, user_id=user_id)


@operations.get("/daily", dependencies=_READ)
async def list_daily_costs(work: CurrentWork, query: Annotated[DayQuery, Query()]) -> Days:
    """What the records of each day add up to, in days of a time zone."""
    wanted = (query.start_date, query.end_date, _workspaces(work, query.workspace_id), None, None, None)
    async with work.rows(COSTS, is_read_only=True) as rows:
        found = await tracking.daily(rows.unit, wanted, query.group_by, query.timezone)
    told = query.model_dump(include={"start_date", "end_date", "timezone"})
    return Days(daily=[Day.model_validate(day) for day in found], **told)


@operations.get("/usage", dependencies=_READ)
async def get_usage(work: CurrentWork, query: Annotated[UsageQuery, Query()]) -> Usage:
    """What each day has cost in all: the gateway's own spend and the records that are no references to it."""
    if work.caller.workspace_ids is not None:
        raise ForbiddenError("This token is for some workspaces, and the gateway's spend is of none.")
    async with work.rows(COSTS, is_read_only=True) as rows:
        found = await tracking.usage(rows.unit, query.start_date, query.end_date, query.group_by, query.timezone)
    told = query.model_dump(include={"start_date", "end_date", "timezone"})
    total = sum(day["total_cost"] for day in found)
    return Usage(daily=[UsageDay.model_validate(day) for day in found], total_cost=total, **told)


@operations.get("/export", dependencies=_READ, response_class=Response, responses=told_as("text/csv"))
async def export_costs(work: CurrentWork, query: Annotated[ExportQuery, Query()]) -> Response:
    """The records as CSV, at most 50,000."""
    async with work.rows(COSTS, is_read_only=True) as rows:
        text = await tracking.export(rows.unit, _wanted(work, query, query.workspace_id, query.user_id))
    headers = {"content-disposition": 'attachment; filename="costs.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


async def _record(rows: Rows, events: list[NewCost], pointer: str) -> tuple[list[str], int]:
    errors = []
    for name, reference in COSTS.reference_fields.items():
        wanted = [str(getattr(event, name)) for event in events]
        known = await existing(rows.unit, reference, rows.work.caller, list(set(wanted)))
        errors += [
            {"pointer": f"{pointer.format(number)}/{name}", "detail": "There is no such object."}
            for number, one in enumerate(wanted)
            if one not in known
        ]
    if errors:
        raise InvalidRequestError("The request names objects that do not exist.", errors=errors)
    ids, new = await tracking.record(rows.unit, [event.model_dump() for event in events], actor=rows.work.caller.actor)
    rows.record("create", ids[0] if len(ids) == 1 else None, None, {"events": len(ids), "recorded": new})
    return ids, new


async def _page(rows: Rows, query: CostQuery, *, workspace_id: str | None, user_id: str | None) -> CostPage:
    wanted = _wanted(rows.work, query, workspace_id, user_id)
    sums = await tracking.sums(rows.unit, wanted)
    found = await tracking.page(rows.unit, wanted, limit=query.limit, offset=query.offset)
    costs = [Cost.model_validate(row) for row in found]
    return CostPage(costs=costs, total=sums["count"], limit=query.limit, offset=query.offset, **sums)


async def _parts(rows: Rows, group: str, query: Span) -> tuple[list[Part], int]:
    wanted = (query.start_date, query.end_date, _workspaces(rows.work, None), None, None, None)
    found, total = await tracking.parts(rows.unit, group, wanted, limit=query.limit, offset=query.offset)
    return [Part.model_validate(row) for row in found], total


def _wanted(
    work: Work, query: CostQuery | ExportQuery, workspace_id: str | None, user_id: str | None
) -> tuple[object, ...]:
    return query.start_date, query.end_date, _workspaces(work, workspace_id), user_id, query.model, query.tool


def _workspaces(work: Work, asked: str | None) -> list[str] | None:
    """Those whose records are told; None: all. A token for some workspaces is told of theirs."""
    allowed = work.caller.workspace_ids
    if asked is None:
        return None if allowed is None else sorted(allowed)
    return [asked] if allowed is None or asked in allowed else []


router = resource_router(COSTS, operations)
