"""The mail server of an account: its mails go through it, and through the deployment's where it has none."""

from __future__ import annotations

import json
from typing import Final

from alchemi.accounts.stores import call
from alchemi.db.data_keys import account_secrets
from alchemi.db.engine import Unit
from alchemi.db.rows import Row
from alchemi.integrations.mail import MailServer

MAIL_SERVERS: Final = "Alchemi_AccountMailServer"
ONLY: Final = "smtp"
"""The id of the one row that an account may have."""


async def server_of(unit: Unit) -> MailServer | None:
    """The account's own mail server, its password in clear; None: it has none.

    Raises:
        SecretError: its password does not open.
    """
    row: Row | None = await call(unit, MAIL_SERVERS, "find_unique", where={"id": ONLY})
    if row is None:
        return None
    password = row["smtp_password"]
    if password is not None:
        password = json.loads((await account_secrets(unit)).open(MAIL_SERVERS, "smtp_password", ONLY, password))
    return as_server(row, password)


def as_server(row: Row, password: str | None) -> MailServer:
    """A row, with its password in clear, as mails are sent through it."""
    return MailServer(
        row["smtp_host"], row["smtp_port"], row["sender_email"], row["smtp_username"], password,
        sender_name=row["sender_name"], uses_tls=row["uses_tls"],
    )  # fmt: skip
