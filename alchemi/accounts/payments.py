"""What a payment provider says of subscriptions: believed when it is signed, taken once, and in the order of its time."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from alchemi.accounts import subscriptions
from alchemi.accounts.stores import AccountStores, call
from alchemi.accounts.subscriptions import Status
from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement
from alchemi.errors import NotFoundError, UnauthenticatedError
from alchemi.tenancy.account import AccountId

_TABLE: Final = "Alchemi_SubscriptionTable"
_EVENTS: Final = "Alchemi_PaymentEvent"
_ACTOR: Final = "payment provider"
_TOLERANCE: Final = timedelta(minutes=5)
_HEADER_CHARACTERS: Final = 300
_REFUSAL: Final = "The signature does not hold."
_ONE_AT_A_TIME: Final = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"


@dataclass(frozen=True, slots=True)
class Payment:
    """`end_date` None: it stays as it is."""

    event_id: str
    subscription_id: str
    status: Status
    occurred_at: datetime
    end_date: datetime | None


def check_signature(secret: str, header: str | None, body: bytes, *, now: datetime) -> None:
    """The header is `t=<seconds since the epoch>,v1=<hex>`: the HMAC-SHA256 of the time, a dot and the body to the letter.

    Raises:
        UnauthenticatedError: it is not signed with the secret, or longer ago than a message takes.
    """
    parts = dict(part.partition("=")[::2] for part in (header or "")[:_HEADER_CHARACTERS].split(","))
    stamp, given = parts.get("t", ""), parts.get("v1", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
        raise UnauthenticatedError(_REFUSAL)
    expected = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    is_signed = hmac.compare_digest(expected.encode(), given.encode())
    if not is_signed or abs(now.timestamp() - int(stamp)) > _TOLERANCE.total_seconds():
        raise UnauthenticatedError(_REFUSAL)


async def apply_payment(
    stores: AccountStores, account: AccountId, payment: Payment, month: tuple[datetime, datetime], *, now: datetime
) -> bool:
    """Give the subscription the state that was paid for; False: it was said already, or something newer was.

    Raises:
        NotFoundError: the account has no such subscription.
        ConflictError: it has ended, or does not go from its state to this one.
    """
    async with stores.rows_of(account) as unit:
        # Two deliveries of one message, and two messages about one subscription, follow one another.
        await unit.fetch(Statement(_ONE_AT_A_TIME, [f"payments of {account} {payment.subscription_id}"]))
        if await call(unit, _EVENTS, "count", where={"id": payment.event_id}):
            return False
        await subscriptions.expire_due(unit)
        before = await call(unit, _TABLE, "find_unique", where={"id": payment.subscription_id})
        if before is None:
            raise NotFoundError("There is no such subscription.")
        newer = {"subscription_id": payment.subscription_id, "occurred_at": {"gt": payment.occurred_at}}
        is_newest = not await call(unit, _EVENTS, "count", where=newer)
        if is_newest:
            subscriptions.check_transition(before["status"], payment.status)
            await _set(unit, before, payment, month, now)
        data = {
            "id": payment.event_id, "subscription_id": payment.subscription_id, "status": payment.status.value,
            "occurred_at": payment.occurred_at, "is_applied": is_newest,
        }  # fmt: skip
        await call(unit, _EVENTS, "create", data=data)
        return is_newest


async def _set(
    unit: Unit, before: dict[str, Any], payment: Payment, month: tuple[datetime, datetime], now: datetime
) -> None:
    values: dict[str, Any] = {"status": payment.status.value, "updated_by": _ACTOR}
    if payment.end_date is not None:
        values["end_date"] = max(payment.end_date, before["start_date"])
    if payment.status is Status.CANCELLED:
        values |= {"cancelled_at": now, "end_date": max(now, before["start_date"])}
    row = await call(unit, _TABLE, "update", where={"id": payment.subscription_id}, data=values)
    await subscriptions.give_quotas(unit, row, month, actor=_ACTOR)
