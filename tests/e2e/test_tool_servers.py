"""Servers of tools that an account has configured with us, in two processes: its keys use them, and nobody else's do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import httpx2
import pytest
from mcp.client.session import ClientSession
from mcp.client.streamable_http import streamable_http_client

from tests.support.cluster import TestDatabase
from tests.support.gateway import FakeProvider, Gateway, ToolServer, free_port, made, new_accounts

WITH, WITHOUT = "with-tools", "without-tools"
CONFIGS, CONNECTIONS = "/alchemi/mcp", "/alchemi/account-connection"
_NOTICED_S = 4.0


@pytest.fixture(scope="module")
def tools(folder: Path) -> Iterator[ToolServer]:
    server = ToolServer(folder)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def gateways(
    database: TestDatabase, folder: Path, tools: ToolServer, provider: FakeProvider
) -> Iterator[list[Gateway]]:
    """Two processes over one database."""
    allowed = f"127.0.0.1:{tools.port},127.0.0.1:{provider.port}"
    with ExitStack() as stack:
        yield [stack.enter_context(Gateway(database, folder, ALCHEMI_ALLOWED_PRIVATE_HOSTS=allowed)) for _ in range(2)]


@pytest.fixture(scope="module")
def operators(gateways: list[Gateway]) -> Iterator[dict[str, httpx.Client]]:
    with new_accounts(gateways[0], WITH, WITHOUT) as clients:
        yield clients


@pytest.fixture(scope="module")
def keys(operators: dict[str, httpx.Client]) -> dict[str, str]:
    return {name: str(made(operators[name].post("/key/generate", json={}))["key"]) for name in (WITH, WITHOUT)}


@pytest.fixture
def operator(
    operators: dict[str, httpx.Client], gateways: list[Gateway], keys: dict[str, str]
) -> Iterator[httpx.Client]:
    """Of the account with tools, of which the test leaves none."""
    client = operators[WITH]
    yield client
    for url, plural in ((CONFIGS, "mcp_configs"), (CONNECTIONS, "connections")):
        for row in client.get(url).json()[plural]:
            assert client.delete(f"{url}/{row['id']}").status_code == 200
    _noticed(lambda: all(not _listed(gateway, keys[WITH]) for gateway in gateways))


def _config(operator: httpx.Client, tools: ToolServer, **more: Any) -> dict[str, Any]:
    config = {"url": tools.url, "token": tools.token, **more.pop("config", {})}
    body = {"name": uuid4().hex, "server_name": "voices", "config": config, **more}
    response = operator.post(CONFIGS, json=body)
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.json()
    return answer


def _listed(gateway: Gateway, key: str) -> list[str]:
    with gateway.client(key) as client:
        answer = client.get("/mcp-rest/tools/list")
        assert answer.status_code == 200, answer.text
        return sorted(tool["name"] for tool in answer.json()["tools"])


def _noticed(test: Callable[[], bool]) -> float:
    """Seconds until it is so; at most 4: the versions are looked at every second, and what follows takes its time."""
    begun_s = time.monotonic()
    while time.monotonic() - begun_s < _NOTICED_S:
        if test():
            return time.monotonic() - begun_s
        time.sleep(0.1)
    raise AssertionError("It was not noticed.")


async def _by_protocol(url: str, key: str, tool: str | None = None) -> tuple[list[str], str]:
    """The names of the tools at a gateway's route, as a client of the protocol sees them, and what one answers."""
    async with (
        httpx2.AsyncClient(headers={"x-litellm-api-key": f"Bearer {key}"}, trust_env=False, timeout=20) as http,
        streamable_http_client(url, http_client=http) as streams,
        ClientSession(streams[0], streams[1]) as session,
    ):
        await session.initialize()
        names = sorted(one.name for one in (await session.list_tools()).tools)
        if tool is None:
            return names, ""
        answer = await session.call_tool(tool, {"text": "hear me"})
        return names, " ".join(getattr(part, "text", "") for part in answer.content)


def _is_turned_away(gateway: Gateway, key: str, path: str) -> None:
    info = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
    accepts = {"accept": "application/json, text/event-stream", "x-litellm-api-key": f"Bearer {key}"}
    with gateway.client(None, **accepts) as client:
        body = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": info}
        answer = client.post(path, json=body)
    assert 400 <= answer.status_code < 500, answer.text
    assert "shout" not in answer.text


