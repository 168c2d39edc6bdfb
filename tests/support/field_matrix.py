"""The field matrix: every field that may be written on users, keys, teams and accounts, who tries to, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

import asyncpg

from alchemi.db.schema.composer import installed_catalogue

TABLES: Final = (
    "LiteLLM_UserTable", "LiteLLM_VerificationToken", "LiteLLM_TeamTable", "LiteLLM_TeamMembership", "LiteLLM_BudgetTable",
    "LiteLLM_OrganizationTable", "LiteLLM_OrganizationMembership", "LiteLLM_ObjectPermissionTable", "Alchemi_AccountTable",
    "Alchemi_AccountMembershipTable", "Alchemi_UserCredential", "Alchemi_TeamTable", "Alchemi_AccountAdminTable",
    "Alchemi_AccountDomainTable", "LiteLLM_ModelTable", "LiteLLM_AccessGroupTable",
)  # fmt: skip
_UNWRITTEN: Final = frozenset({"updated_at", "updated_by", "last_active", "last_active_at", "settings_updated_at"})
_EXTRA: Final = (
    "account_id", "spend", "password", "created_by", "user_role", "app_role", "is_super_admin", "sso_user_id", "token",
    "members_with_roles", "user_id", "status", "email_verified",
)  # fmt: skip
"""Names of columns that no schema offers: they have to have no effect."""


@dataclass(frozen=True)
class Written:
    """An operation that writes one kind of thing: `ids` go along with every field, `NAME` in the path or them is a target."""

    name: str
    method: str
    path: str
    schema_path: str
    ids: dict[str, str]
    is_new: bool = False


OPERATIONS: Final = (
    Written("own user", "POST", "/user/update", "/user/update", {"user_id": "{self}"}),
    Written("other user", "POST", "/user/update", "/user/update", {"user_id": "{victim}"}),
    Written("new user", "POST", "/user/new", "/user/new", {"user_email": "{fresh}@corp.example"}, is_new=True),
    Written("own profile", "PATCH", "/alchemi/user/{self}", "/alchemi/user/{user_id}", {}),
    Written("other profile", "PATCH", "/alchemi/user/{victim}", "/alchemi/user/{user_id}", {}),
    Written("own membership", "PATCH", "/alchemi/membership/{own_membership}", "/alchemi/membership/{membership_id}", {}),
    Written("membership", "PATCH", "/alchemi/membership/{membership}", "/alchemi/membership/{membership_id}", {}),
    Written("own key", "POST", "/key/update", "/key/update", {"key": "{own_key}"}),
    Written("other key", "POST", "/key/update", "/key/update", {"key": "{other_key}"}),
    Written("team key", "POST", "/key/update", "/key/update", {"key": "{team_key}"}),
    Written("new key", "POST", "/key/generate", "/key/generate", {}, is_new=True),
    Written("team", "POST", "/team/update", "/team/update", {"team_id": "{team}"}),
    Written("new team", "POST", "/team/new", "/team/new", {"team_alias": "{fresh}"}, is_new=True),
    Written("studio team", "PATCH", "/alchemi/team/{studio_team}", "/alchemi/team/{team_id}", {}),
    Written("account", "PATCH", "/account/{account}", "/alchemi/account/{account_id}", {}),
)  # fmt: skip

VALUES: Final[dict[str, Any]] = {
    "user_role": "proxy_admin", "app_role": "admin", "user_id": "{victim}", "team_id": "{other_team}",
    "organization_id": "{other_organization}", "account_id": "{neighbour}", "user_email": "{fresh}@corp.example",
    "email": "{fresh}@corp.example", "budget_duration": "30d", "duration": "30d", "models": ["*"], "allowed_routes": ["/*"],
    "key_alias": "{fresh}", "user_alias": "{fresh}", "team_alias": "{fresh}", "key": "sk-{fresh}", "status": "active",
    "teams": ["{other_team}"], "team_member_permissions": ["/key/generate"], "metadata": {"x": "y"}, "key_type": "management",
    "rotation_interval": "30d", "budget_id": "{budget}", "domain": "{fresh}.example", "domains": ["{fresh}.example"],
    "organizations": ["{other_organization}"], "password": "violet-Harbour-43-kettle", "role_id": "{role}",
    "user_ids": ["{admin}"], "members_with_roles": [{"role": "admin", "user_id": "{self}"}], "owner_id": "{victim}",
    "admins": ["{self}"], "members": ["{self}"], "object_permission": {"mcp_servers": ["x"]}, "agent_id": "{fresh}",
    "profile_image": "https://corp.example/{fresh}.png",
    "contact_email": "{fresh}@corp.example", "token": "{fresh}", "model_aliases": {"x": "demo-chat"},
    "aliases": {"x": "demo-chat"}, "model_max_budget": {"demo-chat": {"budget_limit": 5, "time_period": "1d"}},
    "budget_limits": [{"budget_duration": "1d", "max_budget": 5}], "router_settings": {"num_retries": 1},
    "tpm_limit_type": "guaranteed_throughput", "rpm_limit_type": "guaranteed_throughput", "send_invite_email": False,
    "permissions": {"get_spend_routes": True}, "reason": "{fresh}", "name": "{fresh}", "account_name": "{fresh}",
    "is_active": False,
}  # fmt: skip
"""What an attacker would like to have, where the type alone does not say it."""

_OURS: Final = {"team_id": "{studio_team}"}
"""Where a word means another thing on our own routes."""

_WORKED_OUT: Final = frozenset({("Alchemi_AccountMembershipTable", "state")})
"""What the database itself writes, from other columns."""


def fields_of(document: dict[str, Any], operation: Written) -> list[tuple[str, Any]]:
    """Each field of the operation's body and what is tried with it."""
    body = document["paths"][operation.schema_path][operation.method.lower()]["requestBody"]
    schema = _resolved(document, body["content"]["application/json"]["schema"])
    named = {name: _resolved(document, one) for name, one in schema["properties"].items() if name not in operation.ids}
    extra = [name for name in _EXTRA if name not in named and name not in operation.ids]
    values = VALUES | (_OURS if operation.path.startswith("/alchemi") else {})
    return [
        *((name, values.get(name, _of_type(name, one))) for name, one in sorted(named.items())),
        *((f"{name}?", values.get(name, 7)) for name in extra),
    ]


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema or "anyOf" in schema or "allOf" in schema:
        if "$ref" in schema:
            schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        else:
            options = [one for one in schema.get("anyOf", schema.get("allOf", [])) if one.get("type") != "null"]
            schema = options[0] if options else {"type": "string"}
    return schema


