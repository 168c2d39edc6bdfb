"""How often an account's configuration and its permissions have changed: what workers poll instead of reading them again.

Every table of the catalogue is in one of the sets below or has no bearing on either; a test compares them with the wheel's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from alchemi.db.changes import Change
from alchemi.db.engine import Database, Unit
from alchemi.db.sql.statement import Statement
from alchemi.tenancy.account import AccountId

CONFIG_TABLES: Final = frozenset(
    f"LiteLLM_{name}"
    for name in (
        "AccessGroupTable", "AgentIdentity", "AgentsTable", "CacheConfig", "ClaudeCodePluginTable", "Config",
        "ConfigOverrides", "CredentialsTable", "GuardrailsTable", "LensSignalConfig", "MCPServerOAuthClient",
        "MCPServerTable", "MCPToolsetTable", "ManagedVectorStoreIndexTable", "ManagedVectorStoresTable",
        "PolicyAttachmentTable", "PolicyTable", "PromptTable", "ProxyModelTable", "SSOConfig", "SearchToolsTable",
        "SkillsTable", "UISettings",
    )
) | {
    "Alchemi_GuardrailsConfigTable", "Alchemi_GuardrailsCustomPatternTable", "Alchemi_McpConfigTable",
    "Alchemi_AccountConnectionTable",
}  # fmt: skip
"""What an account's runtime is made of."""

AUTH_TABLES: Final = frozenset(
    f"LiteLLM_{name}"
    for name in (
        "AccessGroupTable", "AgentIdentity", "BudgetTable", "DeprecatedVerificationToken", "EndUserTable",
        "JWTKeyMapping", "MCPUserCredentials", "MCPUserEnvVars", "ModelAccessGroupBudgetTable", "ModelTable",
        "ObjectPermissionTable", "OrganizationMembership", "OrganizationTable", "ProjectTable", "TagTable",
        "TeamMembership", "TeamTable", "ToolTable", "UserTable", "VerificationToken", "VerifiedSubject",
    )
) | {"Alchemi_AccountAdminTable", "Alchemi_AccountMembershipTable"}  # fmt: skip
"""Who may do what, and how much of it."""

_COUNTERS: Final = frozenset({"spend", "total_spend", "model_spend", "call_count"})
"""Counted up with each call, which changes nothing; set to a value (a reset), they do."""

_STAMPS: Final = frozenset({"updated_at", "last_active"})
_STAMPS_OF: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "LiteLLM_AgentIdentity": frozenset({"last_authenticated_at"}),
        "LiteLLM_Config": frozenset({"last_run_at"}),
        "LiteLLM_MCPServerTable": frozenset({"status", "last_health_check", "health_check_error"}),
        "LiteLLM_ToolTable": frozenset(
            {
                "last_used_at",
                "tool_id",
                "origin",
                "created_by",
                "updated_by",
                "key_hash",
                "team_id",
                "key_alias",
                "user_agent",
            }
        ),
        "LiteLLM_UserTable": frozenset({"last_breach_check_at"}),
    }
)
"""What is noted of use and health, over and over, and decides nothing."""

_SELECT: Final = (
    "SELECT v.account_id, v.config_version, v.auth_version, coalesce(a.status = 'deleted', false) AS is_deleted"
    ' FROM "Alchemi_AccountVersion" v LEFT JOIN "Alchemi_AccountTable" a ON a.account_id = v.account_id'
    " WHERE v.account_id = ANY ($1::text[])"
)
_BUMP: Final = (
    'INSERT INTO "Alchemi_AccountVersion" AS v (account_id, config_version, auth_version, updated_at)'
    " VALUES ($1, $2, $3, now()) ON CONFLICT (account_id) DO UPDATE SET"
    " config_version = v.config_version + excluded.config_version,"
    " auth_version = v.auth_version + excluded.auth_version, updated_at = excluded.updated_at"
)


@dataclass(frozen=True, slots=True, order=True)
class Versions:
    """Both count up from 0; only whether they differ from those seen before says anything.

    `is_deleted`: the account was purged, and nothing may be written for it any more.
    """

    configuration: int = 0
    access: int = 0
    is_deleted: bool = False


async def versions(platform: Database, accounts: Sequence[AccountId]) -> dict[AccountId, Versions]:
    """The versions of `accounts` now, in one statement. An account that nobody has changed yet is at 0.

    Raises:
        OSError, asyncpg.PostgresError, PoolTimeoutError, ConnectTimeoutError: the database cannot be asked.
    """
    async with platform.unit(is_read_only=True) as unit:
        records = await unit.fetch(Statement(_SELECT, [list(accounts)]))
    found = {AccountId(row[0]): Versions(row[1], row[2], row[3]) for row in records}
    return {account: found.get(account, Versions()) for account in accounts}


def is_config_change(change: Change) -> bool:
    """An account's runtime must be built anew."""
    return change.table in CONFIG_TABLES and _matters(change)


def is_auth_change(change: Change) -> bool:
    """What is remembered of keys, users, teams and budgets must be read again."""
    return change.table in AUTH_TABLES and _matters(change)


def _matters(change: Change) -> bool:
    return not is_usage(change)


def is_usage(change: Change) -> bool:
    """It only counts up or notes that something was used, checked or touched."""
    if change.fields is None:
        return False
    ignored = _STAMPS | _STAMPS_OF.get(change.table, frozenset()) | (_COUNTERS & change.added_to)
    return change.fields <= ignored


async def bump(unit: Unit, account: AccountId, *, config: bool, auth: bool) -> None:
    """Count up the versions of `account`. The row stays locked until the unit ends: call it last."""
    await unit.execute(Statement(_BUMP, [account, int(config), int(auth)]))