def test_tools_are_used_by_keys_of_the_account_alone(
    operator: httpx.Client, gateways: list[Gateway], keys: dict[str, str], tools: ToolServer
) -> None:
    assert [_listed(gateway, keys[WITH]) for gateway in gateways] == [[], []]
    config = _config(operator, tools)
    for gateway in gateways:
        _noticed(lambda gateway=gateway: _listed(gateway, keys[WITH]) == ["shout", "whisper"])  # type: ignore[misc]
        names, said = asyncio.run(_by_protocol(f"{gateway.url}/mcp/", keys[WITH], "voices-shout"))
        assert (names, said) == (["voices-shout", "voices-whisper"], "HEAR ME!")
        assert asyncio.run(_by_protocol(f"{gateway.url}/voices/mcp", keys[WITH]))[0]
        assert _listed(gateway, keys[WITHOUT]) == []
        _is_turned_away(gateway, keys[WITHOUT], "/mcp/")
        _is_turned_away(gateway, keys[WITHOUT], "/voices/mcp")
        body = {"server_id": config["id"], "name": "shout", "arguments": {"text": "hear me"}}
        with gateway.client(keys[WITH]) as ours, gateway.client(keys[WITHOUT]) as theirs:
            assert "HEAR ME!" in ours.post("/mcp-rest/tools/call", json=body).text
            refused = theirs.post("/mcp-rest/tools/call", json=body)
            assert refused.status_code >= 400
            assert "HEAR ME" not in refused.text
    assert operator.patch(f"{CONFIGS}/{config['id']}", json={"is_active": False}).status_code == 200
    for gateway in gateways:
        _noticed(lambda gateway=gateway: _listed(gateway, keys[WITH]) == [])  # type: ignore[misc]


def test_a_model_call_is_given_the_accounts_tools(
    operator: httpx.Client, operators: dict[str, httpx.Client], gateways: list[Gateway], keys: dict[str, str],
    tools: ToolServer, provider: FakeProvider,
) -> None:  # fmt: skip
    _config(operator, tools)
    _noticed(lambda: _listed(gateways[0], keys[WITH]) != [])
    wanted = {"type": "mcp", "server_label": "v", "server_url": "litellm_proxy/mcp/voices", "require_approval": "never"}
    sent = {}
    for account in (WITH, WITHOUT):
        params = {"model": f"openai/{account}", "api_base": f"{provider.url}/v1", "api_key": "sk-x"}
        made(operators[account].post("/model/new", json={"model_name": "chat", "litellm_params": params}))
        with gateways[0].client(keys[account]) as client:
            body = {"model": "chat", "messages": [{"role": "user", "content": "hi"}], "tools": [wanted]}
            answer = client.post("/v1/chat/completions", json=body)
        sent[account] = (answer.status_code, [str(call) for call in provider.ledger() if account in str(call)])
    status, [call] = sent[WITH]
    assert (status, "voices-shout" in call, tools.token in call) == (200, True, False)
    assert not any("shout" in call for call in sent[WITHOUT][1])


def test_no_answer_tells_a_secret(
    operator: httpx.Client, gateways: list[Gateway], keys: dict[str, str], tools: ToolServer
) -> None:
    config = _config(operator, tools)
    _noticed(lambda: _listed(gateways[0], keys[WITH]) != [])
    admin_key = made(operator.post("/key/generate", json={"user_id": "default_user_id"}))["key"]
    with gateways[0].client(keys[WITH]) as member, gateways[0].client(str(admin_key)) as admin:
        for client in (operator, admin, member):
            for path in ("/v1/mcp/server", f"/v1/mcp/server/{config['id']}", "/v1/mcp/server/health", "/v1/mcp/tools",
                         "/mcp-rest/tools/list", "/v1/mcp/registry.json", CONFIGS, f"{CONFIGS}/gateway"):  # fmt: skip
                answer = client.get(path)
                assert tools.token not in answer.text, path
                assert answer.status_code < 500, answer.text
        told = operator.get(f"/v1/mcp/server/{config['id']}").json()
        assert (told["server_name"], told["static_headers"], told["url"]) == ("voices", None, None)
    # Nor is it lent to whoever tries another server under its id.
    elsewhere = {"server_id": config["id"], "server_name": "voices", "url": tools.url, "transport": "http"}
    answer = operator.post("/mcp-rest/test/tools/list", json=elsewhere | {"auth_type": "bearer_token"})
    assert "shout" not in answer.text


