"""Which columns hold secrets, and which texts inside them are sealed. Pure: knows no key and no database.

Texts are sealed one by one, so that a JSON value keeps its shape and what stands beside the secrets can be searched. A
text's place is its column and its path inside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from alchemi.db.secrets import PREFIX

MAX_DEPTH: Final = 40
"""Deeper values are sealed as one text."""


class Rule(Enum):
    """ALL: every text in the column. NAMED: texts under a name that says so, and those that look like a credential."""

    ALL = "all"
    NAMED = "named"


_METADATA: Final = {"metadata": Rule.NAMED}
SECRET_COLUMNS: Final[Mapping[str, Mapping[str, Rule]]] = MappingProxyType(
    {
        "LiteLLM_AgentsTable": {
            "litellm_params": Rule.NAMED, "agent_card_params": Rule.NAMED, "static_headers": Rule.ALL,
        },
        "LiteLLM_AuditLog": {"before_value": Rule.NAMED, "updated_values": Rule.NAMED},
        "LiteLLM_BackgroundInteractionSettlement": {"create_context": Rule.NAMED},
        "LiteLLM_CacheConfig": {"cache_settings": Rule.ALL},
        "LiteLLM_ClaudeCodePluginTable": {"manifest_json": Rule.NAMED},
        "LiteLLM_Config": {"param_value": Rule.NAMED},
        "LiteLLM_ConfigOverrides": {"config_value": Rule.ALL},
        "LiteLLM_CredentialsTable": {"credential_values": Rule.ALL, "credential_info": Rule.NAMED},
        "LiteLLM_DeletedTeamTable": {**_METADATA, "router_settings": Rule.NAMED},
        "LiteLLM_DeletedVerificationToken": {**_METADATA, "config": Rule.NAMED, "router_settings": Rule.NAMED},
        "LiteLLM_GuardrailsTable": {"litellm_params": Rule.NAMED, "guardrail_info": Rule.NAMED},
        "LiteLLM_HealthCheckTable": {"details": Rule.NAMED, "error_message": Rule.NAMED},
        "LiteLLM_MCPServerOAuthClient": {"credentials": Rule.ALL},
        "LiteLLM_MCPServerTable": {
            "credentials": Rule.ALL, "env": Rule.ALL, "env_vars": Rule.ALL, "static_headers": Rule.ALL,
            "mcp_info": Rule.NAMED,
        },
        "LiteLLM_MCPUserCredentials": {"credential_b64": Rule.ALL},
        "LiteLLM_MCPUserEnvVars": {"values_b64": Rule.ALL},
        "LiteLLM_ManagedVectorStoreIndexTable": {"litellm_params": Rule.NAMED, "index_info": Rule.NAMED},
        "LiteLLM_ManagedVectorStoresTable": {"litellm_params": Rule.ALL, "vector_store_metadata": Rule.NAMED},
        "LiteLLM_MemoryTable": _METADATA,
        "LiteLLM_OrganizationTable": _METADATA,
        "LiteLLM_PolicyTable": {"condition": Rule.NAMED, "pipeline": Rule.NAMED},
        "LiteLLM_ProjectTable": _METADATA,
        "LiteLLM_PromptTable": {"litellm_params": Rule.NAMED, "prompt_info": Rule.NAMED},
        "LiteLLM_ProxyModelTable": {"litellm_params": Rule.ALL, "model_info": Rule.NAMED},
        "LiteLLM_SSOConfig": {"sso_settings": Rule.ALL},
        "LiteLLM_SSOIdentityAssertion": {"assertion_b64": Rule.ALL},
        "LiteLLM_SearchToolsTable": {"litellm_params": Rule.ALL, "search_tool_info": Rule.NAMED},
        "LiteLLM_SkillsTable": _METADATA,
        "LiteLLM_TeamTable": {**_METADATA, "router_settings": Rule.NAMED},
        "LiteLLM_ToolTable": {"assignments": Rule.NAMED},
        "LiteLLM_UISettings": {"ui_settings": Rule.NAMED},
        "LiteLLM_UserTable": _METADATA,
        "LiteLLM_VerificationToken": {**_METADATA, "config": Rule.NAMED, "router_settings": Rule.NAMED},
    }
)  # fmt: skip

SEALED_BY_WRITERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Alchemi_ConnectionTable": ("config",),
        "Alchemi_SsoProvider": ("client_secret",),
        "Alchemi_AccountConnectionTable": ("connection_data",),
        "Alchemi_MvpConfigTable": ("access_token",),
        "Alchemi_McpConfigTable": ("config",),
        "Alchemi_AccountMailServer": ("smtp_password",),
    }
)
"""Columns that hold one sealed text each, made by who writes the row (`data_keys.account_secrets`).

