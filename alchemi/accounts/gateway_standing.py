"""Where a user stands in the gateway's own structure: its organizations and teams, and what is seen of them from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement

_TEAMS: Final = (
    "WITH me AS ("
    ' SELECT coalesce(u.teams, ARRAY[]::text[]) AS teams FROM "LiteLLM_UserTable" u'
    " WHERE u.account_id = $1 AND u.user_id = $2), orgs AS ("
    ' SELECT m.organization_id, m.user_role FROM "LiteLLM_OrganizationMembership" m'
    " WHERE m.account_id = $1 AND m.user_id = $2)"
    " SELECT t.team_id AS id, 'team' AS kind, (o.user_role = 'org_admin' OR (jsonb_typeof(t.members_with_roles) = 'array'"
    " AND t.members_with_roles @> jsonb_build_array(jsonb_build_object('user_id', $2::text, 'role', 'admin')))) AS leads"
    ' FROM "LiteLLM_TeamTable" t LEFT JOIN orgs o ON o.organization_id = t.organization_id'
    " WHERE t.account_id = $1 AND (t.team_id = ANY (SELECT unnest(teams) FROM me) OR o.user_role = 'org_admin')"
    " UNION ALL SELECT organization_id, 'organization', user_role = 'org_admin' FROM orgs"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The organizations and teams that a user belongs to, and those of them that the user leads."""

    teams: frozenset[str] = frozenset()
    led_teams: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()
    led_organizations: frozenset[str] = frozenset()


async def standing_of(unit: Unit, user_id: str | None) -> Standing:
    """What the gateway's own tables say of the user; nothing for who is no user."""
    if user_id is None:
        return Standing()
    rows = await unit.fetch(Statement(_TEAMS, [unit.account, user_id]))
    found = {
        (kind, led): frozenset(str(row["id"]) for row in rows if row["kind"] == kind and (row["leads"] or not led))
        for kind in ("team", "organization")
        for led in (False, True)
    }
    return Standing(
        found["team", False], found["team", True], found["organization", False], found["organization", True]
    )
