"""Notifications: what users are told, each their own."""

from __future__ import annotations

from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Query, Request, Response

from alchemi.accounts import notifications
from alchemi.accounts.notifications import Notice
from alchemi.auth.caller import CallerKind
from alchemi.auth.permissions import Permission, check_may
from alchemi.endpoints.notification_schemas import NewNotification, Notification, ReadAll, UnreadCount
from alchemi.errors import ForbiddenError, InvalidRequestError
from alchemi.integrations.mail import Mailer
from alchemi.rest.constraints import translating
from alchemi.rest.listing import Page, page_of, query_of
from alchemi.rest.resource import Reference, Resource
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.schema import Identifier
from alchemi.rest.work import CurrentWork, Work, requires

NOTIFICATIONS = Resource(
    path="/alchemi/notification",
    table=notifications.NOTIFICATIONS,
    noun="notification",
    plural="notifications",
    item=Notification,
    create=NewNotification,
    read=Permission.NOTIFICATION_READ,
    write=Permission.NOTIFICATION_WRITE,
    sort=("created_at",),
    filters=("recipient_id", "type", "status", "created_at", "read_at"),
    references={"recipient_id": "LiteLLM_UserTable"},
    own="recipient_id",
    sees_all=Permission.NOTIFICATION_ALL,
    operations={"get", "delete"},
)
operations = APIRouter()
_READ: Final = [requires(Permission.NOTIFICATION_READ)]
_NotificationPage: Final = page_of(NOTIFICATIONS)


class _Query(query_of(NOTIFICATIONS)):  # type: ignore[misc]
    unread: bool | None = None


@operations.get("", dependencies=_READ, response_model=_NotificationPage)
@operations.get(
    "/list", dependencies=_READ, response_model=_NotificationPage, include_in_schema=False,
    name="list_notifications_alias",
)  # fmt: skip
async def list_notifications(work: CurrentWork, query: Annotated[_Query, Query()]) -> Page:
    """The caller's own notifications, the newest first; those who see all see everybody's."""
    where: list[dict[str, Any]] = []
    if query.unread is not None:
        where = [{"read_at": None if query.unread else {"not": None}}]
    async with work.rows(NOTIFICATIONS, is_read_only=True) as rows:
        found, total = await rows.page(query, *where)
    return rows.page_answer(found, total, query, _NotificationPage)


@created(operations, NOTIFICATIONS, [requires(Permission.NOTIFICATION_WRITE)])
async def create_notification(
    work: CurrentWork, body: NewNotification, request: Request, response: Response
) -> Notification:
    """Tell a user something, in the console and by mail if `channel` says so. For admins and services."""
    check_may(work.caller, Permission.NOTIFICATION_ALL)
    template = None
    if body.template_id is not None:
        with translating():
            template = await notifications.get_template(work.services.platform, body.template_id)
    elif not (body.title and body.content):
        raise InvalidRequestError.of_field("/title", "Send title and content, or a template_id.")
    fields = body.model_dump(exclude={"template_id", "channel"})
    async with work.rows(NOTIFICATIONS) as rows:
        await rows.check_exists("/recipient_id", Reference("LiteLLM_UserTable"), body.recipient_id)
        notice = Notice(**fields, channel=body.channel, template=template)
        told = await notifications.notify(rows.unit, notice, actor=work.caller.actor, now=work.now)
    mailer = cast(Mailer, request.app.state.mailer)
    row = await notifications.deliver(work.services.database, mailer, told, now=work.services.now)
    return made(rows, row, response, Notification)


@operations.put("/{notification_id}/read", dependencies=_READ)
async def mark_notification_read(work: CurrentWork, notification_id: str, response: Response) -> Notification:
    """Mark an own notification as read; the first time counts."""
    async with work.rows(NOTIFICATIONS) as rows:
        row = await rows.get(notification_id, for_update=True)
        _check_own(work, row["recipient_id"])
        if row["read_at"] is None:
            row = await rows.change(row, {"read_at": work.now}, action="read")
        return tagged(rows, row, response, Notification)


@operations.put("/read-all", dependencies=_READ)
async def mark_all_read(work: CurrentWork, recipient_id: Identifier | None = None) -> ReadAll:
    """Mark all own notifications as read; a service says whose."""
    user_id = _user(work, recipient_id)
    _check_own(work, user_id)
    async with work.rows(NOTIFICATIONS) as rows:
        data = {"read_at": work.now}
        count = int(await rows.call(NOTIFICATIONS.table, "update_many", where=_unread(user_id), data=data))
    return ReadAll(count=count, message=f"{count} notifications were marked as read.")


@operations.get("/unread-count", dependencies=_READ)
async def count_unread(work: CurrentWork, recipient_id: Identifier | None = None) -> UnreadCount:
    """How many own notifications are unread; those who see all may ask for another's."""
    user_id = _user(work, recipient_id)
    if user_id != work.caller.user_id:
        check_may(work.caller, Permission.NOTIFICATION_ALL)
    async with work.rows(NOTIFICATIONS, is_read_only=True) as rows:
        return UnreadCount(count=await rows.count(_unread(user_id)))


def _user(work: Work, recipient_id: str | None) -> str:
    user_id = recipient_id or work.caller.user_id
    if user_id is None:
        raise InvalidRequestError.of_field("/recipient_id", "Say whose notifications are meant.")
    return user_id


def _unread(user_id: str) -> dict[str, Any]:
    # A None beside other names would be left out, as the wheel's client does it.
    return {"recipient_id": user_id, "AND": [{"read_at": None}]}


def _check_own(work: Work, user_id: str) -> None:
    # A service reads out to users what is theirs, and says so for them.
    if user_id != work.caller.user_id and work.caller.kind is not CallerKind.SERVICE:
        raise ForbiddenError("Only the one who was notified can have read it.")


router = resource_router(NOTIFICATIONS, operations)
