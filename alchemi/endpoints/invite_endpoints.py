"""Invitations into the account, and what the invited do with them."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from alchemi.accounts import email_events, invites, people
from alchemi.accounts.email_events import DeliveryStatus, EmailEvent
from alchemi.accounts.grants import check_may_give
from alchemi.accounts.mail_servers import server_of
from alchemi.accounts.names import same_address
from alchemi.accounts.people import AppRole
from alchemi.auth.mailed_tokens import MailedToken, new_mailed_token, read_mailed_token
from alchemi.auth.passwords import Passwords, check_new_password
from alchemi.auth.permissions import Permission, check_may
from alchemi.errors import ConflictError
from alchemi.integrations.mail import Mail, Mailer
from alchemi.rest.asking import Stores, is_not_too_often
from alchemi.rest.listing import Page, page_of, query_of
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Reference, Resource
from alchemi.rest.router import created, resource_router, tagged
from alchemi.rest.schema import Ack, Answer, Authored, Email, ExactSecret, Identifier, JsonObject, Name, Schema
from alchemi.rest.visibility import of_its_workspaces
from alchemi.rest.work import CurrentDeletion, CurrentWork, requires

_NO_INVITE: Final = "This invitation does not exist, was used, or is over."


class InviteStatus(StrEnum):
    PENDING = "PENDING"
    ACCEPTED = "ACCEPTED"
    REVOKED = "REVOKED"
    EXPIRED = "EXPIRED"


class NewInvite(Schema):
    email: Email = Field(examples=["new@corp.example"])
    app_role: AppRole = AppRole.MEMBER
    role_id: Identifier | None = None
    team_id: Identifier | None = None
    workspace_id: Identifier | None = None
    expires_in_hours: Annotated[int, Field(ge=1, le=720)] = 72
    invitation_data: JsonObject = Field(default_factory=dict)


class Invite(Authored):
    email: str
    app_role: AppRole
    role_id: str | None
    team_id: str | None
    workspace_id: str | None
    status: InviteStatus
    expires_at: datetime
    sent_at: datetime | None
    sent_count: int
    accepted_at: datetime | None
    accepted_by: str | None
    revoked_at: datetime | None


class SentInvite(Invite):
    link: str = Field(description="Shown once, for whoever hands it over by other means than mail.")
    was_mailed: bool


class InviteText(Answer):
    email: str
    account_name: str
    expires_at: datetime
    needs_password: bool


class InviteLink(Schema):
    token: Annotated[str, Field(min_length=1, max_length=300)] = Field(examples=["token"])


class Acceptance(InviteLink):
    name: Name | None = None
    password: Annotated[ExactSecret, Field(max_length=1024)] | None = None


class AcceptedInvite(Answer):
    id: str
    email: str
    account_id: str
    user_id: str
    app_role: AppRole
    workspace_id: str | None
    message: str


INVITES = Resource(
    path="/alchemi/invite",
    table=invites.INVITES,
    noun="invitation",
    plural="invitations",
    item=Invite,
    create=NewInvite,
    read=Permission.INVITE_READ,
    write=Permission.INVITE_WRITE,
    sort=("email", "created_at", "expires_at"),
    for_tokens=of_its_workspaces("workspace_id"),
    filters=("status", "email", "workspace_id", "created_at"),
    search=("email",),
    references={
        "role_id": Reference("Alchemi_RoleTable", where={"deleted_at": None}),
        "team_id": "Alchemi_TeamTable",
        "workspace_id": "Alchemi_WorkspaceTable",
    },
    operations=set(),
)
operations = APIRouter()
public = APIRouter(tags=["invite"])
_OPEN: Final = frozenset({InviteStatus.PENDING, InviteStatus.EXPIRED})
_READ: Final = [requires(Permission.INVITE_READ)]
_WRITE: Final = [requires(Permission.INVITE_WRITE)]
_Query: Final = query_of(INVITES)
_InvitePage: Final = page_of(INVITES)


@operations.get("", dependencies=_READ, response_model=_InvitePage)
@operations.get(
    "/list", dependencies=_READ, response_model=_InvitePage, include_in_schema=False, name="list_invitations_alias"
)
async def list_invitations(work: CurrentWork, query: Annotated[_Query, Query()]) -> Page:  # type: ignore[valid-type]
    """One page of invitations."""
    async with work.rows(INVITES) as rows:
        await invites.expire_due(rows.unit, now=work.now)
        found, total = await rows.page(query)
    return rows.page_answer(found, total, query, _InvitePage)


@operations.get("/{invitation_id}", dependencies=_READ)
async def get_invitation(work: CurrentWork, invitation_id: str, response: Response) -> Invite:
    """One invitation."""
    async with work.rows(INVITES) as rows:
        await invites.expire_due(rows.unit, now=work.now)
        return tagged(rows, await rows.get(invitation_id), response, Invite)


@created(operations, INVITES, _WRITE)
async def create_invite(work: CurrentWork, body: NewInvite, request: Request, response: Response) -> SentInvite:
    """Invite an address, into no more than the caller is. One invitation of an address is open at a time: send it again."""
    token = new_mailed_token(work.caller.account)
    values = body.model_dump(exclude={"expires_in_hours"})
    values |= {"token_hash": token.hash, "expires_at": work.now + timedelta(hours=body.expires_in_hours)}
    async with work.rows(INVITES) as rows:
        await check_may_give(rows.unit, work.caller, body.app_role, body.role_id)
        where = {"user_email": same_address(body.email)}
        users = [user["user_id"] for user in await rows.call(people.USERS, "find_many", where=where, take=5)]
        member = {"user_id": {"in": users}, "state": {"not": people.MemberState.REMOVED.value}}
        if users and await rows.call(people.MEMBERSHIPS, "count", where=member):
            raise ConflictError("This address is a member of the account already, or a suspended one.", field="email")
        if users:
            # The invitation would take somebody back, or lead to a user whom the account has made otherwise.
            check_may(work.caller, Permission.MEMBER_MANAGE)
        await invites.expire_due(rows.unit, now=work.now)
        row = await rows.create(values)
    response.headers["location"] = f"{INVITES.path}/{row['id']}"
    return await _sent(work, request, response, row, token)


@operations.post("/{invitation_id}/resend", dependencies=_WRITE)
async def resend_invite(work: CurrentWork, invitation_id: str, request: Request, response: Response) -> SentInvite:
    """Send an invitation again that is open or whose time is over, with a new link; the old one ends."""
    token = new_mailed_token(work.caller.account)
    async with work.rows(INVITES) as rows:
        before = await rows.get(invitation_id, for_update=True)
        if before["status"] not in _OPEN:
            raise ConflictError("This invitation was accepted or revoked; make a new one.")
        # The answer holds the link: whoever gets it could take what the invitation gives.
        await check_may_give(rows.unit, work.caller, AppRole(before["app_role"]), before["role_id"])
        if before["workspace_id"] is not None:
            await rows.check_exists("/workspace_id", INVITES.reference_fields["workspace_id"], before["workspace_id"])
        values = {"token_hash": token.hash, "expires_at": work.now + timedelta(hours=72), "status": "PENDING"}
        row = await rows.change(before, values, action="resend")
    return await _sent(work, request, response, row, token)


@operations.delete("/{invitation_id}", dependencies=_WRITE)
async def revoke_invite(work: CurrentDeletion, invitation_id: str) -> Deleted:
    """Revoke an invitation that is open. It stays in the list."""
    async with work.rows(INVITES) as rows:
        before = await rows.get(invitation_id, for_update=True)
        if before["status"] not in _OPEN:
            raise ConflictError("This invitation was accepted or revoked already.")
        values = {"status": "REVOKED", "revoked_at": work.now, "revoked_by": work.caller.actor}
        await rows.change(before, values, action="revoke")
    return Ack(id=invitation_id, message="The invitation was revoked.")


@public.post("/verify", dependencies=[Depends(is_not_too_often)])
async def verify_invite(request: Request, stores: Stores, body: InviteLink) -> InviteText:
    """What an invitation is for; known to who has its link. The token is sent in the body: addresses are logged."""
    token = read_mailed_token(body.token, _NO_INVITE)
    found = await invites.look_at(stores, token, now=request.app.state.rest.now())
    return InviteText(
        email=found.email,
        account_name=found.account_name,
        expires_at=found.expires_at,
        needs_password=found.needs_password,
    )


@public.post("/accept", dependencies=[Depends(is_not_too_often)])
async def accept_invite(request: Request, stores: Stores, body: Acceptance) -> AcceptedInvite:
    """Become a member. The link was mailed to the address, which proves it; a new user chooses a password."""
    now, token = request.app.state.rest.now(), read_mailed_token(body.token, _NO_INVITE)
    found = await invites.look_at(stores, token, now=now)
    hashed = None
    if body.password is not None and found.needs_password:
        password = body.password.get_secret_value()
        check_new_password(password, pointer="/password", email=found.email)
        hashed = await cast(Passwords, request.app.state.passwords).hash(found.email, password)
    done = await invites.accept(stores, token, name=body.name, password_hash=hashed, now=now)
    return AcceptedInvite(
        id=done.invite_id, email=done.email, account_id=token.account, user_id=done.user_id, app_role=done.app_role,
        workspace_id=done.workspace_id, message="You are a member now; sign in.",
    )  # fmt: skip


async def _sent(work: CurrentWork, request: Request, response: Response, row: Any, token: MailedToken) -> SentInvite:
    response.headers["cache-control"] = "no-store"
    base = str(request.app.state.base_url)
    # After '#': it reaches no server and no log until the page sends it.
    link = f"{base}/ui/invite/#token={token.text}"
    mailer, was_mailed = cast(Mailer, request.app.state.mailer), False
    text = f"You are invited to {base}.\n\nAccept within the time that was set: {link}\n"
    posted = None
    async with work.rows(INVITES) as rows:
        if mailer.can_send or await server_of(rows.unit) is not None:
            mail = Mail(row["email"], "You are invited", text)
            posted = await email_events.post(rows.unit, EmailEvent.USER_INVITED, mail, actor=work.caller.actor)
    if posted is not None:
        sent = await email_events.send(work.services.database, mailer, posted, now=work.services.now)
        was_mailed = sent["status"] == DeliveryStatus.SENT
    if was_mailed:
        async with work.rows(INVITES) as rows:
            data = {"sent_at": work.now, "sent_count": {"increment": 1}}
            row = await rows.call(INVITES.table, "update", where={"id": row["id"]}, data=data)
    return SentInvite.model_validate({**row, "link": link, "was_mailed": was_mailed})


router = resource_router(INVITES, operations)
