"""What the wheel says of its own routes."""

from __future__ import annotations

from typing import Any

from alchemi.tenancy.context import acting_as_system


def wheel_document() -> dict[str, Any]:
    """The OpenAPI document of the wheel's routes, those included that it loads when they are first asked for.

    Some ten seconds of work, after the wheel is loaded: for a process of its own.
    """
    from fastapi.openapi.utils import get_openapi
    from litellm.proxy._lazy_features import register_all_features
    from litellm.proxy.proxy_server import app

    with acting_as_system():
        register_all_features(app)
        document: dict[str, Any] = get_openapi(title="gateway", version="0", routes=app.routes)
    return document
