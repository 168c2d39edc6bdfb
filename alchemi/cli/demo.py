"""The demo account: made once in the database, its models and virtual key through the gateway's own HTTP API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import httpx

from alchemi.cli.databases import connect
from alchemi.cli.demo_model_server import CHAT_MODEL, EMBEDDING_MODEL, LOOPBACK
from alchemi.errors import AlchemiError

DEMO_ACCOUNT: Final = "demo"

_TIMEOUT_S: Final = 30.0
_MICRO_USD: Final = 1e-6
_NO_CACHE_PRICES: Final = {"cache_creation_input_token_cost": 0.0, "cache_read_input_token_cost": 0.0}


async def ensure_demo_account(platform_dsn: str) -> bool:
    """Make the account `demo` when there is none. True: it was made now."""
    connection = await connect(platform_dsn)
    try:
        status = await connection.execute(
            'INSERT INTO "Alchemi_AccountTable" (account_id, name, created_by, updated_by) '
            "VALUES ($1, 'Demo', 'alchemi up', 'alchemi up') ON CONFLICT (account_id) DO NOTHING",
            DEMO_ACCOUNT,
        )
    finally:
        await connection.close()
    return bool(status == "INSERT 0 1")


class DemoGateway:
    """The running gateway, called as the operator on behalf of the demo account."""

    def __init__(self, base_url: str, master_key: str) -> None:
        headers = {"authorization": f"Bearer {master_key}", "x-account-id": DEMO_ACCOUNT}
        self._client = httpx.Client(base_url=base_url, headers=headers, timeout=_TIMEOUT_S, trust_env=False)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def is_prepared(self, key: str | None, port: int) -> bool:
        """True when `key` works and the demo models point at the demo server's `port`."""
        return key is not None and set(self._targets().values()) == {_target(port)} and self._accepts(key)

    def make_models(self, port: int) -> None:
        """Make the demo models anew, answered by the demo server's `port`."""
        for model_id in self._targets():
            self._call("POST", "/model/delete", {"id": model_id})
        for name, mode in ((CHAT_MODEL, "chat"), (EMBEDDING_MODEL, "embedding")):
            upstream = {"model": f"openai/{name}", "api_base": _target(port), "api_key": "none"}
            prices = {"input_cost_per_token": _MICRO_USD, "output_cost_per_token": 2 * _MICRO_USD, **_NO_CACHE_PRICES}
            body = {"model_name": name, "litellm_params": upstream | prices, "model_info": {"mode": mode}}
            self._call("POST", "/model/new", body)

    def make_key(self) -> str:
        """Make a virtual key for the demo models."""
        alias = f"demo {datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
        return str(
            self._call("POST", "/key/generate", {"models": [CHAT_MODEL, EMBEDDING_MODEL], "key_alias": alias})["key"]
        )

    def _targets(self) -> dict[str, str]:
        """Where each demo model of the account points, by model id."""
        # Not /model/info: it answers 500 while the account has no model.
        answer = self._call("GET", "/v2/model/info?size=100")
        return {
            str(model["model_info"]["id"]): str(model["litellm_params"].get("api_base"))
            for model in answer["data"]
            if model["model_name"] in {CHAT_MODEL, EMBEDDING_MODEL}
        }

    def _accepts(self, key: str) -> bool:
        url = self._client.base_url.join("/v1/models")
        response = httpx.get(url, headers={"authorization": f"Bearer {key}"}, timeout=_TIMEOUT_S, trust_env=False)
        return response.status_code == httpx.codes.OK

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        try:
            response = self._client.request(method, path, json=body)
        except httpx.HTTPError as error:
            raise AlchemiError(f"{method} {path} was not answered ({type(error).__name__}).") from error
        if response.is_error:
            raise AlchemiError(f"{method} {path} for the account '{DEMO_ACCOUNT}' answered {response.status_code}.")
        answer: dict[str, Any] = response.json()
        return answer


def is_ready(client: httpx.Client) -> bool:
    """True when the gateway answers that it is ready."""
    try:
        return client.get("/health/readiness").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False  # nothing listens yet, or it is still busy starting


def _target(port: int) -> str:
    return f"http://{LOOPBACK}:{port}/v1"
