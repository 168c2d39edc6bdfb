"""Access tokens: with them services act for the account, within scopes and workspaces."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Query, Request, Response

from alchemi.auth.access_tokens import PREFIX, AccessTokens, new_token
from alchemi.auth.permissions import GRANTABLE, Permission, check_may_grant, parse_permissions
from alchemi.db.rows import Row
from alchemi.endpoints.access_token_schemas import (
    AccessToken,
    Cleanup,
    MadeToken,
    NewAccessToken,
    TokenChange,
    TokenHash,
    TokenText,
    Validity,
)
from alchemi.errors import (
    AlchemiError,
    ConflictError,
    DatabaseUnavailableError,
    ForbiddenError,
    InvalidRequestError,
    NotFoundError,
)  # fmt: skip
from alchemi.rest.listing import Page, page_of, query_of
from alchemi.rest.references import existing
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Resource
from alchemi.rest.router import created, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack
from alchemi.rest.work import CurrentDeletion, CurrentWork, requires

_KEPT: Final = timedelta(days=90)


TOKENS = Resource(
    path="/alchemi/token",
    table="Alchemi_AccessTokenTable",
    noun="token",
    plural="tokens",
    item=AccessToken,
    create=NewAccessToken,
    update=TokenChange,
    read=Permission.TOKEN_READ,
    write=Permission.TOKEN_WRITE,
    sort=("name", "created_at", "last_used_at", "expires_at"),
    filters=("client_id", "revoked_at", "created_at"),
    search=("name", "prefix"),
    references={"workspace_ids": "Alchemi_WorkspaceTable"},
    # Itself, and those that it has made: others may name workspaces besides.
    for_tokens=lambda caller: {"OR": [{"id": caller.token_id}, {"created_by": caller.actor}]},
    operations={"get"},
)
operations = APIRouter()
_READ: Final = [requires(Permission.TOKEN_READ)]
_TokenPage: Final = page_of(TOKENS)
_WRITE: Final = [requires(Permission.TOKEN_WRITE)]


class _Query(query_of(TOKENS)):  # type: ignore[misc]
    revoked: bool | None = None


@operations.get("", dependencies=_READ, response_model=_TokenPage)
@operations.get(
    "/list", dependencies=_READ, response_model=_TokenPage, include_in_schema=False, name="list_tokens_alias"
)
async def list_tokens(work: CurrentWork, query: Annotated[_Query, Query()]) -> Page:
    """One page of tokens."""
    shown = {} if query.revoked is None else {"AND": [{"revoked_at": {"not": None} if query.revoked else None}]}
    async with work.rows(TOKENS, is_read_only=True) as rows:
        found, total = await rows.page(query, shown)
    return rows.page_answer(found, total, query, _TokenPage)


@created(operations, TOKENS, _WRITE)
async def create_token(work: CurrentWork, body: NewAccessToken, response: Response) -> MadeToken:
    """Make a token with scopes that the caller holds. It is told in this answer and never again."""
    made = new_token()
    values = body.model_dump() | {"token_hash": made.token_hash, "prefix": made.prefix}
    async with work.rows(TOKENS) as rows:
        _check(rows, values)
        row = await rows.create(values)
    response.headers["location"] = f"{TOKENS.path}/{row['id']}"
    return _made(row, made.token, response)


@operations.put("/{token_id}", dependencies=_WRITE, name="put_token")
@operations.patch("/{token_id}", dependencies=_WRITE)
async def update_token(work: CurrentWork, token_id: str, body: TokenChange, response: Response) -> AccessToken:
    """Change a token that is not revoked."""
    values = sent_values(body, TOKENS)
    async with work.rows(TOKENS) as rows:
        token = await _living(rows, token_id)
        await _check_holds(rows, token)
        _check(rows, values)
        return tagged(rows, await rows.change(token, values), response, AccessToken)


@operations.post("/{token_id}/rotate", dependencies=_WRITE)
async def rotate_token(work: CurrentWork, token_id: str, response: Response) -> MadeToken:
    """Give the token another text; the old one ends within two seconds."""
    made = new_token()
    async with work.rows(TOKENS) as rows:
        values = {"token_hash": made.token_hash, "prefix": made.prefix, "last_used_at": None}
        token = await _living(rows, token_id)
        await _check_holds(rows, token)
        row = await rows.change(token, values, action="rotate")
    return _made(row, made.token, response)


@operations.delete("/{token_id}", dependencies=_WRITE)
async def revoke_token(work: CurrentDeletion, token_id: str) -> Deleted:
    """Revoke a token, everywhere within two seconds. Its row stays for the audit trail."""
    async with work.rows(TOKENS) as rows:
        token = await _living(rows, token_id)
        await rows.change(token, {"revoked_at": work.now, "revoked_by": work.caller.actor}, action="revoke")
    return Ack(id=token_id, message="The token was revoked.")


@operations.post("/validate", dependencies=[requires(Permission.TOKEN_VALIDATE)])
async def validate_token(work: CurrentWork, body: TokenText, request: Request) -> Validity:
    """What a token of the caller's own account opens; for services alone, 1,200 times a minute."""
    work.services.validations.begin(work.caller.account)
    try:
        account, grant = await cast(AccessTokens, request.app.state.access_tokens).find(body.token)
    except DatabaseUnavailableError:
        raise
    except AlchemiError:
        return Validity(valid=False)
    if account != work.caller.account or not body.token.startswith(PREFIX):
        return Validity(valid=False)
    workspaces = sorted(grant.workspace_ids or ())
    return Validity(valid=True, account_id=account, scopes=sorted(grant.scopes), workspace_ids=workspaces)


