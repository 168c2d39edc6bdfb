"""Sends each operation of the wheel that changes something, as an account's administrator, and tells what events it left.

Run as `python -m tests.support.audited_routes FILE`, with an environment as for the application.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import asyncpg

from alchemi.audit.calls import READING_METHODS, leaves_no_event
from alchemi.audit.writer import AuditJournal
from alchemi.auth.route_classes import RouteClass
from alchemi.db.changes import Change
from alchemi.db.engine import Unit
from alchemi.db.schema.composer import installed_catalogue
from alchemi.tenancy.account import SYSTEM_ACCOUNT
from alchemi.tenancy.context import acting_for
from tests.isolation import seeding
from tests.isolation.canaries import ACCOUNTS
from tests.isolation.operations import Operation, operations, stated_request
from tests.isolation.process import MASTER_KEY, Answer, Application, Call, running
from tests.isolation.provider import Provider
from tests.isolation.requesting import ids_of, request
from tests.isolation.run import as_operator, bearer, make, make_account_objects, stay_inside
from tests.isolation.seeding import seed
from tests.support.audited_bodies import stated_body

ACCOUNT: Final = ACCOUNTS["a"]
PLANTED: Final = {
    "provider key": "sk-planted-7Qx2mVw9Zt4Lk8Rb3Nc6Yd1Fg5Hj0Sa",
    "password": "planted-Orchard-58-velvet-lantern",
    "header": "planted-header-9f8e7d6c5b4a",
    "prompt": "You are a planted system prompt about lanterns.",
}
_COUNT: Final = 'SELECT count(*) FROM "Alchemi_AuditEvent" WHERE account_id = $1'
_SEEN: Final = Counter[str]()


def watch() -> None:
    """Count what the journal is asked and told, and statements on its tables."""
    wants, note, send = AuditJournal.wants, AuditJournal.note, Unit._run

    def counted_wants(self: AuditJournal, change: Change) -> bool:
        wanted = wants(self, change)
        _SEEN["wanted"] += wanted
        return wanted

    def counted_note(self: AuditJournal, *args: Any) -> None:
        _SEEN["told"] += 1
        note(self, *args)

    async def counted_send(self: Unit, method: str, text: str, args: Any) -> Any:
        _SEEN["statements"] += "Alchemi_Audit" in text
        return await send(self, method, text, args)

    AuditJournal.wants, AuditJournal.note, Unit._run = counted_wants, counted_note, counted_send  # type: ignore[method-assign]


class Run:
    def __init__(
        self, application: Application, owner: asyncpg.Connection, headers: Any, account: str = ACCOUNT
    ) -> None:
        self.application = application
        self.owner = owner
        self.headers = headers
        self.account = account
        self.found: dict[str, dict[str, Any]] = {}

    async def events(self) -> int:
        return int(await self.owner.fetchval(_COUNT, self.account))

    async def send(self, operation: Operation) -> None:
        """With what must be given, else with all ids, else with new ids in the body; until one succeeds."""
        own = ids_of("a")
        plain = request(operation, own, headers=self.headers)
        filled = request(operation, own, headers=self.headers, fill=True)
        fresh = replace(plain, body=request(operation, ids_of("n"), headers=self.headers).body)
        stated = stated_body(operation)
        first = [] if stated is None else [replace(plain, body=stated)]
        for call in dict.fromkeys((*first, plain, fresh, filled)):
            before = await self.events()
            answer = await self.application.call(call)
            left = await self.events() - before
            self.found[str(operation)] = {"status": answer.status, "events": left, "said": _said(answer)}
            if 200 <= answer.status < 400:
                return


def _said(answer: Answer) -> str:
    return "" if 200 <= answer.status < 400 else bytes(answer.body[:160]).decode("utf-8", "replace")


def changing(every: list[Operation], *, of_platform: bool = False) -> list[Operation]:
    chosen = [
        one
        for one in every
        if (one.route_class is RouteClass.PLATFORM if of_platform else one.is_account)
        and one.method not in READING_METHODS
        and not leaves_no_event(one.path)
        and "reason" not in stated_request(one)
    ]
    return sorted(chosen, key=lambda one: one.is_destructive)


async def plant(application: Application, headers: Any) -> str:
    """Give secrets to whatever takes some; the value of a key that was made."""
    provider = {"model": "openai/x", "api_key": PLANTED["provider key"], "api_base": "http://127.0.0.1:9/v1"}
    model = await make(application, headers, "/model/new", {"model_name": "planted", "litellm_params": provider})
    calls: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", "/credentials", {
            "credential_name": "planted", "credential_info": {}, "credential_values": {"api_key": PLANTED["provider key"]},
        }),
        ("PATCH", f"/model/{model['model_id']}/update", {"litellm_params": {**provider, "api_base": "http://127.0.0.1:8/v1"}}),
        ("POST", "/user/new", {"user_id": "planted", "user_email": "p@alder.example", "auto_create_key": False}),
        ("POST", "/user/update", {"user_id": "planted", "password": PLANTED["password"]}),
        ("POST", "/team/new", {"team_alias": "planted", "metadata": {"callback_secret": PLANTED["provider key"]}}),
        ("POST", "/v1/mcp/server", {
            "server_name": "planted", "url": "http://127.0.0.1:9/mcp", "transport": "sse",
            "static_headers": {"x-one": PLANTED["header"]}, "auth_value": PLANTED["provider key"],
        }),
        ("POST", "/prompts", {
            "prompt_id": "planted", "prompt_info": {"prompt_type": "db"}, "litellm_params": {
                "prompt_id": "planted", "prompt_integration": "dotprompt", "dotprompt_content": PLANTED["prompt"],
            },
        }),
        ("POST", "/guardrails", {"guardrail": {
            "guardrail_name": "planted", "litellm_params": {
                "guardrail": "bedrock", "mode": "pre_call", "aws_secret_access_key": PLANTED["provider key"],
            },
        }}),
        ("POST", "/config/update", {"environment_variables": {"LANGFUSE_SECRET_KEY": PLANTED["provider key"]}}),
    ]  # fmt: skip
    for method, path, body in calls:
        await application.call(Call(method, path, headers=headers, body=json.dumps(body).encode()), limit_s=10)
    key = str((await make(application, headers, "/key/generate", {"key_alias": "planted"}))["key"])
    await make(application, headers, "/key/update", {"key": key, "max_budget": 3})
    await make(application, headers, "/key/block", {"key": key})
    return key


async def chats(application: Application, headers: Any) -> dict[str, int]:
    """What chat completions ask of the trail, their rows of spend included."""
    body = json.dumps({"model": "gpt-4o", "user": "alder-customer", "messages": [{"role": "user", "content": "hello"}]})
    call = Call("POST", "/v1/chat/completions", headers=headers, body=body.encode())
    first = await application.call(call, limit_s=10)
    _SEEN.clear()
    statuses = [(await application.call(call, limit_s=10)).status for _ in range(5)]
    await asyncio.sleep(0.5)
    from alchemi.litellm_bridge import spend_pipeline

    with acting_for(ACCOUNT):
        await spend_pipeline.flush()
    return {"answered": statuses.count(200), "first": first.status, **_SEEN}


async def refusals(run: Run, keys: dict[str, str]) -> dict[str, Any]:
    """A member asks for what administrators may do alone."""
    before = await run.events()
    body = json.dumps({"model_name": "x", "litellm_params": {"model": "openai/x"}}).encode()
    answer = await run.application.call(Call("POST", "/model/new", headers=bearer(keys["member"]), body=body))
    platform = await run.application.call(Call("POST", "/cache/flushall", headers=bearer(keys["member"])))
    sql = 'SELECT outcome, actor_kind, actor_user_id FROM "Alchemi_AuditEvent" WHERE account_id = $1 AND sequence > $2'
    rows = await run.owner.fetch(sql, ACCOUNT, before)
    return {"statuses": [answer.status, platform.status], "events": [list(row) for row in rows]}


async def main() -> dict[str, Any]:
    watch()
    owner = await asyncpg.connect(os.environ["ISOLATION_OWNER_URL"])
    catalogue = installed_catalogue()
    await seed(owner, catalogue, ("a",))
    async with Provider() as provider, running() as application:
        keys = await make_account_objects(application, "a", provider)
        admin = bearer(keys["admin"])
        run = Run(application, owner, admin)
        told: dict[str, Any] = {"chat": await chats(application, admin), "refused": await refusals(run, keys)}
        key = await plant(application, admin)
        from tests.isolation.run import _wheel

        every = operations(_wheel())
        for operation in changing(every):
            await run.send(operation)
            if operation.is_destructive:
                await seeding.seed(owner, catalogue, ("a",))
        platform = Run(application, owner, bearer(MASTER_KEY), SYSTEM_ACCOUNT)
        for operation in changing(every, of_platform=True):
            await platform.send(operation)
        run.found |= platform.found
        before = await run.events()
        await make(application, as_operator("a"), "/key/generate", {"key_alias": "by-service"})
        sql = 'SELECT actor_kind, actor_id FROM "Alchemi_AuditEvent" WHERE account_id = $1 AND sequence > $2'
        told["service"] = [list(row) for row in await owner.fetch(sql, ACCOUNT, before)]
        rows = await owner.fetch('SELECT * FROM "Alchemi_AuditEvent" ORDER BY account_id, sequence')
        text = "\n".join(str(dict(row)) for row in rows)
        secrets = {**PLANTED, "key": key, **{f"key of {who}": value for who, value in keys.items()}}
        hashes = await owner.fetch('SELECT token FROM "LiteLLM_VerificationToken"')
        secrets |= {f"hash {number}": row["token"] for number, row in enumerate(hashes) if len(row["token"]) == 64}
        told["secrets"] = [name for name, value in secrets.items() if value in text]
        told["found"], told["rows"] = run.found, len(rows)
        told["actions"] = dict(Counter(f"{row['resource_type']}.{row['action']}" for row in rows))
        told["planted_rows"] = sum("planted" in str(row["after"]) for row in rows)
    await owner.close()
    return told


if __name__ == "__main__":
    stay_inside()
    Path(sys.argv[1]).write_text(json.dumps(asyncio.run(main()), indent=1))
