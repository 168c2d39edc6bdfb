"""What the routes of the audit trail need: both roles of the database, the keys, and how long events are kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from alchemi.audit.chain import Verdict, verify
from alchemi.audit.event import AuditKeys
from alchemi.audit.retention import RetentionPolicy
from alchemi.db.engine import Database, Unit
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for


@dataclass(frozen=True, slots=True)
class AuditService:
    """The audit trail of accounts; each is read by the role that sees this account alone."""

    platform: Database
    app: Database
    keys: AuditKeys
    policy: RetentionPolicy

    @asynccontextmanager
    async def of(self, account: AccountId, *, is_read_only: bool = True) -> AsyncIterator[Unit]:
        """A unit on the account's events."""
        with acting_for(account):
            async with self.app.unit(is_read_only=is_read_only) as unit:
                yield unit

    async def verify(self, account: AccountId) -> Verdict:
        """Check the account's chain."""
        async with self.of(account) as unit:
            return await verify(unit, account, self.keys)
