"""Discussions: threads about objects and workspaces, with replies, reactions and mentions."""

from __future__ import annotations

from typing import Annotated, Any, Final
from uuid import uuid4

from fastapi import APIRouter, Query, Response

from alchemi.accounts.discussions import tell_mentioned
from alchemi.auth.permissions import Permission, may
from alchemi.db.rows import Row
from alchemi.endpoints.discussion_schemas import Discussion, DiscussionChange, NewDiscussion, ReactionChange
from alchemi.errors import ConflictError, ForbiddenError, InvalidRequestError
from alchemi.rest.listing import Page, PageQuery, page_of, query_of
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Reference, Resource
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack
from alchemi.rest.work import CurrentDeletion, CurrentWork, requires

DISCUSSIONS = Resource(
    path="/alchemi/discussion",
    table="Alchemi_DiscussionTable",
    noun="discussion",
    plural="discussions",
    item=Discussion,
    create=NewDiscussion,
    update=DiscussionChange,
    read=Permission.DISCUSSION_READ,
    write=Permission.DISCUSSION_WRITE,
    sort=("created_at", "updated_at"),
    filters=(
        "workspace_id", "type", "parent_object_type", "parent_object_id", "parent_message_id", "root_id", "resolved",
        "created_by", "mentions", "created_at",
    ),
    search=("content",),
    references={
        "workspace_id": Reference("Alchemi_WorkspaceTable", where={"archived_at": None}),
        "mentions": "LiteLLM_UserTable",
    },
    workspace="workspace_id",
    operations=set(),
)  # fmt: skip
_REACTIONS: Final = "Alchemi_DiscussionReactionTable"
_MOST_REACTIONS: Final = 50
_PLACE: Final = ("workspace_id", "parent_object_type", "parent_object_id")
operations = APIRouter()
_READ: Final = [requires(Permission.DISCUSSION_READ)]
_WRITE: Final = [requires(Permission.DISCUSSION_WRITE)]
_DiscussionPage: Final = page_of(DISCUSSIONS)


class _Query(query_of(DISCUSSIONS)):  # type: ignore[misc]
    threads_only: bool = False


@operations.get("", dependencies=_READ, response_model=_DiscussionPage)
@operations.get(
    "/list", dependencies=_READ, response_model=_DiscussionPage, include_in_schema=False, name="list_discussions_alias"
)
async def list_discussions(work: CurrentWork, query: Annotated[_Query, Query()]) -> Page:
    """One page of messages: threads, replies, or what is about one object."""
    async with work.rows(DISCUSSIONS, is_read_only=True) as rows:
        return await _page(rows, query, *([{"parent_message_id": None}] if query.threads_only else []))


@operations.get("/{discussion_id}/replies", dependencies=_READ, response_model=_DiscussionPage)
async def list_replies(work: CurrentWork, discussion_id: str, query: Annotated[PageQuery, Query()]) -> Page:
    """What was answered to a message, the newest first."""
    async with work.rows(DISCUSSIONS, is_read_only=True) as rows:
        parent = await rows.get(discussion_id)
        return await _page(rows, query, {"parent_message_id": parent["id"]})


@operations.get("/{discussion_id}", dependencies=_READ)
async def get_discussion(work: CurrentWork, discussion_id: str, response: Response) -> Discussion:
    """One message, with its reactions and the number of its replies."""
    async with work.rows(DISCUSSIONS, is_read_only=True) as rows:
        return await _told(rows, await rows.get(discussion_id), response)


@created(operations, DISCUSSIONS, _WRITE)
async def create_discussion(work: CurrentWork, body: NewDiscussion, response: Response) -> Discussion:
    """Begin a thread, or answer in one. Who is mentioned and may see it is notified."""
    values = body.model_dump() | {"mentions": sorted(set(body.mentions)), "root_id": None}
    async with work.rows(DISCUSSIONS) as rows:
        if body.parent_message_id is not None:
            values |= await _place_of(rows, body)
        row = await rows.create(values)
        await tell_mentioned(rows.unit, row, row["mentions"], actor=work.caller.actor, now=work.now)
        return made(rows, row, response, Discussion)


@operations.put("/{discussion_id}", dependencies=_WRITE, name="put_discussion")
@operations.patch("/{discussion_id}", dependencies=_WRITE)
async def update_discussion(
    work: CurrentWork, discussion_id: str, body: DiscussionChange, response: Response
) -> Discussion:
    """Change an own message."""
    values = sent_values(body, DISCUSSIONS)
    async with work.rows(DISCUSSIONS) as rows:
        before = await rows.get(discussion_id, for_update=True)
        # What somebody said is theirs: admins delete, and do not rewrite.
        if before["created_by"] != work.caller.actor:
            raise ForbiddenError("Only its author may change a message.")
        _check_there(before)
        if "mentions" in values:
            values["mentions"] = sorted(set(values["mentions"]))
        row = await rows.change(before, values | {"edited_at": work.now})
        new = [user for user in row["mentions"] if user not in before["mentions"]]
        await tell_mentioned(rows.unit, row, new, actor=work.caller.actor, now=work.now)
        return await _told(rows, row, response)


