"""Whose calls a caller sees: all of the account, those of the teams and organizations that the caller leads, or their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alchemi.accounts.gateway_standing import standing_of
from alchemi.auth.caller import Caller, CallerKind
from alchemi.auth.permissions import Permission, Role, may
from alchemi.costs.usage import Dimension
from alchemi.errors import ForbiddenError
from alchemi.rest.rows import Rows

Filters = Mapping[Dimension, Sequence[str]]


def sees_all_calls(caller: Caller) -> bool:
    """The caller reads the calls of the whole account."""
    # These two roles read costs as far as they lead; who was given the permission beyond a role reads all.
    leads_only = caller.kind is CallerKind.SESSION and caller.role in (Role.ORGANIZATION_ADMIN, Role.TEAM_ADMIN)
    if caller.workspace_ids is not None:
        return False
    return may(caller, Permission.COST_READ) and (may(caller, Permission.AUDIT_READ) or not leads_only)


async def within_sight(rows: Rows, filters: Filters) -> Filters:
    """`filters` narrowed to what the caller may see.

    Raises:
        ForbiddenError: they ask for other users, for teams and organizations that the caller does not lead, or for more
            than the workspaces that its token is for.
    """
    caller = rows.work.caller
    if sees_all_calls(caller):
        return filters
    if caller.workspace_ids is not None:
        _check_of_token(caller, filters)
        return filters
    standing = await standing_of(rows.unit, caller.user_id)
    leads = may(caller, Permission.COST_READ)
    own = {Dimension.USER: [caller.user_id]} if caller.user_id is not None else {}
    led = {Dimension.TEAM: sorted(standing.led_teams), Dimension.ORGANIZATION: sorted(standing.led_organizations)}
    for dimension, allowed in ({**own, **led} if leads else own).items():
        asked = filters.get(dimension)
        if asked and set(asked) <= set(allowed):
            return filters
    if filters.keys() & {Dimension.USER, Dimension.TEAM, Dimension.ORGANIZATION} or not own:
        raise ForbiddenError(
            "Ask for what is your own, or for teams that you lead.", permission=str(Permission.COST_READ)
        )
    mine = led if leads and led[Dimension.TEAM] else own
    dimension = Dimension.TEAM if mine is led else Dimension.USER
    return {**filters, dimension: mine[dimension]}


def _check_of_token(caller: Caller, filters: Filters) -> None:
    asked = filters.get(Dimension.WORKSPACE)
    if not may(caller, Permission.COST_READ) or not asked or not set(asked) <= (caller.workspace_ids or frozenset()):
        raise ForbiddenError("This token is for some workspaces: ask for them.", permission=str(Permission.COST_READ))
