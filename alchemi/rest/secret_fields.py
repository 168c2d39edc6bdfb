"""Fields that are sealed at rest and told masked. A mask that comes back means: keep what is there."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, Protocol

from alchemi.db.engine import Unit
from alchemi.db.secret_columns import looks_secret
from alchemi.errors import InvalidRequestError
from alchemi.rest.resource import Resource, Secret

MASK: Final = "****"


class Sealer(Protocol):
    """Encrypts with one account's key, for one row's column: sealed for another place, it does not open."""

    def seal(self, table: str, column: str, row_id: str, plaintext: str) -> str: ...

    def open(self, table: str, column: str, row_id: str, sealed: str) -> str: ...


SealerOf = Callable[[Unit], Awaitable[Sealer]]
"""The sealer of a unit's account: an application service, asked once per unit and only where something is sealed."""


def sealed(sealer: Sealer, resource: Resource, row_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` as they are stored."""
    stored = dict(values)
    for name in resource.secret_fields.keys() & values.keys():
        if values[name] is not None:
            text = json.dumps(values[name], ensure_ascii=False, separators=(",", ":"))
            stored[name] = sealer.seal(resource.table, name, row_id, text)
    return stored


def opened(sealer: Sealer, resource: Resource, row: Mapping[str, Any]) -> dict[str, Any]:
    """`row` with its secrets in clear: for services and for masking, never for an answer as it is."""
    clear = dict(row)
    for name in resource.secret_fields.keys() & row.keys():
        if row[name] is not None:
            text = sealer.open(resource.table, name, str(row[resource.id]), row[name])
            clear[name] = json.loads(text)
    return clear


def masked(resource: Resource, clear: Mapping[str, Any]) -> dict[str, Any]:
    """A clear row as it may be told, and written into the audit trail."""
    told = dict(clear)
    for name, secret in resource.secret_fields.items():
        if name in told:
            told[name] = _masked(told[name], secret)
    return told


def kept(resource: Resource, values: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
    """`values` with each mask in a secret field replaced by what `before`, a clear row, has in its place.

    Raises:
        InvalidRequestError: a mask stands where there is nothing to keep.
    """
    result = dict(values)
    for name, secret in resource.secret_fields.items():
        if name in values:
            result[name] = _kept(values[name], (before or {}).get(name), secret, f"/{name}")
    return result


def _masked(value: Any, secret: Secret) -> Any:
    if isinstance(value, dict):
        return {key: inner if _is_shown(key, inner, secret) else _masked(inner, secret) for key, inner in value.items()}
    if isinstance(value, list):
        return [_masked(inner, secret) for inner in value]
    return value if value is None or isinstance(value, bool) else MASK


def _is_shown(key: str, value: Any, secret: Secret) -> bool:
    if isinstance(value, str) and looks_secret(value):
        # An address may hold a login or a key.
        return False
    return key in secret.shown and not isinstance(value, dict | list)


def _kept(value: Any, before: Any, secret: Secret, pointer: str) -> Any:
    if isinstance(value, dict):
        old = before if isinstance(before, dict) else {}
        return {
            key: _kept(inner, old.get(key), secret, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
            for key, inner in value.items()
        }
    if isinstance(value, list):
        old_list = before if isinstance(before, list) and len(before) == len(value) else [None] * len(value)
        return [
            _kept(inner, old, secret, f"{pointer}/{position}")
            for position, (inner, old) in enumerate(zip(value, old_list, strict=True))
        ]
    if value != MASK:
        return value
    if before is None or isinstance(before, dict | list):
        raise InvalidRequestError.of_field(pointer, "This is a mask and there is no secret to keep; send the secret.")
    return before
