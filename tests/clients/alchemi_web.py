"""The web application's service: sets an account up for its users, and hands narrow tokens on.

`python -m tests.clients.alchemi_web --help`. It knows the API from its document alone, prints what it did, and ends with an
exit code that is not 0 on any surprise.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any
from uuid import uuid4

import httpx

from tests.clients.declared import Document, Service, UndeclaredError, expect, load

WORKSPACES, MEMBERS = "/alchemi/workspace", "/alchemi/workspace/{workspace_id}/member"
AGENTS, LISTINGS, TOKENS = "/alchemi/agentdef", "/alchemi/marketplace", "/alchemi/token"
CONNECTIONS, DISCUSSIONS, NOTIFICATIONS = "/alchemi/connection", "/alchemi/discussion", "/alchemi/notification"


class Web:
    def __init__(self, arguments: argparse.Namespace, document: Document) -> None:
        self.arguments = arguments
        self.document = document
        headers = {"authorization": f"Bearer {arguments.service_key}", "x-account-id": arguments.account}
        self.service = Service(arguments.base_url, document, **headers)
        self.stamp = uuid4().hex[:8]

    def run(self) -> None:
        self.sign_in()
        user, colleague = self.make_user("ada"), self.make_user("bob")
        workspace, other = self.make_workspace("Atlas"), self.make_workspace("Borea")
        self.manage_members(workspace, user)
        self.share_connection(workspace, other)
        self.hand_on_tokens(workspace, other)
        self.publish_agent()
        self.discuss(workspace, user, colleague)
        self.ask_for_access(user)
        self.stay_inside()

    def sign_in(self) -> None:
        """The address comes first: its domain decides how to sign in, the same whether or not anybody has it."""
        anybody = Service(self.arguments.base_url, self.document)
        ways = [
            anybody.call("POST", "/v2/login/resolve", body={"email": f"{name}@nobody.example"}) for name in ("a", "b")
        ]
        expect(ways[0] == ways[1] and ways[0]["method"] == "password", ways)
        anybody.refused("GET", WORKSPACES, 401)

    def make_user(self, name: str) -> str:
        email = f"{name}-{self.stamp}@corp.example"
        made = self.service.call("POST", "/alchemi/user", 201, body={"email": email, "name": name.title()})
        found = self.service.call("GET", "/alchemi/user/by-email/{address}", address=email)
        expect(found["id"] == made["id"], found)
        return str(made["id"])

    def make_workspace(self, name: str) -> str:
        made = self.service.call("POST", WORKSPACES, 201, body={"name": f"{name} {self.stamp}"})
        listed = self.service.call("GET", WORKSPACES, query={"q": self.stamp, "sort": "name", "limit": 200})
        expect(made["id"] in [one["id"] for one in listed["workspaces"]], listed)
        return str(made["id"])

    def manage_members(self, workspace: str, user: str) -> None:
        member = self.service.call("POST", MEMBERS, 201, body={"user_id": user}, workspace_id=workspace)
        problem = self.service.refused("POST", MEMBERS, 409, body={"user_id": user}, workspace_id=workspace)
        expect("corp.example" not in str(problem), problem)
        nobody = {"user_id": "nobody"}
        problem = self.service.refused("POST", MEMBERS, 422, body=nobody, workspace_id=workspace)
        expect(problem["errors"][0]["pointer"] == "/user_id", problem)
        path = f"{MEMBERS}/{{member_id}}"
        ids = {"workspace_id": workspace, "member_id": member["id"]}
        expect(self.service.call("PATCH", path, body={"access": "ADMIN"}, **ids)["access"] == "ADMIN", member)
        listed = self.service.call("GET", MEMBERS, query={"user_id": user}, workspace_id=workspace)
        expect(listed["total"] == 1, listed)

    def share_connection(self, workspace: str, other: str) -> None:
        for place in (workspace, other):
            config = {"host": "db.example", "password": f"secret-{self.stamp}"}
            body = {"name": f"Warehouse {self.stamp}", "type": "postgres", "workspace_id": place, "config": config}
            made = self.service.call("POST", CONNECTIONS, 201, body=body)
            expect(made["config"] == {"host": "db.example", "password": "****"}, made)
            ids = {"connection_id": made["id"]}
            revealed = self.service.call("POST", f"{CONNECTIONS}/{{connection_id}}/reveal", **ids)
            expect(revealed["config"] == config, "the revealed configuration")
            # There is nothing about a database that could be tried.
            self.service.refused("POST", f"{CONNECTIONS}/{{connection_id}}/test", 409, **ids)

    def hand_on_tokens(self, workspace: str, other: str) -> None:
        body = {
            "name": f"For a page {self.stamp}",
            "scopes": ["workspaces:read", "connections:read"],
            "workspace_ids": [workspace],
        }
        made = self.service.call("POST", TOKENS, 201, body=body)
        expect(made["token"].startswith("alt_"), "the token's prefix")
        told = self.service.call("POST", f"{TOKENS}/validate", body={"token": made["token"]})
        expect(told["valid"] and told["workspace_ids"] == [workspace], told)
        narrow = Service.of_token(self.arguments.base_url, self.document, made["token"])
        seen = narrow.call("GET", WORKSPACES, query={"limit": 200})
        expect([one["id"] for one in seen["workspaces"]] == [workspace], seen)
        narrow.refused("GET", f"{WORKSPACES}/{{workspace_id}}", 404, workspace_id=other)
        narrow.refused("GET", f"{WORKSPACES}/{{workspace_id}}", 404, workspace_id=self.arguments.foreign_workspace)
        narrow.refused("POST", WORKSPACES, 403, body={"name": "Mine"})
        narrow.refused("GET", TOKENS, 403)
        narrow.refused("POST", f"{LISTINGS}/review/{{copy_id}}/approve", 403, body={"note": "Mine."}, copy_id="any")
        [connection] = narrow.call("GET", CONNECTIONS)["connections"]
        expect(connection["workspace_id"] == workspace, connection)
        ids = {"connection_id": connection["id"]}
        narrow.refused("POST", f"{CONNECTIONS}/{{connection_id}}/reveal", 403, **ids)
        rotated = self.service.call("POST", f"{TOKENS}/{{token_id}}/rotate", token_id=made["id"])
        narrow.becomes_refused("GET", WORKSPACES, 401)
        renewed = Service.of_token(self.arguments.base_url, self.document, rotated["token"])
        renewed.call("GET", WORKSPACES)
        self.service.call("DELETE", f"{TOKENS}/{{token_id}}", token_id=made["id"])
        renewed.becomes_refused("GET", WORKSPACES, 401)
        told = self.service.call("POST", f"{TOKENS}/validate", body={"token": rotated["token"]})
        expect(told["valid"] is False, told)

    def publish_agent(self) -> None:
        body = {"name": f"Researcher {self.stamp}", "prompt": "Be exact.", "tags": ["law"]}
        agent = self.service.call("POST", AGENTS, 201, body=body)
        body = {"agent_id": agent["id"], "listing_data": {"title": f"Researcher {self.stamp}", "summary": "Reads."}}
        listing = self.service.call("POST", LISTINGS, 201, body=body)
        ids = {"listing_id": listing["id"]}
        submitted = self.service.call("POST", f"{LISTINGS}/{{listing_id}}/publish", **ids)
        expect(submitted["listing_status"] == "SUBMITTED", submitted)
        # Nobody sees it before the platform has looked at it.
        browsed = self.service.call("GET", f"{LISTINGS}/browse", query={"q": self.stamp})
        expect(browsed["listings"] == [], browsed)
        self.service.refused("POST", f"{LISTINGS}/{{copy_id}}/install", 404, copy_id=listing["id"])
        self.service.call("POST", f"{LISTINGS}/{{listing_id}}/unlist", **ids)

    def discuss(self, workspace: str, user: str, colleague: str) -> None:
        self.service.call("POST", MEMBERS, 201, body={"user_id": colleague}, workspace_id=workspace)
        body = {"content": "What about this?", "workspace_id": workspace, "mentions": [colleague]}
        thread = self.service.call("POST", DISCUSSIONS, 201, body=body)
        body = {"content": "Yes.", "parent_message_id": thread["id"], "mentions": [user]}
        self.service.call("POST", DISCUSSIONS, 201, body=body)
        ids = {"discussion_id": thread["id"]}
        replies = self.service.call("GET", f"{DISCUSSIONS}/{{discussion_id}}/replies", **ids)
        expect(replies["total"] == 1, replies)
        for one in (user, colleague):
            found = self.service.call("GET", NOTIFICATIONS, query={"recipient_id": one, "unread": True})
            expect(found["total"] == 1, found)
            [notice] = found["notifications"]
            self.service.call("PUT", f"{NOTIFICATIONS}/{{notification_id}}/read", notification_id=notice["id"])
            count = self.service.call("GET", f"{NOTIFICATIONS}/unread-count", query={"recipient_id": one})
            expect(count == {"count": 0}, count)
        body = {"recipient_id": user, "type": "INFO", "title": "Done", "content": "All is there."}
        self.service.call("POST", NOTIFICATIONS, 201, body=body)
        self.service.call("POST", f"{DISCUSSIONS}/{{discussion_id}}/resolve", **ids)

    def ask_for_access(self, user: str) -> None:
        path = "/alchemi/effective-access/compute"
        found = self.service.call("GET", path, query={"user_id": user})
        expect(found["scope_chain"]["account"] == [self.arguments.account], found["scope_chain"])
        self.service.refused("GET", path, 404, query={"user_id": "nobody"})
        body = {"entity_code": "NO_SUCH_FEATURE", "user_id": user}
        self.service.refused("POST", "/alchemi/effective-access/check", 404, body=body)

    def stay_inside(self) -> None:
        """Another account's things are not there, and the same is said of what never was."""
        path, foreign = f"{WORKSPACES}/{{workspace_id}}", self.arguments.foreign_workspace
        told: list[dict[str, Any]] = [
            self.service.refused(method, path, 404, workspace_id=one, body=body)
            for one in (foreign, str(uuid4()))
            for method, body in (("GET", None), ("PATCH", {"name": "Mine"}), ("DELETE", None))
        ]
        expect(len({(one["detail"], one["type"]) for one in told}) == 1, told)
        body = {"name": "x", "scopes": [], "workspace_ids": [foreign]}
        self.service.refused("POST", TOKENS, 422, body=body)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--service-key", required=True, help="the key of the platform's services")
    parser.add_argument("--account", required=True)
    parser.add_argument("--foreign-workspace", required=True, help="the id of a workspace of another account")
    arguments = parser.parse_args()
    try:
        document = load(arguments.base_url)
        Web(arguments, document).run()
    except (UndeclaredError, httpx.HTTPError) as error:
        print(f"surprise: {error}", file=sys.stderr)
        return 1
    print(f"all is well: {len(document.used)} operations, as the document declares them")
    return 0


if __name__ == "__main__":
    sys.exit(main())
