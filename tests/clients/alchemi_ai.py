"""The agents' service: runs agents of one workspace with a scoped token, and records what they cost.

With the key of the platform's services it takes from quotas and has secrets told, which no token can. See
`python -m tests.clients.alchemi_ai --help`. It knows the API from its document alone, prints what it did, and ends with an
exit code that is not 0 on any surprise.
"""

from __future__ import annotations

import argparse
import sys
import time
from typing import Any
from uuid import uuid4

import httpx

from tests.clients.declared import Document, Service, UndeclaredError, expect, load

AGENTS, QUOTAS, COSTS = "/alchemi/agentdef", "/alchemi/quota", "/alchemi/cost"
CONNECTIONS, WORKSPACES = "/alchemi/connection", "/alchemi/workspace"
SETTLED_S = 60.0


class Ai:
    def __init__(self, arguments: argparse.Namespace, document: Document) -> None:
        self.arguments = arguments
        self.token = Service.of_token(arguments.base_url, document, arguments.token)
        headers = {"authorization": f"Bearer {arguments.service_key}", "x-account-id": arguments.account}
        self.service = Service(arguments.base_url, document, **headers)
        self.stamp = uuid4().hex[:8]

    def run(self) -> None:
        self.find_workspace()
        self.keep_agents()
        self.use_connection()
        self.use_quota()
        self.record_costs(self.call_model())
        self.ask_for_access()
        self.stay_inside()

    def find_workspace(self) -> None:
        found = self.token.call("GET", WORKSPACES)["workspaces"]
        expect([one["id"] for one in found] == [self.arguments.workspace], found)

    def keep_agents(self) -> None:
        body = {"name": f"Writer {self.stamp}", "prompt": "Write.", "status": "DRAFT", "tags": ["text"]}
        agent = self.token.call("POST", AGENTS, 201, body=body)
        path, ids = f"{AGENTS}/{{agent_id}}", {"agent_id": agent["id"]}
        changed = self.token.call("PATCH", path, body={"prompt": "Write well.", "version": agent["version"]}, **ids)
        expect(changed["version"] == agent["version"] + 1, changed)
        stale = {"prompt": "Write badly.", "version": agent["version"]}
        self.token.refused("PATCH", path, 412, body=stale, **ids)
        active = self.token.call("POST", f"{path}/activate", **ids)
        expect(active["status"] == "ACTIVE", active)
        found = self.token.call("GET", f"{AGENTS}/search", query={"q": self.stamp})
        expect([one["id"] for one in found["agents"]] == [agent["id"]], found)
        versions = self.token.call("GET", f"{path}/version", **ids)["versions"]
        first = min(versions, key=lambda one: int(one["version"]))
        restored = self.token.call("POST", f"{path}/version/{{version_id}}/restore", version_id=first["id"], **ids)
        expect(restored["prompt"] == "Write.", restored)
        sync = {"agents": [{"agent_id": f"own-{self.stamp}", "name": f"Reader {self.stamp}"}]}
        results = [self.token.call("POST", f"{AGENTS}/sync", body=sync) for _ in range(2)]
        expect([(one["created"], one["unchanged"]) for one in results] == [(1, 0), (0, 1)], results)
        self.token.call("POST", f"{path}/deactivate", **ids)

    def use_connection(self) -> None:
        """Secrets are told to the service itself; a token is not enough, whatever it is for."""
        [connection] = self.token.call("GET", CONNECTIONS)["connections"]
        expect(connection["config"]["password"] == "****", "a secret in a list")
        path = f"{CONNECTIONS}/{{connection_id}}"
        revealed = self.service.call("POST", f"{path}/reveal", connection_id=connection["id"])
        expect(revealed["config"]["password"] not in ("", "****"), "a revealed secret")
        self.token.refused("POST", f"{path}/reveal", 403, connection_id=connection["id"])
        self.service.refused("POST", f"{path}/reveal", 404, connection_id=self.arguments.foreign_connection)
        for hidden in (self.arguments.other_connection, self.arguments.foreign_connection):
            self.token.refused("GET", path, 404, connection_id=hidden)
        self.token.refused("DELETE", path, 403, connection_id=connection["id"])

    def use_quota(self) -> None:
        """The unit has a quota of 10: what fits is taken once for each key, what does not is refused and takes nothing."""
        unit = self.arguments.unit
        question = {"amount": 4, "unit": unit}
        asked = self.service.call("POST", f"{QUOTAS}/check", body=question)
        expect((asked["available"], asked["remaining"]) == (True, 10), asked)
        body = {"amount": 4, "unit": unit, "idempotency_key": f"run-{self.stamp}", "reason": "A run."}
        first, again = (self.service.call("POST", f"{QUOTAS}/deduct", body=body) for _ in range(2))
        expect((first["remaining"], first["is_replay"], again["is_replay"]) == (6, False, True), again)
        self.service.refused("POST", f"{QUOTAS}/deduct", 409, body=body | {"amount": 5})
        key = {"idempotency_key": f"next-{self.stamp}"}
        self.service.refused("POST", f"{QUOTAS}/deduct", 429, body=body | key | {"amount": 7})
        taken = self.service.call("POST", f"{QUOTAS}/deduct", body=body | {"amount": 6, "idempotency_key": self.stamp})
        expect(taken["remaining"] == 0, taken)
        self.service.refused("POST", f"{QUOTAS}/deduct", 429, body={"amount": 1, "unit": unit})
        asked = self.service.call("POST", f"{QUOTAS}/check", body=question)
        expect((asked["available"], asked["remaining"]) == (False, 0), asked)
        [balance] = [one for one in self.token.call("GET", f"{QUOTAS}/balance")["balances"] if one["unit"] == unit]
        expect((balance["used"], balance["available"]) == (10, 0), balance)
        refund = {"amount": 4, "idempotency_key": f"back-{self.stamp}"}
        given = self.service.call("POST", f"{QUOTAS}/{{quota_id}}/refund", body=refund, quota_id=first["id"])
        expect(given["remaining"] == 4, given)
        self.token.refused("POST", QUOTAS, 403, body={"included": 1000, "unit": unit})
        self.token.refused("POST", f"{QUOTAS}/deduct", 403, body={"amount": 1, "unit": unit})
        self.service.refused(
            "POST", f"{QUOTAS}/{{quota_id}}/consume", 404, body={"amount": 1}, quota_id=self.arguments.foreign_quota
        )

    def call_model(self) -> str:
        """Through the gateway, with a virtual key: what it cost the gateway knows by itself."""
        headers = {"authorization": f"Bearer {self.arguments.virtual_key}"}
        body = {"model": self.arguments.model, "messages": [{"role": "user", "content": f"Hello {self.stamp}"}]}
        url = f"{self.arguments.base_url}/v1/chat/completions"
        answer = httpx.post(url, json=body, headers=headers, timeout=60, trust_env=False)
        expect(answer.status_code == 200, answer.text)
        print("200 POST /v1/chat/completions")
        return str(answer.json()["id"])

    def record_costs(self, request_id: str) -> None:
        here = {"workspace_id": self.arguments.workspace, "user_id": self.arguments.user}
        call = here | {"model": self.arguments.model, "cost": 0.5, "request_id": request_id, "total_tokens": 12}
        search = here | {"model": "search", "tool": "search", "cost": "0.25", "event_id": f"s-{self.stamp}"}
        fetch = here | {"model": "fetch", "tool": "fetch", "cost": 0.125, "event_id": f"f-{self.stamp}"}
        batch = {"events": [call, search, fetch]}
        first, again = (self.token.call("POST", f"{COSTS}/record/batch", body=batch) for _ in range(2))
        expect((first["recorded"], again["recorded"], first["ids"] == again["ids"]) == (3, 0, True), again)
        told = self.token.call("POST", f"{COSTS}/record", body=search)
        expect(told["is_new"] is False, told)
        elsewhere = search | {"event_id": f"x-{self.stamp}", "workspace_id": self.arguments.foreign_workspace}
        problem = self.token.refused("POST", f"{COSTS}/record", 422, body=elsewhere)
        expect(problem["errors"][0]["pointer"] == "/workspace_id", problem)
        page = self.token.call("GET", f"{COSTS}/workspace/{{workspace_id}}", workspace_id=self.arguments.workspace)
        sums = (page["count"], page["total_cost"], page["referenced_cost"])
        expect(sums == (3, 0.875, 0.5), page)
        self.reconcile()

    def reconcile(self) -> None:
        """The call is in the gateway's own log, which is written a little later; the record of it is no second spend."""
        until_s = time.monotonic() + SETTLED_S
        days: list[dict[str, Any]] = []
        while time.monotonic() < until_s:
            usage = self.service.call("GET", f"{COSTS}/usage", query={"group_by": "model"})
            days = [one for one in usage["daily"] if one["group"] == self.arguments.model]
            if days:
                expect([(one["recorded_cost"], one["request_count"]) for one in days] == [(0, 1)], days)
                expect(days[0]["gateway_cost"] > 0, days)
                return
            time.sleep(1)
        raise UndeclaredError(f"The gateway's own spend did not appear: {days}")

    def ask_for_access(self) -> None:
        query = {"user_id": self.arguments.user}
        found = self.token.call("GET", "/alchemi/effective-access/compute", query=query)
        expect("account" in found["scope_chain"], found)

    def stay_inside(self) -> None:
        path = f"{WORKSPACES}/{{workspace_id}}"
        for hidden in (self.arguments.other_workspace, self.arguments.foreign_workspace):
            self.token.refused("GET", path, 404, workspace_id=hidden)
        agent = f"{AGENTS}/{{agent_id}}"
        told = [
            self.token.refused("GET", agent, 404, agent_id=one) for one in (self.arguments.foreign_agent, "nothing")
        ]
        expect(told[0]["detail"] == told[1]["detail"], told)
        self.token.refused("POST", WORKSPACES, 403, body={"name": "Mine"})
        self.token.refused("GET", "/alchemi/token", 403)
        # The gateway's own spend is of no workspace.
        self.token.refused("GET", f"{COSTS}/usage", 403)
        self.token.refused("GET", "/alchemi/account/list", 403)
        answer = self.token.http.get("/key/list")
        expect(answer.status_code in (401, 403), answer.text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, meaning in (
        ("base-url", ""), ("token", "of the account, for one workspace"), ("service-key", "of the platform's services"),
        ("account", ""), ("workspace", "that it is for"),
        ("other-workspace", "of the same account"), ("other-connection", "of that workspace"), ("user", "of the account"),
        ("unit", "with a quota of 10"), ("virtual-key", "for the model"), ("model", ""), ("foreign-workspace", ""),
        ("foreign-connection", ""), ("foreign-quota", ""), ("foreign-agent", "of another account"),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", required=True, help=meaning)
    arguments = parser.parse_args()
    try:
        document = load(arguments.base_url)
        Ai(arguments, document).run()
    except (UndeclaredError, httpx.HTTPError) as error:
        print(f"surprise: {error}", file=sys.stderr)
        return 1
    print(f"all is well: {len(document.used)} operations, as the document declares them")
    return 0


if __name__ == "__main__":
    sys.exit(main())