@operations.post("/update-last-used", dependencies=[requires(Permission.TOKEN_VALIDATE)])
async def touch_token(work: CurrentWork, body: TokenHash) -> Ack:
    """Note that a service has just used the token."""
    async with work.rows(TOKENS) as rows:
        token = await rows.first({"token_hash": body.token_hash}, for_update=True)
        if token is None:
            raise NotFoundError("There is no such token.")
        await rows.call(TOKENS.table, "update", where={"id": token["id"]}, data={"last_used_at": work.now})
    return Ack(id=str(token["id"]), message="The use was noted.")


@operations.post("/cleanup", dependencies=_WRITE)
async def clean_tokens(work: CurrentWork) -> Cleanup:
    """Delete tokens that were revoked, or expired, more than ninety days ago."""
    before = work.now - _KEPT
    old: dict[str, Any] = {"OR": [{"revoked_at": {"lt": before}}, {"expires_at": {"lt": before}}]}
    async with work.rows(TOKENS) as rows:
        deleted = int(await rows.call(TOKENS.table, "delete_many", where=old))
        if deleted:
            rows.record("cleanup", None, None, {"deleted_count": deleted})
    return Cleanup(deleted_count=deleted)


async def _living(rows: Rows, token_id: str) -> Row:
    token = await rows.get(token_id, for_update=True)
    if token["revoked_at"] is not None:
        raise ConflictError("This token is revoked; make a new one.")
    return token


async def _check_holds(rows: Rows, token: Row) -> None:
    """Refuse to prolong or to hand out what others gave, where it is more than the caller has.

    Raises:
        ForbiddenError: it has scopes, or is for workspaces, that the caller has not.
    """
    caller, wanted = rows.work.caller, token["workspace_ids"]
    check_may_grant(caller, parse_permissions(token["scopes"]))
    if caller.sees_all_workspaces:
        return
    if not wanted or await existing(rows.unit, TOKENS.reference_fields["workspace_ids"], caller, wanted) < set(wanted):
        raise ForbiddenError("This token is for more workspaces than you are.")


def _check(rows: Rows, values: dict[str, Any]) -> None:
    """Scopes that the caller holds, workspaces where it does not see all, and an end that is to come."""
    if values.get("workspace_ids") == [] and not rows.work.caller.sees_all_workspaces:
        raise ForbiddenError("Name the workspaces that the token is for: you do not see all of them.")
    if scopes := values.get("scopes"):
        check_may_grant(rows.work.caller, scopes)
        if not set(scopes) <= GRANTABLE:
            raise InvalidRequestError.of_field(
                "/scopes", "A token cannot have what only services or the platform have."
            )
        values["scopes"] = sorted({str(scope) for scope in scopes})
    expires = values.get("expires_at")
    if expires is not None and expires <= rows.work.now:
        raise InvalidRequestError.of_field("/expires_at", "This time is over.")


def _made(row: Row, token: str, response: Response) -> MadeToken:
    response.headers["cache-control"] = "no-store"
    return MadeToken.model_validate({**row, "token": token})


router = resource_router(TOKENS, operations)