The engine passes them on as they are, and a rotation seals them anew. Never also among `SECRET_COLUMNS`."""

IN_CLEAR: Final[Mapping[tuple[str, str], frozenset[str]]] = MappingProxyType(
    {
        # Searched in SQL by the wheel, which takes them as they are.
        ("LiteLLM_ProxyModelTable", "litellm_params"): frozenset({"model", "complexity_router_config"}),
    }
)
"""Top-level names of a column that stay in clear, whatever its rule, but for the secrets inside."""

_SECRET_WORDS: Final = frozenset(
    {
        "apikey", "assertion", "auth", "authorization", "bearer", "connectionstring", "cookie", "cookies", "cred",
        "credential", "credentials", "dsn", "passphrase", "passwd", "password", "passwords", "pat", "private", "pwd",
        "secret", "secrets", "signature", "token",
    }
)  # fmt: skip
_KEY_OF: Final = frozenset(
    {"access", "account", "admin", "api", "app", "application", "client", "encryption", "license", "master", "private",
     "public", "secret", "service", "signing", "subscription", "webhook", "x"}
)  # fmt: skip
"""What stands before `key` in the name of a secret: `api_key` is one, `cache_key` and `sort_key` are not."""

_CONTAINERS: Final = frozenset(
    {"callbackvars", "credentials", "credentialvalues", "env", "environment", "environmentvariables", "envvars",
     "extraheaders", "headers", "secrets", "staticheaders"}
)  # fmt: skip
"""Names under which every text is a secret."""

_WORDS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_LOOKS_SECRET: Final = re.compile(
    r"://[^/\s:@]*:[^/\s@]+@"
    r"|\b(?:Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}"
    r"|\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{16,}|\bxox[abeoprs]-[A-Za-z0-9-]{10,}|\bgh[opsru]_[A-Za-z0-9]{20,}"
    r"|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}|\bAKIA[0-9A-Z]{16}\b|\bAIza[\w-]{30,}|\bhf_[A-Za-z0-9]{20,}"
    r"|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|[?&](?:api[-_]?key|access[-_]?token|token|sig|key|secret|password|code)=[^&\s]{6,}",
    re.IGNORECASE,
)
TRANSIT_PREFIX: Final = "alw1_"
"""What a value starts with that the wheel encrypts in memory; see `litellm_bridge.stored_secrets`."""

Change = Callable[[str, str], str]
"""Takes a place inside the row and the text there, gives the text to put."""


def is_secret_name(name: str) -> bool:
    """The name of a field says that its text is a secret."""
    words = [word.lower() for word in _WORDS.findall(name)]
    if not _SECRET_WORDS.isdisjoint(words):
        return True
    joined = "".join(words)
    if joined.endswith(("apikey", "secretkey", "accesskey")):
        return True
    if words in (["key"], ["keys"]):
        return True
    return any(word in ("key", "keys") and at and words[at - 1] in _KEY_OF for at, word in enumerate(words))


def looks_secret(text: str) -> bool:
    """The text itself looks like a credential, or holds one."""
    return TRANSIT_PREFIX in text or text.startswith(PREFIX) or _LOOKS_SECRET.search(text) is not None


def changed(table: str, column: str, value: Any, change: Change, clear: Change) -> Any:
    """`value` with every secret text of it replaced by what `change` gives; the very object when there is none.

    `clear` gives what to put for a text that stays in clear and that the wheel has encrypted.
    """
    walk = _Walk(change, clear, IN_CLEAR.get((table, column), frozenset()))
    return walk.value(value, column, SECRET_COLUMNS[table][column] is Rule.ALL, 0)


def each_sealed(value: Any, column: str, change: Change) -> Any:
    """`value` with every sealed text of it replaced by what `change` gives; the very object when there is none."""
    return _Walk(change, change, frozenset(), only_sealed=True).value(value, column, False, 0)


class _Walk:
    def __init__(self, change: Change, clear: Change, in_clear: frozenset[str], *, only_sealed: bool = False) -> None:
        self._change = change
        self._clear = clear
        self._in_clear = in_clear
        self._only_sealed = only_sealed

    def value(self, value: Any, place: str, is_secret: bool, depth: int) -> Any:
        if isinstance(value, str):
            return self._text(value, place, is_secret, depth)
        if depth > MAX_DEPTH:
            return value
        if isinstance(value, dict):
            return self._mapping(value, place, is_secret, depth)
        if isinstance(value, list):
            found = [self.value(item, f"{place}/{at}", is_secret, depth + 1) for at, item in enumerate(value)]
            return found if any(new is not old for new, old in zip(found, value, strict=True)) else value
        return value

    def _mapping(self, value: dict[str, Any], place: str, is_secret: bool, depth: int) -> Any:
        found = {}
        # A list of {name, value} is a mapping in another dress.
        pair = value.get("name", value.get("key"))
        for name, item in value.items():
            if depth == 0 and name in self._in_clear:
                found[name] = self._in_the_open(item, f"{place}/{_escaped(name)}")
                continue
            inner = is_secret or self._only_sealed or opens(name)
            if name == "value" and isinstance(pair, str):
                inner = inner or is_secret_name(pair)
            found[name] = self.value(item, f"{place}/{_escaped(name)}", inner, depth + 1)
        return found if any(new is not old for new, old in zip(found.values(), value.values(), strict=True)) else value

    def _in_the_open(self, item: Any, place: str) -> Any:
        if not isinstance(item, str):
            return self.value(item, place, False, 1)
        return self._clear(place, item)

    def _text(self, value: str, place: str, is_secret: bool, depth: int) -> str:
        if self._only_sealed:
            if value.startswith(PREFIX):
                return self._change(place, value)
            return self._inside(value, place, is_secret, depth) if PREFIX in value else value
        if not value:
            return value
        if (inside := self._inside(value, place, is_secret, depth)) is not value:
            return inside
        return self._change(place, value) if is_secret or looks_secret(value) else value

    def _inside(self, value: str, place: str, is_secret: bool, depth: int) -> str:
        """A text that is JSON itself keeps its shape, since the wheel reads such in SQL too."""
        if depth > MAX_DEPTH or value[:1] not in ("{", "["):
            return value
        try:
            decoded = json.loads(value)
        except (ValueError, RecursionError):
            return value
        found = self.value(decoded, f"{place}//", is_secret, depth + 1)
        return value if found is decoded else json.dumps(found)


@lru_cache(maxsize=8192)
def opens(name: str) -> bool:
    """Every text below this name is a secret."""
    return is_secret_name(name) or "".join(_WORDS.findall(name)).lower() in _CONTAINERS


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
