"""Saved views: what a user wants to see of a page again, for oneself or for all users of the account."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from alchemi.auth.permissions import Permission, may
from alchemi.endpoints.user_endpoints import USERS
from alchemi.errors import ConflictError, ForbiddenError
from alchemi.rest.listing import Page, PageQuery, page_of
from alchemi.rest.resource import Parent, Resource
from alchemi.rest.router import group_router, made
from alchemi.rest.schema import Authored, Identifier, JsonObject, Name, Schema
from alchemi.rest.work import CurrentWork, requires

PATH: Final = "/alchemi/user"
_MOST: Final = 200
"""Views of one user."""


class ViewChange(Schema):
    name: Name = ""
    page: Identifier = Field(default="", description="The page of the dashboard that it is for.")
    view: JsonObject = Field(default_factory=dict, description="Replaced whole.")
    is_shared: bool = Field(default=False, description="Shown to every user of the account.")


class NewView(ViewChange):
    name: Name = Field(examples=["Over budget"])
    page: Identifier = Field(examples=["keys"])


class SavedView(Authored):
    user_id: str
    page: str
    name: str
    view: dict[str, Any]
    is_shared: bool


class SharedQuery(PageQuery):
    page: Identifier | None = None


VIEWS = Resource(
    path=f"{PATH}/{{user_id}}/views",
    table="Alchemi_SavedViewTable",
    noun="saved view",
    plural="views",
    item=SavedView,
    create=NewView,
    update=ViewChange,
    read=Permission.ACCOUNT_READ,
    write=Permission.ACCOUNT_READ,
    sort=("name", "created_at", "updated_at"),
    default_sort="name",
    filters=("page", "is_shared"),
    search=("name",),
    conflicts={"Alchemi_SavedViewTable_account_id_user_id_page_name_key": "name"},
    own="user_id",
    sees_all=Permission.USER_WRITE,
    parent=Parent(USERS, "user_id", "user_id"),
    operations={"list", "get", "update", "delete"},
)
operations = APIRouter()
_SELF: Final = [requires(Permission.ACCOUNT_READ)]
_ViewPage: Final = page_of(VIEWS)


@operations.post("/{user_id}/views", dependencies=_SELF, status_code=201)
@operations.post(
    "/{user_id}/views/new", dependencies=_SELF, status_code=201, include_in_schema=False, name="new_saved_view"
)
async def create_saved_view(
    work: CurrentWork, request: Request, user_id: str, body: NewView, response: Response
) -> SavedView:
    """Save a view for oneself; for another user with `users:write`."""
    async with work.rows(VIEWS) as rows:
        await rows.of(USERS).get(user_id, for_update=True)
        if user_id != work.caller.user_id and not may(work.caller, Permission.USER_WRITE):
            raise ForbiddenError("Another user's views are changed with users:write.")
        if await rows.count({"user_id": user_id}) >= _MOST:
            raise ConflictError(f"A user keeps at most {_MOST} views; delete one first.")
        row = await rows.create(body.model_dump() | {"user_id": user_id})
        return made(rows, row, response, SavedView, request.url.path.removesuffix("/new"))


@operations.get("/{user_id}/views/shared", dependencies=_SELF, response_model=_ViewPage)
async def list_shared_views(work: CurrentWork, user_id: str, query: Annotated[SharedQuery, Query()]) -> Page:
    """Views that users of the account share, this user's too."""
    where = {"is_shared": True} | ({} if query.page is None else {"page": query.page})
    async with work.rows(VIEWS, is_read_only=True) as rows:
        await rows.of(USERS).get(user_id)
        order = [{"name": "asc"}, {"id": "asc"}]
        found = await rows.call(
            VIEWS.table, "find_many", where=where, order=order, take=query.limit, skip=query.offset
        )  # fmt: skip
        total = await rows.count(where)
    return rows.page_answer(found, total, query, _ViewPage)


router = group_router(PATH, [VIEWS], operations, tag="user")
