"""Finds the API key in a request, in all the places and in the order in which the wheel looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs

_SCHEMES: Final = ("Bearer ", "bearer ", "Basic ")
_AWS_CREDENTIAL: Final = re.compile(r"Credential=(?:Bearer\s+)?([^/\s,]+)")
_SUBPROTOCOL_KEY: Final = "openai-insecure-api-key."
_PLAIN_HEADERS: Final = ("api-key", "x-api-key", "x-goog-api-key", "ocp-apim-subscription-key")
_PASS_THROUGH_HEADER: Final = "litellm_user_api_key"  # noqa: S105 (a name)


@dataclass(frozen=True, slots=True)
class Clues:
    """What a request says of itself. Header names are lower case; `path` is the one that routes are matched with."""

    path: str
    headers: Mapping[str, str]
    query: Mapping[str, str] = field(default_factory=dict)
    is_websocket: bool = False
    method: str = "GET"


def clues_of(
    path: str, raw_headers: Iterable[tuple[bytes, bytes]], query: bytes, *, is_websocket: bool, method: str = "GET"
) -> Clues:
    """The clues of an ASGI scope. Of a header that is sent twice the first counts, as with Starlette."""
    headers: dict[str, str] = {}
    for name, value in raw_headers:
        headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    parsed = {name: values[0] for name, values in parse_qs(query.decode("latin-1")).items()}
    return Clues(path, headers, parsed, is_websocket, method)


def credential_of(clues: Clues) -> str | None:
    """The key that the wheel would check; "" for one it could not read; None when there is none."""
    headers = clues.headers
    if clues.is_websocket:
        return _websocket_credential(headers)
    if (passed := headers.get(_PASS_THROUGH_HEADER)) is not None:
        return passed
    if (own := headers.get("x-litellm-api-key")) is not None:
        return _without_scheme(own)
    if authorization := headers.get("authorization"):
        bare = _without_scheme(authorization)
        return bare if bare != authorization else ""
    for name in _PLAIN_HEADERS:
        if (value := headers.get(name)) is not None:
            return value
    # Google's clients alone put the key into the address.
    return clues.query.get("key") if "generateContent" in clues.path.replace("streamG", "g") else None


def _websocket_credential(headers: Mapping[str, str]) -> str | None:
    if authorization := headers.get("authorization"):
        return authorization.removeprefix("Bearer ").strip() if authorization.startswith("Bearer ") else ""
    if key := headers.get("api-key"):
        return key
    for protocol in headers.get("sec-websocket-protocol", "").split(","):
        if protocol.strip().startswith(_SUBPROTOCOL_KEY):
            return protocol.strip().removeprefix(_SUBPROTOCOL_KEY)
    return None


def _without_scheme(value: str) -> str:
    for scheme in _SCHEMES:
        if value.startswith(scheme):
            return value.removeprefix(scheme).strip()
    if value.startswith("AWS4-HMAC-SHA256") and (match := _AWS_CREDENTIAL.search(value)):
        return match[1]
    return value
