"""An identity provider that is a process of its own, as an account has one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx

from tests.support.gateway import Process, free_port


class MockProvider(Process):
    """`oidc-provider-mock`, which speaks the protocol and lets in whom the test names."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        super().__init__(["oidc_provider_mock", "--port", str(self.port)], {}, folder, f"provider-{self.port}")
        self.wait_until_answers(f"{self.url}/.well-known/openid-configuration")

    def person(self, subject: str, **claims: Any) -> None:
        httpx.put(f"{self.url}/users/{subject}", json=claims, trust_env=False).raise_for_status()

    def client(self, redirect_uri: str) -> dict[str, str]:
        """Register somebody who asks for sign-ins: `client_id` and `client_secret`."""
        answer = httpx.post(f"{self.url}/oauth2/clients", json={"redirect_uris": [redirect_uri]}, trust_env=False)
        found = answer.raise_for_status().json()
        return {name: found[name] for name in ("client_id", "client_secret")}
