"""The database is lost and comes back: callers are told to try again, never that their key is wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.cluster import Cluster
from tests.support.gateway import Gateway, ModelServer, chat, made, make_account, make_models
from tests.support.relay import Relay


@pytest.fixture(scope="module")
async def relay(cluster: Cluster) -> AsyncIterator[Relay]:
    parts = urlsplit(cluster.owner_dsn)
    with Relay((str(parts.hostname), int(parts.port or 5432))) as running:
        yield running


async def test_a_lost_database_is_told_as_such_and_mends_by_itself(
    cluster: Cluster, tmp_path: Path, model_server: ModelServer, relay: Relay
) -> None:
    database = await cluster.clone("outage")
    await make_account(database, "demo")
    with Gateway(database, tmp_path, relay.port) as gateway, gateway.client() as operator:
        make_models(operator, model_server)
        key = made(operator.post("/key/generate", json={}))["key"]
        with gateway.client(key) as caller, gateway.client("sk-unknown") as stranger:
            made(chat(caller))
            relay.cut()
            for _ in range(2):
                for response in (
                    operator.get("/team/list"),
                    operator.post("/team/new", json={"team_alias": "lost"}),
                    caller.get("/key/info"),
                    stranger.get("/v1/models"),
                ):
                    assert response.status_code == 503, (response.request.url, response.text)
                    assert int(response.headers["retry-after"]) > 0
                    assert response.json()["error"]["code"] == "database-unavailable"
            assert gateway.client(None).get("/health/liveliness").status_code == 200
            relay.mend()
            made(chat(caller, "again"))
            assert operator.get("/team/list").status_code == 200
            assert stranger.get("/v1/models").status_code == 401
    await cluster.drop("outage")
