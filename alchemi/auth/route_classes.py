"""Which paths need no credential, and which the operator may call without naming an account.

Simple on purpose: the table of all routes and their classes replaces it.
"""

from __future__ import annotations

import re
from typing import Final

_PUBLIC: Final = re.compile(
    r"/"
    r"|/(health/(liveliness|liveness|readiness)|test|routes|favicon\.ico|robots\.txt|openapi\.json|api-docs|docs|redoc)"
    r"|/(get_image|get_logo_url|get_favicon|login|v2/login|v3/login.*|fallback/login|logout|onboarding/.*)"
    r"|/(ui|_next|litellm-asset-prefix|swagger|sso|\.well-known|litellm/\.well-known|public)(/.*)?"
    r"|/get/ui_theme_settings|/in_product_nudges"
)
_PLATFORM: Final = re.compile(
    r"/(health|metrics|debug|memory-usage[\w-]*|cache|coordination_redis|config_overrides|reload|schedule|otel-spans"
    r"|account|alchemi/account|active/callbacks|settings|lazy)(/.*)?|/(routes|openapi\.json)"
)


def is_public(path: str) -> bool:
    """The path answers without a credential."""
    return _PUBLIC.fullmatch(path) is not None


def is_platform(path: str) -> bool:
    """The path is about the process or the deployment, not about one account."""
    return _PLATFORM.fullmatch(path) is not None or is_public(path)
