"""Which account a request reaches, over HTTP and WebSocket: told by its credential alone."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from alchemi.ui_server.export import read_export
from tests.support.gateway import MASTER_KEY, MODEL, Gateway, chat, made


@pytest.fixture(scope="module")
def key(gateway: Gateway) -> str:
    with gateway.client() as operator:
        return str(made(operator.post("/key/generate", json={}))["key"])


@pytest.fixture
def stranger(gateway: Gateway) -> Iterator[httpx.Client]:
    with gateway.client(None) as client:
        yield client


@pytest.mark.parametrize(
    "header",
    ["authorization", "x-api-key", "api-key", "x-litellm-api-key", "x-goog-api-key", "ocp-apim-subscription-key"],
)
def test_a_virtual_key_works_in_every_header(stranger: httpx.Client, key: str, header: str) -> None:
    value = f"Bearer {key}" if header == "authorization" else key
    assert stranger.get("/v1/models", headers={header: value}).status_code == 200


def test_a_virtual_key_cannot_choose_another_account(gateway: Gateway, key: str) -> None:
    with gateway.client(key, **{"x-account-id": "other"}) as caller:
        assert MODEL in {model["id"] for model in made(caller.get("/v1/models"))["data"]}
        assert chat(caller).status_code == 200


@pytest.mark.parametrize("path", ["/v1/models", "/health/liveliness", "/ui/", "/no/such/path", "/metrics"])
@pytest.mark.parametrize("credential", ["Bearer sk-garbage", "Bearer garbage", "garbage", "Basic Og==", "Bearer"])
def test_a_garbage_credential_is_refused_on_every_route(stranger: httpx.Client, path: str, credential: str) -> None:
    response = stranger.get(path, headers={"authorization": credential})
    assert response.status_code == 401
    assert response.json()["error"]["code"] == "unauthenticated"


@pytest.mark.parametrize("path", ["/v1/models", "/key/info", "/metrics", "/team/list", "/no/such/path"])
def test_without_a_credential_only_public_routes_answer(stranger: httpx.Client, path: str) -> None:
    assert stranger.get(path).status_code == 401


@pytest.mark.parametrize("path", ["/health/liveliness", "/health/readiness", "/openapi.json"])
def test_public_routes_answer_anyone(stranger: httpx.Client, path: str) -> None:
    assert stranger.get(path).status_code == 200


@pytest.mark.parametrize(("path", "unbuilt"), [("/ui/", 503), ("/favicon.ico", 204)])
def test_the_dashboard_and_its_icon_answer_anyone(stranger: httpx.Client, path: str, unbuilt: int) -> None:
    """The server has read the pages if they were built on this machine."""
    assert stranger.get(path).status_code == (200 if read_export() else unbuilt)


@pytest.mark.parametrize(
    ("account", "path", "status", "code"),
    [
        (None, "/v1/models", 403, "forbidden"),
        (None, "/team/list", 403, "forbidden"),
        ("nobody", "/v1/models", 404, "not-found"),
        ("not an id!", "/v1/models", 404, "not-found"),
        ("asleep", "/v1/models", 403, "account-suspended"),
    ],
)
def test_the_operator_names_an_account_that_can_be_used(
    gateway: Gateway, account: str | None, path: str, status: int, code: str
) -> None:
    with gateway.client(MASTER_KEY, account) as operator:
        response = operator.get(path)
    assert (response.status_code, response.json()["error"]["code"]) == (status, code)


def test_the_operator_reaches_platform_routes_without_an_account(gateway: Gateway) -> None:
    with gateway.client(MASTER_KEY, None) as operator:
        assert operator.get("/health/readiness").status_code == 200
        assert operator.get("/cache/ping").status_code == 503


def test_a_request_has_an_id(stranger: httpx.Client) -> None:
    assert len(stranger.get("/health/liveliness").headers["x-request-id"]) == 32
    assert stranger.get("/v1/models", headers={"x-request-id": "mine.1"}).headers["x-request-id"] == "mine.1"
    assert stranger.get("/v1/models", headers={"x-request-id": "<script>"}).headers["x-request-id"] != "<script>"


@pytest.mark.parametrize("path", ["/mcp", "/toolset/x/mcp", "/x/mcp", "/plugin-proxy/x/y", "/key/list", "/nosuch"])
def test_nobody_gets_past_the_door_by_pretending_to_ask(stranger: httpx.Client, path: str) -> None:
    """A browser says from where it asks, and the answer to that reaches nothing that serves the path."""
    answer = stranger.request("OPTIONS", path, headers={"access-control-request-method": "POST"})
    assert answer.status_code == 401, answer.text
    assert "An API key is needed" in answer.text
    asked = {"access-control-request-method": "POST", "origin": "https://elsewhere.example"}
    assert stranger.request("OPTIONS", path, headers=asked).text == "OK"


def test_a_browser_may_ask_whether_it_may_ask(stranger: httpx.Client) -> None:
    headers = {"origin": "https://example.org", "access-control-request-method": "POST"}
    assert stranger.options("/v1/chat/completions", headers=headers).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer sk-garbage"}])
def test_a_socket_without_a_known_key_is_not_opened(gateway: Gateway, headers: dict[str, str]) -> None:
    url = f"ws://127.0.0.1:{gateway.port}/v1/realtime?model=demo-chat"
    with pytest.raises(InvalidStatus) as refused, connect(url, additional_headers=headers):
        pass
    assert refused.value.response.status_code == 403


def test_the_management_api_of_ours_answers_with_a_problem(stranger: httpx.Client) -> None:
    response = stranger.get("/alchemi/team", headers={"x-request-id": "abc"})
    assert response.status_code == 401
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == "urn:alchemi:error:unauthenticated"
    assert response.json()["request_id"] == "abc"