def test_the_gateways_own_server_keeps_its_name(
    operator: httpx.Client, gateways: list[Gateway], keys: dict[str, str], tools: ToolServer
) -> None:
    own = operator.post(
        "/v1/mcp/server",
        json={"server_name": "Voices", "url": tools.url, "transport": "http", "auth_type": "bearer_token",
              "credentials": {"auth_value": tools.token}, "allowed_tools": ["whisper"], "allow_all_keys": True},
    )  # fmt: skip
    assert own.status_code == 201, own.text
    config = _config(operator, tools)
    data = {"url": tools.url, "headers": {"authorization": f"Bearer {tools.token}"}, "allowed_tools": ["shout"]}
    body = {"name": "Loud voices", "connection_type": "mcp", "connection_data": data}
    connection = operator.post(CONNECTIONS, json=body).json()
    told = {one["id"]: one for one in operator.get(f"{CONFIGS}/gateway").json()["servers"]}
    assert told[config["id"]]["state"] == "name_taken"
    assert (told[connection["id"]]["state"], told[connection["id"]]["server_name"]) == ("active", "Loud_voices")
    for gateway in gateways:
        _noticed(lambda gateway=gateway: _listed(gateway, keys[WITH]) == ["shout", "whisper"])  # type: ignore[misc]
    assert operator.delete(f"/v1/mcp/server/{own.json()['server_id']}").status_code < 300
    assert operator.delete(f"{CONNECTIONS}/{connection['id']}").status_code == 200
    for gateway in gateways:
        _noticed(lambda gateway=gateway: _names(gateway, keys[WITH]) == {"voices"})  # type: ignore[misc]
        assert _listed(gateway, keys[WITH]) == ["shout", "whisper"]


def _names(gateway: Gateway, key: str) -> set[str]:
    with gateway.client(key) as client:
        return {one["mcp_info"]["server_name"] for one in client.get("/mcp-rest/tools/list").json()["tools"]}


def test_what_is_of_a_workspace_is_not_in_the_gateway(
    operator: httpx.Client, gateways: list[Gateway], keys: dict[str, str], tools: ToolServer
) -> None:
    workspace = operator.post("/alchemi/workspace", json={"name": uuid4().hex}).json()["id"]
    config = _config(operator, tools, workspace_id=workspace)
    [told] = operator.get(f"{CONFIGS}/gateway").json()["servers"]
    assert (told["id"], told["state"]) == (config["id"], "workspace")
    common = _config(operator, tools, server_name="other", config={"allowed_tools": ["shout"]})
    _noticed(lambda: _listed(gateways[0], keys[WITH]) == ["shout"])
    assert operator.get(f"{CONFIGS}/gateway").json()["servers"][1]["id"] == common["id"]


def test_a_server_is_tried(
    operator: httpx.Client, operators: dict[str, httpx.Client], tools: ToolServer, gateways: list[Gateway]
) -> None:
    config = _config(operator, tools)
    told = operator.post(f"{CONFIGS}/{config['id']}/test").json()
    assert (told["ok"], told["cause"], told["tools"]) == (True, None, ["shout", "whisper"])
    assert told["latency_ms"] >= 0
    assert operators[WITHOUT].post(f"{CONFIGS}/{config['id']}/test").status_code == 404
    wrong = _config(operator, tools, server_name="wrong", config={"token": "no"})
    told = operator.post(f"{CONFIGS}/{wrong['id']}/test").json()
    assert (told["ok"], told["cause"], told["tools"]) == (False, "It refuses the credentials.", None)
    data = {"spec_url": tools.url.replace("/mcp", "/openapi.json")}
    body = {"name": "Service", "connection_type": "openapi", "connection_data": data}
    service = operator.post(CONNECTIONS, json=body).json()
    told = operator.post(f"{CONNECTIONS}/{service['id']}/test").json()
    assert (told["ok"], told["cause"], told["tools"]) == (True, None, None)
    # A port that the operator does not list, stored by a resource that takes any document.
    body = {"name": uuid4().hex, "type": "mcp", "config": {"url": f"http://127.0.0.1:{free_port()}/mcp"}}
    inside = operator.post("/alchemi/connection", json=body).json()
    told = operator.post(f"/alchemi/connection/{inside['id']}/test").json()
    assert (told["ok"], told["cause"]) == (False, "Its address is not one that may be reached.")
    body = {"name": uuid4().hex, "type": "postgres", "config": {"host": "db.example"}}
    other = operator.post("/alchemi/connection", json=body).json()
    assert operator.post(f"/alchemi/connection/{other['id']}/test").status_code == 409
    answers = [operator.post(f"{CONFIGS}/{wrong['id']}/test") for _ in range(12)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1
