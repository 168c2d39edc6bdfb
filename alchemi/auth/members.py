"""Users as a login and a session need them: which accounts know an address, and what a user is there right now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from alchemi.db.engine import Database
from alchemi.db.failures import UNAVAILABLE
from alchemi.db.sql.statement import Statement
from alchemi.errors import DatabaseUnavailableError
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for

_MOST_ACCOUNTS: Final = 50
_ACCOUNTS_OF_ADDRESS: Final = (
    'SELECT d.account_id, d.user_id FROM "Alchemi_LoginDirectory" d'
    ' JOIN "Alchemi_AccountTable" a ON a.account_id = d.account_id'
    " WHERE d.user_email = $1 AND a.status = 'active' AND NOT a.require_sso"
    f" ORDER BY a.created_at, d.account_id, d.user_id LIMIT {_MOST_ACCOUNTS}"
)
_MEMBER: Final = (
    "SELECT u.user_email, u.user_role, u.max_budget, u.spend, u.budget_duration, u.tpm_limit, u.rpm_limit,"
    " m.app_role, r.permissions AS role_permissions, c.password_hash, c.changed_at, c.must_change,"
    " coalesce(m.is_active, true) AND coalesce(u.metadata->>'scim_active', 'true') <> 'false' AS is_active"
    ' FROM "LiteLLM_UserTable" u'
    ' LEFT JOIN "Alchemi_AccountMembershipTable" m ON m.account_id = u.account_id AND m.user_id = u.user_id'
    ' LEFT JOIN "Alchemi_RoleTable" r ON r.account_id = u.account_id AND r.id = m.role_id AND r.deleted_at IS NULL'
    ' LEFT JOIN "Alchemi_UserCredential" c ON c.account_id = u.account_id AND c.user_id = u.user_id'
    " WHERE u.account_id = $1 AND u.user_id = $2"
)
_REHASH: Final = (
    'UPDATE "Alchemi_UserCredential" SET password_hash = $4'
    " WHERE account_id = $1 AND user_id = $2 AND password_hash = $3"
)
_ACTIVE: Final = (
    'UPDATE "Alchemi_AccountMembershipTable" SET last_active_at = $3 WHERE account_id = $1 AND user_id = $2'
)


@dataclass(frozen=True, slots=True)
class Member:
    """A user of an account that may act there. `role` is the wheel's, `app_role` ours."""

    account_id: AccountId
    user_id: str
    email: str | None
    role: str | None
    app_role: str
    password_hash: str | None = field(repr=False)
    password_changed_at: datetime | None
    must_change_password: bool
    max_budget_usd: float | None
    spend_usd: float
    budget_duration: str | None
    tpm_limit: int | None
    rpm_limit: int | None
    role_permissions: tuple[str, ...] = ()
    """Of the role that the account has made and given to this user."""

    @property
    def standing(self) -> str:
        """What a session is bound to: it ends when the role or the password is another."""
        changed = self.password_changed_at.isoformat() if self.password_changed_at else ""
        return f"{self.role or ''}|{self.app_role}|{changed}"


@contextmanager
def translating_outages() -> Iterator[None]:
    """Say in our own words that the database does not answer.

    Raises:
        DatabaseUnavailableError: it does not.
    """
    try:
        yield
    except UNAVAILABLE as error:
        raise DatabaseUnavailableError("The database cannot be reached; try again in a moment.") from error


async def members_of_address(platform: Database, app: Database, email: str) -> list[Member]:
    """The users with a password and this address, in every active account, oldest account first.

    Raises:
        DatabaseUnavailableError: the database cannot be asked.
    """
    with translating_outages():
        async with platform.unit(is_read_only=True) as unit:
            found = await unit.fetch(Statement(_ACCOUNTS_OF_ADDRESS, [email]))
    members = [await find_member(app, AccountId(row["account_id"]), row["user_id"]) for row in found]
    return [member for member in members if member is not None]


async def find_member(app: Database, account_id: AccountId, user_id: str) -> Member | None:
    """The user as it is now; None when there is none, or it may not act.

    Raises:
        DatabaseUnavailableError: the database cannot be asked.
    """
    with acting_for(account_id), translating_outages():
        async with app.unit(is_read_only=True) as unit:
            rows = await unit.fetch(Statement(_MEMBER, [account_id, user_id]))
    return _member(account_id, user_id, rows)


async def replace_hash(app: Database, member: Member, password_hash: str) -> None:
    """Keep the same password under a hash of today's cost; sessions stay."""
    with acting_for(member.account_id), translating_outages():
        async with app.unit() as unit:
            arguments: list[object] = [member.account_id, member.user_id, member.password_hash, password_hash]
            await unit.execute(Statement(_REHASH, arguments))


async def note_activity(app: Database, account_id: AccountId, user_id: str, now: datetime) -> None:
    """Write down that the user was here: called when somebody signs in, and once a minute at most after that."""
    with acting_for(account_id), translating_outages():
        async with app.unit() as unit:
            await unit.execute(Statement(_ACTIVE, [account_id, user_id, now]))


def _member(account_id: AccountId, user_id: str, rows: Sequence[Any]) -> Member | None:
    if not rows or not rows[0]["is_active"]:
        return None
    row = rows[0]
    return Member(
        account_id=account_id,
        user_id=user_id,
        email=row["user_email"],
        role=row["user_role"],
        app_role=row["app_role"] or "member",
        password_hash=row["password_hash"],
        password_changed_at=row["changed_at"],
        must_change_password=bool(row["must_change"]),
        max_budget_usd=row["max_budget"],
        spend_usd=row["spend"] or 0.0,
        budget_duration=row["budget_duration"],
        tpm_limit=row["tpm_limit"],
        rpm_limit=row["rpm_limit"],
        role_permissions=tuple(row["role_permissions"] or ()),
    )