def _of_type(name: str, schema: dict[str, Any]) -> Any:
    if schema.get("enum"):
        return schema["enum"][-1]
    kind = schema.get("type", "object")
    if name.endswith(("_at", "_until", "_from")):
        return "2030-01-01T00:00:00Z"
    plain: dict[str, Any] = {"integer": 7, "number": 7.5, "boolean": True, "array": ["x"], "object": {"x": "y"}}
    return plain.get(kind, "x")


def filled(value: Any, names: dict[str, str]) -> Any:
    """`value` with its targets."""
    text = json.dumps(value)
    for name, target in {**names, "fresh": uuid4().hex[:12]}.items():
        text = text.replace(f"{{{name}}}", target)
    return json.loads(text)


Snapshot = dict[tuple[str, str], dict[str, Any]]


class Rows:
    """The rows of all accounts that the matrix is about, and how to put them back."""

    def __init__(self, connection: asyncpg.Connection[asyncpg.Record]) -> None:
        self._connection = connection
        tables = {table.db_name: table for table in installed_catalogue().tables.values()}
        self._keys = {name: tables[name].physical_key for name in TABLES}

    async def now(self) -> Snapshot:
        """Every row by table and key."""
        query = " UNION ALL ".join(f"SELECT '{name}', to_jsonb(t)::text FROM \"{name}\" t" for name in TABLES)
        found: Snapshot = {}
        for name, text in await self._connection.fetch(query):
            row = json.loads(text)
            found[name, "/".join(str(row[column]) for column in self._keys[name])] = row
        return found

    async def put_back(self, before: Snapshot, after: Snapshot) -> None:
        """Undo changes of rows that were there, and have the gateway read them again. New rows are in nobody's way."""
        for (name, key), row in before.items():
            now = after.get((name, key))
            if now is None:
                insert = f'INSERT INTO "{name}" SELECT * FROM jsonb_populate_record(NULL::"{name}", $1)'
                await self._connection.execute(insert, json.dumps(row))
            elif now != row:
                columns = [column for column in row if now[column] != row[column] and (name, column) not in _WORKED_OUT]
                where = " AND ".join(f't."{column}" = p."{column}"' for column in self._keys[name])
                sets = ", ".join(f'"{column}" = p."{column}"' for column in columns)
                source = f'jsonb_populate_record(NULL::"{name}", $1) p'
                await self._connection.execute(
                    f'UPDATE "{name}" t SET {sets} FROM {source} WHERE {where}', json.dumps(row)
                )
        await self._connection.execute('UPDATE "Alchemi_AccountVersion" SET auth_version = auth_version + 1')


def changes(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """`table.column` of everything that is another now; whole rows as `table`."""
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            yield key[0]
            continue
        yield from (f"{key[0]}.{name}" for name in new if name not in _UNWRITTEN and old.get(name) != new[name])
