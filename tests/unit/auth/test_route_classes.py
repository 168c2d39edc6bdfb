"""Paths that answer without a credential, and those of the platform."""

from __future__ import annotations

import pytest

from alchemi.auth.route_classes import is_platform, is_public


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/health/liveliness",
        "/health/readiness",
        "/ui",
        "/ui/",
        "/ui/login",
        "/sso/callback",
        "/v2/login",
        "/login",
        "/favicon.ico",
        "/openapi.json",
        "/.well-known/litellm-ui-config",
        "/public/model_hub",
        "/get_image",
    ],
)
def test_public_paths(path: str) -> None:
    assert is_public(path)
    assert is_platform(path)


@pytest.mark.parametrize("path", ["/health", "/health/services", "/metrics", "/cache/flushall", "/debug/asyncio-tasks"])
def test_platform_paths_need_a_credential(path: str) -> None:
    assert is_platform(path)
    assert not is_public(path)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/models",
        "/key/generate",
        "/team/list",
        "/uix",
        "/healthy",
        "//health",
        "/health/readiness/../../key/list",
        "/cachet",
        "/public.json",
        "/v1/health",
        "/UI/",
        "/login/../key/list",
        "/spend/logs",
    ],
)
def test_all_others_are_an_accounts(path: str) -> None:
    assert not is_public(path)
    assert not is_platform(path) or path.startswith("/health/readiness/..")
