"""How addresses that an account hands in come to be connected to, feature by feature: each ends in a connection if it may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import httpx

_ASKED: Final = {"messages": [{"role": "user", "content": "x"}]}


def _model(operator: httpx.Client, params: dict[str, Any], mark: str) -> httpx.Response:
    """Have a call made with a model of these parameters."""
    made = operator.post("/model/new", json={"model_name": mark, "litellm_params": {"model": "openai/x", **params}})
    if made.is_error:
        return made
    return operator.post("/v1/chat/completions", json={"model": mark, **_ASKED})


def _api_base_of_a_model(operator: httpx.Client, url: str, mark: str) -> httpx.Response:
    return _model(operator, {"api_base": url, "api_key": "k"}, mark)


def _api_base_of_a_credential(operator: httpx.Client, url: str, mark: str) -> httpx.Response:
    values = {"api_base": url, "api_key": "k"}
    body = {"credential_name": mark, "credential_info": {}, "credential_values": values}
    made = operator.post("/credentials", json=body)
    if made.is_error:
        return made
    return _model(operator, {"litellm_credential_name": mark}, mark)


def _test_of_a_model(operator: httpx.Client, url: str, mark: str) -> httpx.Response:
    params = {"model": f"openai/{mark}", "api_base": url, "api_key": "k"}
    return operator.post("/health/test_connection", json={"litellm_params": params, "mode": "chat"})


def _server_of_tools(operator: httpx.Client, url: str, mark: str) -> httpx.Response:
    made = operator.post("/v1/mcp/server", json={"server_name": mark, "transport": "http", "url": url})
    if made.is_error:
        return made
    return operator.get("/mcp-rest/tools/list", params={"server_id": made.json()["server_id"]})


def _test_of_a_server_of_tools(operator: httpx.Client, url: str, mark: str) -> httpx.Response:
    return operator.post("/mcp-rest/test/tools/list", json={"server_name": mark, "transport": "http", "url": url})


def _target_of_a_pass_through(operator: httpx.Client, url: str, mark: str) -> httpx.Response:
    made = operator.post("/config/pass_through_endpoint", json={"path": f"/{mark}", "target": url, "headers": {}})
    if made.is_error:
        return made
    return operator.post(f"/{mark}", json={})


def _guardrail(operator: httpx.Client, url: str, mark: str) -> httpx.Response:
    params = {"guardrail": "generic_guardrail_api", "mode": "pre_call", "api_base": url, "api_key": "k"}
    made = operator.post("/guardrails", json={"guardrail": {"guardrail_name": mark, "litellm_params": params}})
    if made.is_error:
        return made
    return operator.post("/guardrails/apply_guardrail", json={"guardrail_name": mark, "text": "x"})


def _search_tool(operator: httpx.Client, url: str, mark: str) -> httpx.Response:
    params = {"search_provider": "searxng", "api_base": url}
    made = operator.post("/search_tools", json={"search_tool": {"search_tool_name": mark, "litellm_params": params}})
    if made.is_error:
        return made
    return operator.post(f"/v1/search/{mark}", json={"query": "x"})


def _test_of_a_search_tool(operator: httpx.Client, url: str, mark: str) -> httpx.Response:
    body = {"litellm_params": {"search_provider": "searxng", "api_base": url}}
    return operator.post("/search_tools/test_connection", json=body)


def _vector_store(operator: httpx.Client, url: str, mark: str) -> httpx.Response:
    params = {"api_base": url, "api_key": "k"}
    body = {"vector_store_id": mark, "custom_llm_provider": "openai", "litellm_params": params}
    made = operator.post("/vector_store/new", json=body)
    if made.is_error:
        return made
    return operator.post(f"/v1/vector_stores/{mark}/search", json={"query": "x"})


def _issuer(operator: httpx.Client, url: str, mark: str) -> httpx.Response:
    body = {"name": mark, "kind": "generic", "issuer": url.replace("http:", "https:"), "client_id": "c"}
    made = operator.post("/alchemi/sso", json=body | {"client_secret": "s"})
    if made.is_error:
        return made
    return operator.post(f"/alchemi/sso/{made.json()['id']}/test", json={})


def _connection_of_an_account(operator: httpx.Client, url: str, mark: str) -> httpx.Response:
    body = {"name": mark, "connection_type": "mcp", "connection_data": {"url": url}}
    made = operator.post("/alchemi/account-connection", json=body)
    if made.is_error:
        return made
    return operator.post(f"/alchemi/account-connection/{made.json()['id']}/test", json={})


def _description_of_a_connection(operator: httpx.Client, url: str, mark: str) -> httpx.Response:
    body = {"name": mark, "type": "openapi", "config": {"spec_url": f"{url}/openapi.json"}}
    made = operator.post("/alchemi/connection", json=body)
    if made.is_error:
        return made
    return operator.post(f"/alchemi/connection/{made.json()['id']}/test", json={})


def _configured_server_of_tools(operator: httpx.Client, url: str, mark: str) -> httpx.Response:
    made = operator.post("/alchemi/mcp-config", json={"name": mark, "server_name": mark, "config": {"url": url}})
    if made.is_error:
        return made
    return operator.post(f"/alchemi/mcp-config/{made.json()['id']}/test", json={})


def _mail_server(operator: httpx.Client, url: str, _mark: str) -> httpx.Response:
    found = httpx.URL(url)
    body = {"smtp_host": found.host, "smtp_port": found.port, "sender_email": "a@corp.example"}
    made = operator.put("/alchemi/account/smtp", json=body)
    if made.is_error:
        return made
    return operator.post("/alchemi/account/smtp/test", json={})


FEATURES: Final[dict[str, Callable[[httpx.Client, str, str], httpx.Response]]] = {
    "api base of a model": _api_base_of_a_model,
    "api base of a credential": _api_base_of_a_credential,
    "test of a model": _test_of_a_model,
    "server of tools": _server_of_tools,
    "test of a server of tools": _test_of_a_server_of_tools,
    "target of a pass through": _target_of_a_pass_through,
    "guardrail": _guardrail,
    "search tool": _search_tool,
    "test of a search tool": _test_of_a_search_tool,
    "vector store": _vector_store,
    "issuer": _issuer,
    "connection of an account": _connection_of_an_account,
    "description of a connection": _description_of_a_connection,
    "configured server of tools": _configured_server_of_tools,
    "mail server": _mail_server,
}
"""Each is given the client of an operator, an address and a name that nobody has taken, and ends at the first refusal.

Not here: the wheel fetches the description of tools from no address of a private network, whatever an operator lists, and
calls agents only with a package that is not installed.
"""

MARKS: Final = {"issuer": b"\x16\x03", "mail server": b""}
"""What those connections begin with that do not begin with a request for the address's path: TLS, and waiting."""
