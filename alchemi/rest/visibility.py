"""Which rows of its account a caller sees: conditions that become part of every statement on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from alchemi.auth.caller import Caller
from alchemi.auth.permissions import may
from alchemi.rest.resource import Resource, TokenSight

WORKSPACES: Final = "Alchemi_WorkspaceTable"
_NOBODY: Final[Mapping[str, Any]] = {"OR": []}


def visible(resource: Resource, caller: Caller) -> list[Mapping[str, Any]]:
    """The conditions under which `caller` sees a row of `resource`."""
    conditions: list[Mapping[str, Any]] = []
    if resource.workspace is not None:
        conditions += in_workspaces(resource.table, resource.workspace, caller)
    if resource.for_tokens is not None and caller.workspace_ids is not None:
        conditions.append(resource.for_tokens(caller))
    if resource.own is not None and not (resource.sees_all and may(caller, resource.sees_all)):
        conditions.append({resource.own: caller.user_id} if caller.user_id is not None else _NOBODY)
    return conditions


def in_workspaces(table: str, column: str, caller: Caller) -> list[Mapping[str, Any]]:
    """The condition on rows of `table`, whose `column` names their workspace, or which are workspaces themselves.

    A row of no workspace is the whole account's, but not a token's that is for some workspaces only.
    """
    if caller.sees_all_workspaces:
        return []
    itself = table == WORKSPACES
    members = {"some": {"user_id": caller.user_id, "status": "ACTIVE"}}
    allowed: list[Mapping[str, Any]] = []
    if caller.workspace_ids is not None:
        allowed = [{column: {"in": sorted(caller.workspace_ids)}}]
    elif caller.user_id is not None:
        allowed = [{"members": members} if itself else {"workspace": {"is": {"members": members}}}]
    if not itself and caller.workspace_ids is None:
        allowed.append({column: None})
    return [{"OR": allowed}]


def of_its_workspaces(column: str) -> TokenSight:
    """For `Resource.for_tokens`: the rows whose `column` names a workspace that the token is for."""
    return lambda caller: {column: {"in": sorted(caller.workspace_ids or ())}}
