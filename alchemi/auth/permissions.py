"""Who may do what: one vocabulary of permissions, the built-in roles, and the one function that decides.

The same words are the scopes of access tokens, the rows of an account's own roles, and what the dashboard shows its pages by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol

from alchemi.auth.sessions import Kind, Session
from alchemi.errors import ForbiddenError


class Permission(StrEnum):
    """`<subject>:read` and `<subject>:write`, and a few that say more."""

    ACCOUNT_READ = "account:read"
    ACCOUNT_MANAGE = "account:manage"
    MEMBER_MANAGE = "members:manage"
    KEY_OWN = "keys:own"
    MODEL_CALL = "models:call"

    ACCESS_READ = "access:read"
    ACCOUNT_CONNECTION_READ = "account-connections:read"
    ACCOUNT_CONNECTION_WRITE = "account-connections:write"
    AGENT_READ = "agents:read"
    AGENT_WRITE = "agents:write"
    AGENT_GROUP_READ = "agent-groups:read"
    AGENT_GROUP_WRITE = "agent-groups:write"
    AUDIT_READ = "account:audit"
    BUDGET_READ = "budgets:read"
    BUDGET_WRITE = "budgets:write"
    CATALOG_READ = "catalog:read"
    CONFIG_READ = "config:read"
    CONFIG_WRITE = "config:write"
    CONNECTION_READ = "connections:read"
    CONNECTION_WRITE = "connections:write"
    COST_READ = "costs:read"
    COST_WRITE = "costs:write"
    DISCUSSION_READ = "discussions:read"
    DISCUSSION_WRITE = "discussions:write"
    EMAIL_EVENT_READ = "email-events:read"
    EMAIL_EVENT_WRITE = "email-events:write"
    GROUP_READ = "groups:read"
    GROUP_WRITE = "groups:write"
    GUARDRAIL_READ = "guardrails:read"
    GUARDRAIL_WRITE = "guardrails:write"
    LOG_PAYLOAD = "logs:payload"
    """What others have written to models, and what those said."""
    INVITE_READ = "invites:read"
    INVITE_WRITE = "invites:write"
    MARKETPLACE_READ = "marketplace:read"
    MARKETPLACE_WRITE = "marketplace:write"
    MCP_READ = "mcp:read"
    MCP_WRITE = "mcp:write"
    MEMBERSHIP_READ = "memberships:read"
    MEMBERSHIP_WRITE = "memberships:write"
    MVP_READ = "mvp:read"
    MVP_WRITE = "mvp:write"
    NOTIFICATION_READ = "notifications:read"
    NOTIFICATION_WRITE = "notifications:write"
    OVERRIDE_READ = "overrides:read"
    OVERRIDE_WRITE = "overrides:write"
    QUOTA_READ = "quotas:read"
    QUOTA_WRITE = "quotas:write"
    ROLE_READ = "roles:read"
    ROLE_WRITE = "roles:write"
    SSO_READ = "sso:read"
    SSO_WRITE = "sso:write"
    SUBSCRIPTION_READ = "subscriptions:read"
    SUBSCRIPTION_WRITE = "subscriptions:write"
    TEAM_READ = "teams:read"
    TEAM_WRITE = "teams:write"
    TEMPLATE_READ = "templates:read"
    TEMPLATE_WRITE = "templates:write"
    TICKET_READ = "tickets:read"
    TICKET_WRITE = "tickets:write"
    TOKEN_READ = "tokens:read"  # noqa: S105 (a name)
    TOKEN_WRITE = "tokens:write"  # noqa: S105 (a name)
    USER_READ = "users:read"
    USER_WRITE = "users:write"
    WORKSPACE_READ = "workspaces:read"
    WORKSPACE_WRITE = "workspaces:write"
    WORKSPACE_CONTRIBUTE = "workspaces:contribute"
    """To change the workspaces that one is an admin of."""

    # Beyond one's own rows.
    WORKSPACE_ALL = "workspaces:all"
    DISCUSSION_ALL = "discussions:all"
    MEMBERSHIP_ALL = "memberships:all"
    NOTIFICATION_ALL = "notifications:all"
    TICKET_ALL = "tickets:all"

    # Of services alone: no user and no role has them.
    BUDGET_CONSUME = "budgets:consume"
    QUOTA_CONSUME = "quotas:consume"
    GUARDRAIL_LOG = "guardrails:log"
    SECRET_REVEAL = "secrets:reveal"  # noqa: S105 (a name)
    TOKEN_VALIDATE = "tokens:validate"  # noqa: S105 (a name)

    # Of the platform alone.
    ACCOUNTS_MANAGE = "accounts:manage"
    PLATFORM_READ = "platform:read"
    PLATFORM_WRITE = "platform:write"


P = Permission

SERVICE_ONLY: Final = frozenset({P.BUDGET_CONSUME, P.GUARDRAIL_LOG, P.QUOTA_CONSUME, P.SECRET_REVEAL, P.TOKEN_VALIDATE})
PLATFORM_ONLY: Final = frozenset({P.ACCOUNTS_MANAGE, P.PLATFORM_READ, P.PLATFORM_WRITE})
GRANTABLE: Final = frozenset(P) - SERVICE_ONLY - PLATFORM_ONLY
"""What a role of an account may hold."""


class Role(StrEnum):
    """The built-in roles. An account adds its own, which are lists of permissions."""

    PLATFORM = "platform"
    SERVICE = "service"
    ACCOUNT_ADMIN = "account_admin"
    AUDITOR = "auditor"
    ORGANIZATION_ADMIN = "organization_admin"
    TEAM_ADMIN = "team_admin"
    MEMBER = "member"
    VIEWER = "viewer"


_VIEW: Final = frozenset(
    {
        P.ACCOUNT_READ, P.AGENT_READ, P.AGENT_GROUP_READ, P.CATALOG_READ, P.CONFIG_READ, P.DISCUSSION_READ, P.GROUP_READ,
        P.MARKETPLACE_READ, P.NOTIFICATION_READ, P.TEAM_READ, P.TICKET_READ, P.WORKSPACE_READ,
    }
)  # fmt: skip
_USE: Final = _VIEW | {
    P.KEY_OWN, P.MODEL_CALL, P.ACCESS_READ, P.ACCOUNT_CONNECTION_READ, P.CONNECTION_READ, P.DISCUSSION_WRITE, P.MCP_READ,
    P.MEMBERSHIP_READ, P.MVP_READ, P.NOTIFICATION_WRITE, P.ROLE_READ, P.TICKET_WRITE, P.WORKSPACE_CONTRIBUTE,
}  # fmt: skip
_LEAD: Final = _USE | {P.BUDGET_READ, P.COST_READ, P.INVITE_READ, P.INVITE_WRITE, P.QUOTA_READ, P.USER_READ}

PERMISSIONS_OF: Final[Mapping[Role, frozenset[Permission]]] = MappingProxyType(
    {
        Role.PLATFORM: PLATFORM_ONLY | {P.CATALOG_READ, P.TEMPLATE_READ},
        Role.SERVICE: GRANTABLE | SERVICE_ONLY,
        # What an account is charged by is not its own to change.
        Role.ACCOUNT_ADMIN: GRANTABLE - {P.QUOTA_WRITE, P.SUBSCRIPTION_WRITE, P.COST_WRITE},
        # A test sign-in shows claims of a person.
        Role.AUDITOR: frozenset(permission for permission in GRANTABLE if permission.endswith((":read", ":all")))
        - {P.SSO_READ}
        | {P.AUDIT_READ, P.LOG_PAYLOAD},
        Role.ORGANIZATION_ADMIN: _LEAD | {P.GROUP_WRITE, P.TEAM_WRITE},
        Role.TEAM_ADMIN: _LEAD | {P.TEAM_WRITE},
        Role.MEMBER: _USE,
        Role.VIEWER: _VIEW,
    }
)

_ROLE_OF_WHEEL: Final[Mapping[str, Role]] = MappingProxyType(
    {
        "proxy_admin": Role.ACCOUNT_ADMIN,
        "proxy_admin_viewer": Role.AUDITOR,
        "org_admin": Role.ORGANIZATION_ADMIN,
        "team": Role.TEAM_ADMIN,
        "internal_user_viewer": Role.VIEWER,
    }
)


class Holder(Protocol):
    """Whoever has permissions: a caller."""

    @property
    def permissions(self) -> frozenset[Permission]: ...


def may(holder: Holder, permission: Permission) -> bool:
    """Whether `holder` may do what `permission` names: the one place that decides."""
    return permission in holder.permissions


def check_may(holder: Holder, permission: Permission) -> None:
    """Refuse what `holder` may not do.

    Raises:
        ForbiddenError: the permission is not among the caller's.
    """
    if not may(holder, permission):
        raise ForbiddenError(f"This needs the permission {permission}.", permission=str(permission))


def check_may_grant(holder: Holder, wanted: Iterable[str]) -> frozenset[Permission]:
    """The permissions of `wanted`, which `holder` is about to give to a role, a token or an invited user.

    Raises:
        ForbiddenError: one is unknown, or the caller does not hold it: nobody gives what they lack.
    """
    names = set(wanted)
    known = parse_permissions(names)
    if lacking := sorted(names - {str(permission) for permission in known & holder.permissions}):
        raise ForbiddenError("Only permissions that you hold can be given.", permissions=lacking)
    return known


def parse_permissions(names: Collection[str]) -> frozenset[Permission]:
    """Those of `names` that are permissions; what an old row still names and nobody knows gives nothing."""
    return frozenset(permission for permission in Permission if permission.value in names)


def role_of_wheel(user_role: str | None) -> Role:
    """Our role for the wheel's `user_role`."""
    return _ROLE_OF_WHEEL.get(user_role or "", Role.MEMBER)


def permissions_of_role(role: Role, custom: Collection[str] = ()) -> frozenset[Permission]:
    """What a user of `role` may do; `custom` are the permissions of a role that the account has made."""
    return PERMISSIONS_OF[role] | (parse_permissions(custom) & GRANTABLE)


def permissions_of(session: Session) -> tuple[str, ...]:
    """The permissions of the user that the session acts as, in the order of the vocabulary."""
    if session.kind is Kind.PLATFORM or session.member is None:
        held = PERMISSIONS_OF[Role.PLATFORM]
    else:
        held = permissions_of_role(role_of_wheel(session.member.role), session.member.role_permissions)
    return tuple(permission.value for permission in Permission if permission in held)
