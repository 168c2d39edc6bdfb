"""Where the payment provider, or what stands between it and us, says what was paid. It signs every message."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from pydantic import Field, SecretStr

from alchemi.accounts import payments
from alchemi.accounts.subscriptions import Status
from alchemi.costs.periods import ResetPolicy, calendar_period
from alchemi.errors import NotConfiguredError, NotFoundError
from alchemi.rest.asking import Stores, is_not_too_often
from alchemi.rest.schema import Answer, Identifier, Moment, Schema
from alchemi.tenancy.account import AccountId, parse_account_id

PATH: Final = "/alchemi/subscription"
SIGNATURE: Final = "x-alchemi-signature"


class PaymentMessage(Schema):
    """`status`: ACTIVE when it was paid, PAST_DUE when it was not, CANCELLED or EXPIRED when it ends."""

    event_id: Identifier = Field(examples=["evt-1"], description="The same for every delivery of one message.")
    of_account: Annotated[str, Field(max_length=64)] = Field(examples=["acme"])
    subscription_id: Identifier = Field(examples=["s-1"])
    status: Status = Field(examples=["ACTIVE"])
    occurred_at: Moment = Field(examples=["2026-01-02T03:04:05Z"])
    end_date: Moment | None = Field(default=None, description="Until when it was paid.")


class PaymentTaken(Answer):
    event_id: str
    is_applied: bool = Field(description="False: it was taken before, or something newer was.")


router = APIRouter(tags=["subscription"])


async def _is_signed(request: Request) -> None:
    secret: SecretStr | None = request.app.state.payment_secret
    if secret is None:
        raise NotConfiguredError("This deployment takes no messages about payments.")
    header = request.headers.get(SIGNATURE)
    payments.check_signature(secret.get_secret_value(), header, await request.body(), now=datetime.now(UTC))


@router.post("/payment", dependencies=[Depends(is_not_too_often), Depends(_is_signed)])
async def take_payment(stores: Stores, message: PaymentMessage) -> PaymentTaken:
    """Take a signed message about a subscription. It may be delivered again, and out of order."""
    now = datetime.now(UTC)
    payment = payments.Payment(
        message.event_id, message.subscription_id, message.status, message.occurred_at, message.end_date
    )
    month = calendar_period(ResetPolicy.MONTHLY, now)
    is_applied = await payments.apply_payment(
        stores, _account(message.of_account), payment, (month.start, month.end), now=now
    )
    return PaymentTaken(event_id=message.event_id, is_applied=is_applied)


def _account(text: str) -> AccountId:
    try:
        return parse_account_id(text)
    except ValueError as error:
        raise NotFoundError("There is no such subscription.") from error
