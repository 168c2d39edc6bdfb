"""Teams: parts of a group, to which members belong. They are not the gateway's teams, which have keys and budgets."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import Field

from alchemi.auth.permissions import Permission
from alchemi.errors import ConflictError, NotFoundError
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Resource
from alchemi.rest.router import resource_router
from alchemi.rest.schema import Ack, Answer, Authored, Email, Identifier, LongText, Name, Schema
from alchemi.rest.work import CurrentDeletion, CurrentWork, requires

_MEMBERSHIPS = "Alchemi_AccountMembershipTable"


class TeamChange(Schema):
    name: Name = ""
    description: LongText | None = None
    is_default: bool = Field(default=False, description="The team of its group that new members come into.")
    owner_id: Identifier | None = None
    contact_email: Email | None = None


class NewTeam(TeamChange):
    name: Name = Field(examples=["Frontend"])
    group_id: Identifier = Field(examples=["g-1"])


class Team(Authored):
    group_id: str
    name: str
    description: str | None
    is_default: bool
    owner_id: str | None
    contact_email: str | None


class TeamMember(Answer):
    user_id: str
    app_role: str
    is_active: bool


class TeamMembers(Answer):
    members: list[TeamMember] = Field(description="At most 1,000.")
    total: int


TEAMS = Resource(
    path="/alchemi/team",
    table="Alchemi_TeamTable",
    noun="team",
    plural="teams",
    item=Team,
    create=NewTeam,
    update=TeamChange,
    read=Permission.TEAM_READ,
    write=Permission.TEAM_WRITE,
    sort=("name", "created_at"),
    filters=("group_id", "is_default", "owner_id", "created_at"),
    search=("name", "description"),
    references={"group_id": "Alchemi_GroupTable", "owner_id": "LiteLLM_UserTable"},
    operations={"list", "get", "create", "update"},
)
operations = APIRouter()


@operations.get("/default", dependencies=[requires(Permission.TEAM_READ)])
async def get_default_team(work: CurrentWork, group_id: str) -> Team:
    """The default team of a group."""
    async with work.rows(TEAMS, is_read_only=True) as rows:
        found = await rows.first({"group_id": group_id, "is_default": True})
        if found is None:
            raise NotFoundError("This group has no default team.")
        return rows.answer(found, Team)


@operations.get("/{team_id}/member", dependencies=[requires(Permission.MEMBERSHIP_READ)])
async def list_team_members(work: CurrentWork, team_id: str) -> TeamMembers:
    """Who belongs to the team."""
    async with work.rows(TEAMS, is_read_only=True) as rows:
        await rows.get(team_id)
        found = await rows.call(
            _MEMBERSHIPS, "find_many", where={"team_id": team_id}, order=[{"joined_at": "asc"}, {"id": "asc"}], take=1000
        )  # fmt: skip
    members = [
        TeamMember(user_id=one["user_id"], app_role=one["app_role"], is_active=one["is_active"]) for one in found
    ]
    return TeamMembers(members=members, total=len(members))


@operations.delete("/{team_id}", dependencies=[requires(Permission.TEAM_WRITE)])
async def delete_team(work: CurrentDeletion, team_id: str) -> Deleted:
    """Delete a team that is not a default one; its members belong to none from then on."""
    async with work.rows(TEAMS) as rows:
        team = await rows.get(team_id, for_update=True)
        if team["is_default"]:
            raise ConflictError("This is the default team of its group; make another one the default first.")
        await rows.call(_MEMBERSHIPS, "update_many", where={"team_id": team_id}, data={"team_id": None})
        await rows.delete(team)
    return Ack(id=team_id, message="The team was deleted.")


router = resource_router(TEAMS, operations)
