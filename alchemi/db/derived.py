"""Rows that follow from other rows, kept in the same transaction: what a trigger would do on a database without them.

The key directory says which account a virtual key or an access token belongs to. It follows the account's own tables: every
hash that those of keys, of keys in their grace period and of tokens hold, and no other. The login directory says which
accounts know an address with a password; it follows the account's users and credentials. Keys of suspended members are
blocked. The account's versions, its spend
by the hour and the revision of its MCP servers are counted up just before the unit ends: many units want those rows, and a
lock that is taken last is never held while waiting for another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from alchemi.db import account_spend, account_versions, counters
from alchemi.db.changes import Change
from alchemi.db.engine import Unit
from alchemi.db.rows import Row
from alchemi.db.sql.statement import Statement

KEY_TABLES: Final[Mapping[str, str]] = {
    "LiteLLM_VerificationToken": "token",
    "LiteLLM_DeprecatedVerificationToken": "token",
    "Alchemi_AccessTokenTable": "token_hash",
}
_DIRECTORY: Final = '"Alchemi_KeyDirectory"'
_FORGET: Final = f"DELETE FROM {_DIRECTORY} d WHERE d.account_id = $1" + "".join(
    f' AND NOT EXISTS (SELECT 1 FROM "{table}" k WHERE k.account_id = $1 AND k."{column}" = d.key_hash)'
    for table, column in KEY_TABLES.items()
)
_REMEMBER: Final = (
    f"INSERT INTO {_DIRECTORY} (key_hash, account_id)"
    + " UNION ".join(
        f' SELECT k."{column}", k.account_id FROM "{table}" k WHERE k.account_id = $1'
        for table, column in KEY_TABLES.items()
    )
    + f" EXCEPT SELECT d.key_hash, d.account_id FROM {_DIRECTORY} d WHERE d.account_id = $1"
)
# An own entry may stay (a key in its grace period); row security refuses to touch another account's.
_REMEMBER_ONE: Final = (
    f"INSERT INTO {_DIRECTORY} (key_hash, account_id) VALUES ($2, $1)"
    " ON CONFLICT (key_hash) DO UPDATE SET account_id = $1"
)

_USERS: Final = "LiteLLM_UserTable"
_CREDENTIALS: Final = "Alchemi_UserCredential"
_LOGINS: Final = '"Alchemi_LoginDirectory"'
# A user that is made again under the same id does not get the old one's password.
_FORGET_CREDENTIALS: Final = (
    f'DELETE FROM "{_CREDENTIALS}" c WHERE c.account_id = $1'
    f' AND NOT EXISTS (SELECT 1 FROM "{_USERS}" u WHERE u.account_id = $1 AND u.user_id = c.user_id)'
)
# What was mailed to an address opens nothing once it is another's, or nobody's.
_FORGET_LOGINS: Final = (
    f"WITH gone AS (DELETE FROM {_LOGINS} d WHERE d.account_id = $1"
    f' AND NOT EXISTS (SELECT 1 FROM "{_CREDENTIALS}" c JOIN "{_USERS}" u'
    " ON u.account_id = c.account_id AND u.user_id = c.user_id"
    " WHERE c.account_id = $1 AND c.user_id = d.user_id AND lower(u.user_email) = d.user_email)"
    ' RETURNING d.user_id) DELETE FROM "Alchemi_PasswordReset" r USING gone'
    " WHERE r.account_id = $1 AND r.user_id = gone.user_id"
)
_REMEMBER_LOGINS: Final = (
    f"INSERT INTO {_LOGINS} (account_id, user_id, user_email)"
    f' SELECT c.account_id, c.user_id, lower(u.user_email) FROM "{_CREDENTIALS}" c JOIN "{_USERS}" u'
    " ON u.account_id = c.account_id AND u.user_id = c.user_id"
    " WHERE c.account_id = $1 AND u.user_email IS NOT NULL ON CONFLICT (account_id, user_id) DO NOTHING"
)

_KEYS: Final = "LiteLLM_VerificationToken"
# Whatever makes or unblocks a key of somebody who is suspended: it works when the suspension has ended.
_BLOCK_SUSPENDED: Final = (
    f'UPDATE "{_KEYS}" k SET blocked = true FROM "Alchemi_AccountMembershipTable" m'
    " WHERE k.account_id = $1 AND k.blocked IS NOT TRUE AND m.account_id = $1 AND m.user_id = k.user_id"
    " AND m.state = 'suspended'"
)

_MCP_SERVERS: Final = "LiteLLM_MCPServerTable"
_COUNT_MCP_REVISION: Final = (
    "INSERT INTO \"LiteLLM_Config\" AS c (account_id, param_name, reload_revision) VALUES ($1, 'mcp_catalog', 1)"
    " ON CONFLICT (account_id, param_name) DO UPDATE SET reload_revision = c.reload_revision + 1"
)


async def rows_written(unit: Unit, change: Change, rows: list[Row] | None = None) -> None:
    """Tell what a call wrote; `rows` when it left just these behind.

    Raises:
        asyncpg.UniqueViolationError: a key of this hash exists already, in whichever account.
    """
    if unit.account is None:
        return
    column = KEY_TABLES.get(change.table)
    if column is not None:
        if column not in (change.fields or ()) and rows is not None:
            for row in rows:
                await unit.execute(Statement(_REMEMBER_ONE, [unit.account, row[column]]))
        elif change.touches((column,)):
            await follow_keys(unit)
    if _concerns_logins(change):
        await follow_logins(unit)
    if _opens_keys(change):
        await unit.execute(Statement(_BLOCK_SUSPENDED, [unit.account]))
    _note(unit, change)


async def raw_written(unit: Unit, changes: Iterable[Change]) -> None:
    """Tell what raw SQL wrote."""
    if unit.account is None:
        return
    changes = tuple(changes)
    if any(change.table in KEY_TABLES and change.touches((KEY_TABLES[change.table],)) for change in changes):
        await follow_keys(unit)
    if any(map(_concerns_logins, changes)):
        await follow_logins(unit)
    if any(map(_opens_keys, changes)):
        await unit.execute(Statement(_BLOCK_SUSPENDED, [unit.account]))
    for change in changes:
        _note(unit, change)


async def follow_keys(unit: Unit) -> None:
    """Make the directory hold exactly the account's keys."""
    await unit.execute(Statement(_FORGET, [unit.account]))
    await unit.execute(Statement(_REMEMBER, [unit.account]))


