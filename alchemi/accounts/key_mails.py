"""Tells users by mail that a virtual key was made for them, or rotated, by whatever route or job. Never with the key in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from alchemi.accounts import email_events
from alchemi.accounts.email_events import EmailEvent
from alchemi.accounts.people import USERS
from alchemi.accounts.stores import call
from alchemi.db.changes import Change
from alchemi.db.engine import Unit
from alchemi.db.rows import Row
from alchemi.db.schema.catalogue import Table
from alchemi.integrations.mail import Mail
from alchemi.tenancy.account import AccountId

MOST_AN_HOUR: Final = 20
"""Of mails about keys to one address: who makes keys in a loop fills no mailbox."""

_KEYS: Final = "LiteLLM_VerificationToken"
_SESSIONS_OF_BROWSERS: Final = "litellm-dashboard"
_HOOK: Final = "key_mails"
_EVENTS: Final = (EmailEvent.KEY_CREATED, EmailEvent.KEY_ROTATED)
_TOO_MANY: Final = "This address was told of enough keys in this hour."
_NAME_CHARACTERS: Final = 80
_SUBJECTS: Final = {
    EmailEvent.KEY_CREATED: "A virtual key was made for you",
    EmailEvent.KEY_ROTATED: "A virtual key of yours was rotated",
}
_TEXTS: Final = {
    EmailEvent.KEY_CREATED: "{name} was made for you at {base}.\n\nIf you did not expect it, tell an administrator.\n",
    EmailEvent.KEY_ROTATED: (
        "{name} was given another text at {base}. What uses the old one has to be given the new one.\n\n"
        "If you did not expect it, tell an administrator.\n"
    ),
}


@dataclass(slots=True)
class _Told:
    """The keys of one unit, until it ends."""

    mails: KeyMails
    keys: list[tuple[EmailEvent, Row]] = field(default_factory=list)

    async def __call__(self, unit: Unit) -> None:
        await self.mails.write(unit, self.keys)


class KeyMails:
    """Sees the changes of keys as the audit trail does. `name` is told which account has mails to be sent."""

    def __init__(self, base_url: str, name: Callable[[AccountId], None], *, now: Callable[[], datetime]) -> None:
        self._base_url = base_url
        self._name = name
        self._now = now

    def wants(self, change: Change) -> bool:
        return change.table == _KEYS and change.touches(("token",))

    def note(
        self, unit: Unit, _table: Table, _change: Change, before: Sequence[Row] | None, after: Sequence[Row] | None
    ) -> None:
        """Take note of keys that were made or given another text."""
        if unit.account is None or before is None or not after:
            return
        known = {row["token"] for row in before}
        event = EmailEvent.KEY_ROTATED if before else EmailEvent.KEY_CREATED
        keys = [(event, row) for row in after if row.get("token") not in known and _is_of_user(row)]
        if keys:
            told = unit.before_commit.setdefault(_HOOK, _Told(self))
            if isinstance(told, _Told):
                told.keys += keys

    async def write(self, unit: Unit, keys: Sequence[tuple[EmailEvent, Row]]) -> None:
        """Write down the mails about `keys`, for the outbox."""
        account = unit.account
        if account is None:
            return
        ids = sorted({str(key["user_id"]) for _, key in keys})
        users = await call(unit, USERS, "find_many", where={"user_id": {"in": ids}})
        addresses = {user["user_id"]: user["user_email"] for user in users if user["user_email"]}
        if not addresses:
            return
        told = await self._told_lately(unit, sorted(set(addresses.values())))
        for event, key in keys:
            address = addresses.get(key["user_id"])
            if address is not None:
                told[address] += 1
                refusal = _TOO_MANY if told[address] > MOST_AN_HOUR else None
                actor = str(key.get("updated_by") or key.get("created_by") or "gateway")
                await email_events.post_later(unit, event, self._mail(event, key, address), refusal, actor=actor)
        self._name(account)

    async def _told_lately(self, unit: Unit, addresses: Sequence[str]) -> Counter[str]:
        where = {
            "recipient": {"in": addresses},
            "event": {"in": [event.value for event in _EVENTS]},
            "created_at": {"gte": self._now() - timedelta(hours=1)},
        }
        rows = await call(unit, email_events.DELIVERIES, "find_many", where=where, take=MOST_AN_HOUR * len(addresses))
        return Counter(str(row["recipient"]) for row in rows)

    def _mail(self, event: EmailEvent, key: Row, address: str) -> Mail:
        text = _TEXTS[event].format(name=_name_of(key), base=self._base_url)
        return Mail(address, _SUBJECTS[event], text)


def _is_of_user(row: Row) -> bool:
    return bool(row.get("user_id")) and row.get("team_id") != _SESSIONS_OF_BROWSERS


def _name_of(key: Row) -> str:
    """What its user knows the key by: its name and its last characters, as lists of keys show them."""
    # Whoever made the key chose its name, and it is shown to another: one line of text, and not much of it.
    alias = " ".join("".join(one if one.isprintable() else " " for one in key.get("key_alias") or "").split())
    shown, abbreviated = alias[:_NAME_CHARACTERS], str(key.get("key_name") or "")
    named = f'The virtual key "{shown}"' if shown else "A virtual key"
    return f"{named} ({abbreviated})" if abbreviated.startswith("sk-...") and len(abbreviated) <= 10 else named
