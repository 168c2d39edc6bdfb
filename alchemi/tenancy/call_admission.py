"""What a model call was admitted with, carried along with its task: from the check before it to the row of its spend."""

from __future__ import annotations

from collections import OrderedDict
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from alchemi.tenancy.account import AccountId

_REMEMBERED: Final = 100_000


@dataclass(frozen=True, slots=True)
class ModelCall:
    """Who calls which model: what decides which ceilings count it. `scopes` are pairs of type and id."""

    model: str
    scopes: tuple[tuple[str, str], ...] = (("ACCOUNT", ""),)
    holds: bool = True
    """Something is held for it until its spend is known; else it is only refused when nothing is left."""


class CallAdmission:
    """One request's: filled by the check, read when the request ends and when its spend is told."""

    __slots__ = ("account", "call", "call_id")

    def __init__(self) -> None:
        self.account: AccountId | None = None
        self.call: ModelCall | None = None
        self.call_id: str | None = None


current_admission: Final[ContextVar[CallAdmission | None]] = ContextVar("alchemi_call_admission", default=None)

_TOLD: Final[OrderedDict[tuple[AccountId, str], CallAdmission]] = OrderedDict()


def tell_spend(account: AccountId, request_id: str) -> None:
    """The spend row `request_id` will be that of the current request's call."""
    admission = current_admission.get()
    if admission is None or admission.call is None or admission.account != account:
        return
    _TOLD[account, request_id] = admission
    if len(_TOLD) > _REMEMBERED:
        _TOLD.popitem(last=False)


def admission_of(account: AccountId, request_id: str) -> CallAdmission | None:
    """What the call of this spend row was admitted with, told once."""
    return _TOLD.pop((account, request_id), None)