@operations.delete("/{discussion_id}", dependencies=_WRITE)
async def delete_discussion(work: CurrentDeletion, discussion_id: str) -> Deleted:
    """Delete a message. One that was answered stays as a deleted one, without what it said."""
    async with work.rows(DISCUSSIONS) as rows:
        before = await rows.get(discussion_id, for_update=True)
        _check_author(rows, before)
        _check_there(before)
        if await rows.count({"parent_message_id": discussion_id}):
            values: dict[str, Any] = {"deleted_at": work.now, "deleted_by": work.caller.actor}
            values |= {"content": "", "attachments": [], "mentions": []}
            await rows.change(before, values, action="delete")
            await rows.call(_REACTIONS, "delete_many", where={"discussion_id": discussion_id})
        else:
            await rows.delete(before)
    return Ack(id=discussion_id, message="The message was deleted.")


@operations.post("/{discussion_id}/resolve", dependencies=_WRITE)
async def resolve_discussion(work: CurrentWork, discussion_id: str, response: Response) -> Discussion:
    """Mark a thread as resolved. For its author and those who moderate."""
    return await _resolve(work, discussion_id, response, is_resolved=True)


@operations.post("/{discussion_id}/reopen", dependencies=_WRITE)
async def reopen_discussion(work: CurrentWork, discussion_id: str, response: Response) -> Discussion:
    """Open a resolved thread again."""
    return await _resolve(work, discussion_id, response, is_resolved=False)


@operations.put("/{discussion_id}/reactions", dependencies=_WRITE)
async def react(work: CurrentWork, discussion_id: str, body: ReactionChange, response: Response) -> Discussion:
    """Put a sign on a message, or take it away; each user has each sign once."""
    async with work.rows(DISCUSSIONS) as rows:
        row = await rows.get(discussion_id, for_update=True)
        _check_there(row)
        own = {"discussion_id": discussion_id, "user_id": work.caller.actor, "emoji": body.emoji}
        is_set = bool(await rows.call(_REACTIONS, "count", where=own))
        if body.is_set and not is_set:
            mine = {"discussion_id": discussion_id, "user_id": work.caller.actor}
            if await rows.call(_REACTIONS, "count", where=mine) >= _MOST_REACTIONS:
                raise ConflictError(f"Nobody puts more than {_MOST_REACTIONS} signs on a message.")
            await rows.call(_REACTIONS, "create", data=own | {"id": str(uuid4())})
        elif is_set and not body.is_set:
            await rows.call(_REACTIONS, "delete_many", where=own)
        return await _told(rows, row, response)


async def _resolve(work: CurrentWork, discussion_id: str, response: Response, *, is_resolved: bool) -> Discussion:
    async with work.rows(DISCUSSIONS) as rows:
        before = await rows.get(discussion_id, for_update=True)
        if before["parent_message_id"] is not None:
            raise ConflictError("A reply is resolved with its thread.")
        _check_author(rows, before)
        if before["resolved"] is is_resolved:
            raise ConflictError(f"This thread is {'resolved' if is_resolved else 'open'} already.")
        values: dict[str, Any] = {"resolved": is_resolved, "resolved_at": work.now if is_resolved else None}
        values["resolved_by"] = work.caller.actor if is_resolved else None
        row = await rows.change(before, values, action="resolve" if is_resolved else "reopen")
        return await _told(rows, row, response)


async def _place_of(rows: Rows, body: NewDiscussion) -> dict[str, Any]:
    """What a reply has from the message that it answers, which is locked so that it is not removed meanwhile."""
    parent = await rows.find(str(body.parent_message_id), for_update=True)
    if parent is None:
        raise InvalidRequestError.of_field("/parent_message_id", "There is no such object.")
    if parent["deleted_at"] is not None:
        raise ConflictError("This message was deleted.")
    for name in _PLACE:
        if getattr(body, name) not in (None, parent[name]):
            raise InvalidRequestError.of_field(f"/{name}", "A reply is about the same as what it answers.")
    return {name: parent[name] for name in _PLACE} | {"root_id": parent["root_id"] or parent["id"]}


async def _page(rows: Rows, query: PageQuery, *where: dict[str, Any]) -> Page:
    found, total = await rows.page(query, *where)
    return rows.page_answer(await _counted(rows, found), total, query, _DiscussionPage)


async def _told(rows: Rows, row: Row, response: Response) -> Discussion:
    [whole] = await _counted(rows, [row])
    return tagged(rows, whole, response, Discussion)


async def _counted(rows: Rows, found: list[Row]) -> list[Row]:
    """The messages with their reactions and the numbers of their replies."""
    ids = {"in": [row["id"] for row in found]}
    table, grouped = DISCUSSIONS.table, {"by": ["parent_message_id"], "count": True}
    counted = await rows.call(table, "group_by", where={"parent_message_id": ids}, **grouped)
    order = [{"created_at": "asc"}, {"id": "asc"}]
    reactions = await rows.call(_REACTIONS, "find_many", where={"discussion_id": ids}, order=order, take=5_000)
    counts = {one["parent_message_id"]: one["_count"]["_all"] for one in counted}
    given: dict[str, list[Row]] = {}
    for one in reactions:
        given.setdefault(one["discussion_id"], []).append({"emoji": one["emoji"], "user_id": one["user_id"]})
    return [row | {"reply_count": counts.get(row["id"], 0), "reactions": given.get(row["id"], [])} for row in found]


def _check_author(rows: Rows, row: Row) -> None:
    caller = rows.work.caller
    if row["created_by"] != caller.actor and not may(caller, Permission.DISCUSSION_ALL):
        raise ForbiddenError("Only its author and those who moderate may do this.")


def _check_there(row: Row) -> None:
    if row["deleted_at"] is not None:
        raise ConflictError("This message was deleted.")


router = resource_router(DISCUSSIONS, operations)
