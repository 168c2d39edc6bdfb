"""How the dashboard looks for an account: its logo, by address or uploaded."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Request, Response
from prisma.fields import Base64
from pydantic import Field

from alchemi.accounts.stores import call
from alchemi.auth.mailed_tokens import new_mailed_token, read_mailed_token
from alchemi.auth.permissions import Permission
from alchemi.db.rows import Row
from alchemi.errors import DestinationForbiddenError, InvalidRequestError, NotFoundError
from alchemi.rest.addresses import CheckAddress
from alchemi.rest.asking import Addresses, Stores
from alchemi.rest.resource import Resource
from alchemi.rest.rows import Rows
from alchemi.rest.schema import Answer, Authored, PlainText, Schema
from alchemi.rest.work import CurrentWork, requires

_ONLY: Final = "theme"
_LOGOS: Final = "Alchemi_AccountLogo"
_LOGO_PATH: Final = "/alchemi/account/theme/logo"
_LOGO_BYTES: Final = 256 * 1024
_NO_LOGO: Final = "There is no such logo."
_SHOWN_AS_PICTURE: Final = {
    "x-content-type-options": "nosniff",
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
}


class ThemeChange(Schema):
    """An empty address, or null, takes the logo away."""

    logo_url: Annotated[PlainText, Field(max_length=2_000)] | None = Field(
        default=None, examples=["https://corp.example/logo.png"]
    )


class ThemeValues(Answer):
    logo_url: str | None = Field(description="An address, or the path of the logo that was uploaded.")


class ThemeRow(Authored):
    logo_url: str | None
    logo_id: str | None


class Theme(Answer):
    values: ThemeValues
    account_id: str


class ThemeChanged(Answer):
    message: str
    status: str
    theme_config: ThemeValues
    account_id: str


THEMES: Final = Resource(
    path="/alchemi/account/theme",
    aliases=("/account/theme",),
    table="Alchemi_AccountTheme",
    noun="theme",
    plural="themes",
    item=ThemeRow,
    update=ThemeChange,
    read=Permission.ACCOUNT_READ,
    write=Permission.ACCOUNT_MANAGE,
    operations=set(),
)
_WRITE: Final = [requires(Permission.ACCOUNT_MANAGE)]
router = APIRouter(tags=["account"])


@router.get("/theme", dependencies=[requires(Permission.ACCOUNT_READ)])
async def get_theme(work: CurrentWork) -> Theme:
    """The theme of the caller's account."""
    async with work.rows(THEMES, is_read_only=True) as rows:
        return Theme(values=_values(await rows.find(_ONLY)), account_id=work.caller.account)


@router.patch("/theme", dependencies=_WRITE)
async def change_theme(work: CurrentWork, check: Addresses, body: ThemeChange) -> ThemeChanged:
    """Show the logo at an address, or none."""
    address = body.logo_url or None
    if address is not None:
        _check_address(check, address)
    async with work.rows(THEMES) as rows:
        row = await _set(rows, {"logo_url": address, "logo_id": None})
    return _changed(work, row)


@router.post(
    "/theme/logo", dependencies=_WRITE,
    openapi_extra={"requestBody": {"required": True, "content": {
        name: {"schema": {"type": "string", "format": "binary"}} for name in ("image/png", "image/jpeg", "image/webp")
    }}},
)  # fmt: skip
async def upload_logo(work: CurrentWork, request: Request) -> ThemeChanged:
    """Show this picture: PNG, JPEG or WebP of at most 256 KiB, sent as the body itself."""
    content = await request.body()
    if len(content) > _LOGO_BYTES:
        raise InvalidRequestError("A logo has at most 256 KiB.", errors=[{"pointer": "", "detail": "Too large."}])
    kind = _kind_of(content)
    if kind is None:
        detail = "This is no PNG, JPEG or WebP picture."
        raise InvalidRequestError(detail, errors=[{"pointer": "", "detail": detail}])
    logo_id = new_mailed_token(work.caller.account).text
    async with work.rows(THEMES) as rows:
        row = await _set(rows, {"logo_url": None, "logo_id": logo_id})
        data = {
            "id": logo_id, "content_type": kind, "content": Base64.encode(content), "created_by": work.caller.actor,
        }  # fmt: skip
        await rows.call(_LOGOS, "create", data=data)
    return _changed(work, row)


@router.get("/theme/logo/{logo_id}", include_in_schema=False)
async def get_logo(stores: Stores, logo_id: str) -> Response:
    """The picture of this id, which only the account's theme tells."""
    token = read_mailed_token(logo_id, _NO_LOGO) if logo_id.isprintable() and len(logo_id) <= 200 else None
    if token is None:
        raise NotFoundError(_NO_LOGO)
    async with stores.rows_of(token.account, is_read_only=True) as unit:
        row = await call(unit, _LOGOS, "find_unique", where={"id": token.text})
    if row is None:
        raise NotFoundError(_NO_LOGO)
    return Response(row["content"].decode(), media_type=row["content_type"], headers=_SHOWN_AS_PICTURE)


def _kind_of(content: bytes) -> str | None:
    """What the first bytes say that it is; what its sender says is not asked."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None


def _check_address(check: CheckAddress, address: str) -> None:
    if not address.startswith("https://"):
        raise InvalidRequestError.of_field("/logo_url", "An address begins with https://.")
    try:
        check(address)
    except DestinationForbiddenError as error:
        raise InvalidRequestError.of_field("/logo_url", error.detail) from error


async def _set(rows: Rows, values: dict[str, Any]) -> Row:
    before = await rows.find(_ONLY, for_update=True)
    await rows.call(_LOGOS, "delete_many", where={})
    if before is None:
        return await rows.create(values | {"id": _ONLY})
    return await rows.change(before, values)


def _values(row: Row | None) -> ThemeValues:
    if row is None:
        return ThemeValues(logo_url=None)
    return ThemeValues(logo_url=f"{_LOGO_PATH}/{row['logo_id']}" if row["logo_id"] else row["logo_url"])


def _changed(work: CurrentWork, row: Row) -> ThemeChanged:
    return ThemeChanged(
        message="The theme was changed.", status="success", theme_config=_values(row), account_id=work.caller.account
    )
