"""Who may write which field of users, keys, teams and accounts: what changes is what `field_matrix.txt` says, and no more."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from tests.base.test_sessions_on_routes import COOKIE, PASSWORD, made_account
from tests.support.cluster import Cluster, TestDatabase
from tests.support.field_matrix import OPERATIONS, Rows, Snapshot, Written, changes, fields_of, filled
from tests.support.gateway import MASTER_KEY, Gateway, ModelServer, made, make_models

pytestmark = pytest.mark.long

TABLE = Path(__file__).with_name("field_matrix.txt")
ROLES = {
    "account admin": ("proxy_admin", "admin"), "auditor": ("proxy_admin_viewer", "member"),
    "organization admin": ("org_admin", "member"), "team admin": ("internal_user", "member"),
    "member": ("internal_user", "member"), "viewer": ("internal_user_viewer", "viewer"),
}  # fmt: skip


class Setting:
    """An account with one user of each role, and what they try to write."""

    def __init__(self, gateway: Gateway, connection: asyncpg.Connection[asyncpg.Record]) -> None:
        self.gateway, self.connection = gateway, connection
        self.rows = Rows(connection)
        self.names: dict[str, str] = {}
        self.emails: dict[str, str] = {}
        self.users: dict[str, str] = {}
        self.stack = ExitStack()
        self.logins = 0
        self.faults: list[str] = []
        self.before: Snapshot = {}
        self.clients: dict[str, httpx.Client] = {}

    async def build(self, models: ModelServer) -> None:
        email = f"{uuid4().hex[:10]}@corp.example"
        self.account = made_account(self.gateway, email)
        neighbour = made_account(self.gateway, f"{uuid4().hex[:10]}@corp.example")
        self.names |= {"account": self.account, "neighbour": neighbour}
        self.operator = self.stack.enter_context(self.gateway.client(MASTER_KEY, None))
        self.service = self.stack.enter_context(self.gateway.client(MASTER_KEY, self.account))
        make_models(self.service, models)
        for role in (*ROLES, "victim"):
            await self._user(role)
        self.names |= {"admin": self.users["account admin"], "victim": self.users["victim"]}
        await self._surroundings()
        self.clients = {role: self._browser(role) for role in ROLES}
        key = made(self.service.post("/key/generate", json={"user_id": self.users["member"]}))["key"]
        self.clients["member's key"] = self.stack.enter_context(self.gateway.client(key))
        self.users["member's key"] = self.users["member"]
        self.clients["operator"], self.users["operator"] = self.operator, "nobody"

    async def _user(self, role: str) -> None:
        email = self.emails[role] = f"{uuid4().hex[:10]}@corp.example"
        body = {"user_email": email, "password": PASSWORD}
        assert self.operator.post(f"/account/{self.account}/admin", json=body).status_code == 200
        wheels, ours = ROLES.get(role, ROLES["member"])
        sql = (
            'UPDATE "LiteLLM_UserTable" SET user_role = $3 WHERE account_id = $1 AND user_email = $2 RETURNING user_id'
        )
        self.users[role] = await self.connection.fetchval(sql, self.account, email, wheels)
        sql = 'UPDATE "Alchemi_AccountMembershipTable" SET app_role = $3 WHERE account_id = $1 AND user_id = $2 RETURNING id'
        membership = await self.connection.fetchval(sql, self.account, self.users[role], ours)
        self.names[f"membership of {role}"] = membership

    async def _surroundings(self) -> None:
        for name in ("organization", "other_organization"):
            body = {"organization_alias": uuid4().hex}
            self.names[name] = made(self.service.post("/organization/new", json=body))["organization_id"]
        member = {"role": "org_admin", "user_id": self.users["organization admin"]}
        body = {"organization_id": self.names["organization"], "member": member}
        made(self.service.post("/organization/member_add", json=body))
        for name in ("team", "other_team"):
            team: dict[str, Any] = {"team_alias": uuid4().hex}
            if name == "team":
                team["organization_id"] = self.names["organization"]
            self.names[name] = made(self.service.post("/team/new", json=team))["team_id"]
        for role in ("team admin", "member", "viewer", "victim"):
            body = {"team_id": self.names["team"], "member": {"role": "user", "user_id": self.users[role]}}
            made(self.service.post("/team/member_add", json=body))
        sql = (
            'UPDATE "LiteLLM_TeamTable" SET admins = array[$3], members_with_roles = (SELECT jsonb_agg(CASE WHEN'
            " m->>'user_id' = $3 THEN m || '{\"role\": \"admin\"}' ELSE m END) FROM jsonb_array_elements(members_with_roles) m)"
            " WHERE account_id = $1 AND team_id = $2"
        )
        await self.connection.execute(sql, self.account, self.names["team"], self.users["team admin"])
        self.names["budget"] = made(self.service.post("/budget/new", json={"max_budget": 5}))["budget_id"]
        group = self.service.post("/alchemi/group", json={"name": uuid4().hex}).json()["id"]
        body = {"group_id": group, "name": uuid4().hex}
        self.names["studio_team"] = self.service.post("/alchemi/team", json=body).json()["id"]
        self.names["role"] = self.service.post("/alchemi/role", json={"name": uuid4().hex}).json()["id"]
        for name, more in (
            ("other_key", {"user_id": self.users["victim"]}),
            ("team_key", {"team_id": self.names["team"]}),
        ):
            self.names[name] = made(self.service.post("/key/generate", json=more))["token"]
        self.names["membership"] = self.names["membership of victim"]
        for role in ROLES:
            body = {"user_id": self.users[role]}
            self.names[f"key of {role}"] = made(self.service.post("/key/generate", json=body))["token"]

    def _browser(self, role: str) -> httpx.Client:
        self.logins += 1
        # Sign-ins are limited by address, and changes of a user end its sessions.
        transport = httpx.HTTPTransport(local_address=f"127.0.{self.logins // 20 + 1}.{self.logins % 20 + 1}")
        headers = {"origin": self.gateway.url, "x-alchemi-csrf": "1"}
        client = httpx.Client(base_url=self.gateway.url, headers=headers, transport=transport, timeout=30)
        self.stack.enter_context(client)
        response = client.post("/v2/login", json={"username": self.emails[role], "password": PASSWORD})
        assert response.status_code == 200, response.text
        client.headers["cookie"] = f"{COOKIE}={response.cookies[COOKIE]}"
        return client

    def targets(self, role: str) -> Mapping[str, str]:
        owner = "member" if role == "member's key" else role
        return {
            **self.names, "self": self.users[role], "own_key": self.names.get(f"key of {owner}", self.names["other_key"]),
            "own_membership": self.names.get(f"membership of {owner}", self.names["membership"]),
        }  # fmt: skip

    async def attempt(self, role: str, operation: Written, name: str, value: object) -> set[str]:
        """What changed when `role` wrote the field."""
        targets = dict(self.targets(role))
        body = filled({**operation.ids, name.rstrip("?"): value}, targets)
        path = filled(operation.path, targets)
        response = self.clients[role].request(operation.method, path, json=body)
        # The wheel says 401 too when a role may not do something.
        if response.status_code == 401 and role in self.emails and self.clients[role].get("/v2/session").is_error:
            self.clients[role] = self._browser(role)
            response = self.clients[role].request(operation.method, path, json=body)
        if response.status_code >= 500:
            self.faults.append(f"{operation.name}: {name}: {role}: {response.text}")
        if not response.is_success:
            return set()
        is_ignored = operation.is_new and name.endswith("?")
        return await self.changed((name.rstrip("?"), filled(value, targets)) if is_ignored else None)

    async def changed(self, ignored: tuple[str, object] | None = None) -> set[str]:
        """What has changed since the last time; it is put back. Of new rows only what holds `ignored`."""
        after = await self.rows.now()
        found = set(changes(self.before, after))
        if ignored is not None:
            name, value = ignored
            new = [key for key in after if key not in self.before]
            assert all(after[key].get("account_id") == self.account for key in new)
            found = {f"{key[0]}.{name}" for key in new if after[key].get(name) == value}
            self.before = after
        if found:
            await self.rows.put_back(self.before, after)
            after = await self.rows.now()
        self.before = after
        return found


@pytest.fixture(scope="module")
async def setting(
    cluster: Cluster, model_server: ModelServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Setting]:
    name = f"fields_{os.getpid()}"
    database: TestDatabase = await cluster.clone(name)
    connection = await asyncpg.connect(database.owner_dsn)
    with Gateway(database, tmp_path_factory.mktemp("fields")) as gateway:
        setting = Setting(gateway, connection)
        with setting.stack:
            await setting.build(model_server)
            yield setting
    await connection.close()
    await cluster.drop(name)


@pytest.fixture(scope="module")
def document(setting: Setting) -> dict[str, Any]:
    found: dict[str, Any] = setting.operator.get("/openapi.json", timeout=120).json()
    return found


def _keep(found: list[str]) -> None:
    """For whoever changes the table on purpose."""
    if (folder := os.environ.get("ALCHEMI_TEST_KEEP")) is not None:
        Path(folder, TABLE.name).write_text("\n".join(found) + "\n")


async def test_only_what_the_table_allows_changes(setting: Setting, document: dict[str, Any]) -> None:
    fields: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    setting.before = await setting.rows.now()
    for operation in OPERATIONS:
        who = [role for role in setting.clients if role != "operator" or operation.name == "account"]
        for name, value in fields_of(document, operation):
            roles = [role for role in who if await setting.attempt(role, operation, name, value)]
            fields[operation.name, ", ".join(roles) or "nobody"].append(name)
            assert not await setting.changed(), f"{operation.name}: {name}: changed by a request that was refused"
    lines = sorted(f"{operation} | {roles} | {' '.join(names)}" for (operation, roles), names in fields.items())
    _keep(lines)
    assert not setting.faults
    assert lines == [line for line in TABLE.read_text().splitlines() if not line.startswith("#")]