async def follow_logins(unit: Unit) -> None:
    """Make the login directory hold exactly the account's users with a password and an address."""
    for text in (_FORGET_CREDENTIALS, _FORGET_LOGINS, _REMEMBER_LOGINS):
        await unit.execute(Statement(text, [unit.account]))


def _concerns_logins(change: Change) -> bool:
    # A user that an upsert makes has no credential yet, so only what it sets matters.
    sets_address = change.fields is None or not change.fields.isdisjoint(("user_id", "user_email"))
    return change.table == _CREDENTIALS or (change.table == _USERS and sets_address)


def _opens_keys(change: Change) -> bool:
    return change.table == _KEYS and change.touches(("user_id", "blocked"))


def spend_written(unit: Unit, before: Iterable[Row], after: Iterable[Row]) -> None:
    """Tell that rows of the spend log took the place of others: by so much the account's spend grows."""
    if unit.account is not None:
        before, after = list(before), list(after)
        account_spend.note(unit, before, after)
        counters.note(unit, after, before=before)


@dataclass(slots=True)
class _CountVersions:
    """Which of the account's versions this unit has made old."""

    config: bool = False
    auth: bool = False

    async def __call__(self, unit: Unit) -> None:
        if unit.account is not None:
            await account_versions.bump(unit, unit.account, config=self.config, auth=self.auth)


async def _count_mcp_revision(unit: Unit) -> None:
    await unit.execute(Statement(_COUNT_MCP_REVISION, [unit.account]))


def _note(unit: Unit, change: Change) -> None:
    config, auth = account_versions.is_config_change(change), account_versions.is_auth_change(change)
    if config or auth:
        duty = unit.before_commit.setdefault("versions", _CountVersions())
        if isinstance(duty, _CountVersions):
            duty.config, duty.auth = duty.config or config, duty.auth or auth
    if change.table == _MCP_SERVERS:
        unit.before_commit["mcp_catalog"] = _count_mcp_revision
