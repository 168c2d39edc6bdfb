"""Search: anything of the account by name or id, in one call, as far as the caller may see it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

from fastapi import APIRouter, Query
from pydantic import Field, field_validator

from alchemi.accounts.gateway_standing import standing_of
from alchemi.auth.permissions import Permission
from alchemi.endpoints.search_subjects import SUBJECTS, narrowed_to, sees_all_of_gateway
from alchemi.endpoints.workspace_endpoints import WORKSPACES
from alchemi.rest import search
from alchemi.rest.router import group_router
from alchemi.rest.schema import Answer, Parameters, PlainText
from alchemi.rest.work import CurrentWork, requires

PATH: Final = "/alchemi/search"
_DEFAULT, _MOST = 20, 50
P = Permission

KINDS: Final = frozenset(one.kind for one in SUBJECTS)
Kind = StrEnum("Kind", {one.kind.upper(): one.kind for one in SUBJECTS})  # type: ignore[misc]  # made of the list above


class SearchQuery(Parameters):
    q: PlainText = Field(min_length=1, max_length=200, description="Text to be found as it is written, in any case.")
    kinds: PlainText | None = Field(default=None, max_length=400, description="Kinds by name, with commas between.")
    limit: Annotated[int, Field(ge=1, le=_MOST)] = _DEFAULT

    @field_validator("kinds")
    @classmethod
    def _known(cls, value: str | None) -> str | None:
        if value is not None and (unknown := sorted(set(value.split(",")) - KINDS)):
            raise ValueError(f"There are no such kinds: {', '.join(unknown)}.")
        return value


class Found(Answer):
    kind: Kind
    id: str
    name: str
    detail: str | None
    href: str | None = Field(description="The dashboard's page of it.")


class SearchAnswer(Answer):
    results: list[Found]


operations = APIRouter()


@operations.get("", dependencies=[requires(P.ACCOUNT_READ)])
async def search_account(work: CurrentWork, query: Annotated[SearchQuery, Query()]) -> SearchAnswer:
    """Things whose name or id has the text in it, whole matches first; only what the caller may see."""
    caller = work.caller
    kinds = frozenset(query.kinds.split(",")) if query.kinds else frozenset()
    subjects = search.subjects_for(caller, SUBJECTS, kinds)
    async with work.rows(WORKSPACES, is_read_only=True) as rows:
        more = {} if sees_all_of_gateway(caller) else narrowed_to(caller, await standing_of(rows.unit, caller.user_id))
        found = await search.find(rows.unit, caller, subjects, query.q, limit=query.limit, more=more)
    return SearchAnswer(results=[Found.model_validate(row) for row in found])


router = group_router(PATH, [], operations, tag="search")
