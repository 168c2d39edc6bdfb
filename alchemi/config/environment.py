"""What the wheel reads from the process environment: set here, once per process, before it is imported."""

from __future__ import annotations

import os
from typing import Final

from alchemi.config.settings import Settings

_FIXED: Final = {
    # Models live in the database; there is no configuration file.
    "STORE_MODEL_IN_DB": "True",
    # Any other mode makes the wheel read `.env` files by itself.
    "LITELLM_MODE": "PRODUCTION",
    # Every route is registered at start, so that the table of route classes sees all of them.
    "LITELLM_DISABLE_LAZY_ROUTES": "1",
    # Catalogues the wheel would download while starting or on a first request.
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS": "True",
    "LITELLM_LOCAL_AUTOROUTER_PRESETS": "true",
    "LITELLM_LOCAL_BLOG_POSTS": "true",
    "LITELLM_LOCAL_POLICY_TEMPLATES": "true",
    # Our migrations alone change the schema.
    "DISABLE_SCHEMA_UPDATE": "true",
    "NO_REDOC": "True",
}

_WITHHELD: Final = ("LITELLM_LICENSE", "LITELLM_WORKER_STARTUP_HOOKS", "WORKER_CONFIG", "CONFIG_FILE_PATH")
"""Variables by which the wheel would call its licence server, or run code and configuration of its own."""


def wheel_environment(settings: Settings) -> dict[str, str]:
    """Variables and values that the wheel is to see."""
    owner = settings.owner
    variables = {
        **_FIXED,
        # Without a user or password: the wheel's database calls go through our engine, and anything that would go
        # around it must not find a way in.
        "DATABASE_URL": f"postgresql://{owner.host}:{owner.port}/{owner.database}",
        "LITELLM_MASTER_KEY": settings.master_key.get_secret_value(),
        "LITELLM_SALT_KEY": settings.root_keys.current.old_salt(),
        "UI_USERNAME": settings.ui_username,
        "UI_PASSWORD": settings.ui_password.get_secret_value(),
        "DOCS_URL": settings.docs_url,
        "ROOT_REDIRECT_URL": settings.root_redirect_url,
        "LITELLM_LOG": {"warning": "WARNING", "error": "ERROR", "debug": "DEBUG"}.get(settings.log_level, "INFO"),
    }
    if settings.log_format == "json":
        variables["JSON_LOGS"] = "true"
    if settings.proxy_base_url is not None:
        variables["PROXY_BASE_URL"] = settings.proxy_base_url
    if settings.redis_url is not None:
        variables["REDIS_URL"] = settings.redis_url.get_secret_value()
    return variables


def export_for_wheel(settings: Settings) -> None:
    """Put the wheel's variables into the process environment and take our own secrets out of it.

    Settings cannot be loaded again in this process afterwards.
    """
    for name in [*os.environ]:
        if name.startswith("ALCHEMI_") and not name.startswith("ALCHEMI_TEST_"):
            del os.environ[name]
    for name in _WITHHELD:
        os.environ.pop(name, None)
    os.environ.update(wheel_environment(settings))
