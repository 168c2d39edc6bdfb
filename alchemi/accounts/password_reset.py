"""New passwords for users who forgot theirs: by a mailed link that works once, for an hour."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Final

from alchemi.accounts.admins import set_password
from alchemi.accounts.mail_servers import server_of
from alchemi.accounts.stores import AccountStores, call
from alchemi.auth.mailed_tokens import MailedToken, new_mailed_token
from alchemi.auth.members import Member, members_of_address
from alchemi.auth.passwords import Passwords
from alchemi.db.sql.statement import Statement
from alchemi.errors import AlchemiError, NotFoundError
from alchemi.integrations.mail import Mail, Mailer

log = logging.getLogger(__name__)

_LIFETIME: Final = timedelta(hours=1)
_RESETS: Final = "Alchemi_PasswordReset"
NO_LINK: Final = "This link does not exist, was used, or is over."
_TAKE: Final = (
    'DELETE FROM "Alchemi_PasswordReset" WHERE account_id = $1 AND user_id ='
    ' (SELECT user_id FROM "Alchemi_PasswordReset" WHERE account_id = $1 AND token_hash = $2 AND expires_at > $3)'
    " RETURNING user_id"
)


async def mail_links(stores: AccountStores, mailer: Mailer, email: str, base_url: str, *, now: datetime) -> None:
    """Mail a link for each account in which a user of this address has a password; nothing when there is none, or no
    mail server. What becomes of one account's mail is of no matter to the others'.

    Raises:
        DatabaseUnavailableError: the database cannot be reached.
    """
    members = await members_of_address(stores.platform, stores.app, email)
    async with asyncio.TaskGroup() as mails:
        for member in members:
            mails.create_task(_mail_link(stores, mailer, member, email, base_url, now))


async def _mail_link(
    stores: AccountStores, mailer: Mailer, member: Member, email: str, base_url: str, now: datetime
) -> None:
    token = new_mailed_token(member.account_id)
    try:
        async with stores.rows_of(member.account_id) as rows:
            server = await server_of(rows)
            if server is None and not mailer.can_send:
                return
            await call(rows, _RESETS, "delete_many", where={"expires_at": {"lt": now}})
            expires_at = now + _LIFETIME
            data = {"token_hash": token.hash, "user_id": member.user_id, "expires_at": expires_at, "created_at": now}
            await call(rows, _RESETS, "create", data=data)
        link = f"{base_url}/ui/reset/#token={token.text}"
        text = f"Set a new password within an hour: {link}\n\nIf you did not ask for it, nothing has changed.\n"
        await mailer.send(Mail(email, "Set a new password", text), server)
    except AlchemiError as error:
        log.warning("login.link_not_mailed", extra={"slug": error.slug, "account": member.account_id})


async def user_of_link(stores: AccountStores, token: MailedToken, *, now: datetime) -> str:
    """The address whose password the link sets.

    Raises:
        NotFoundError: the link is none, or no longer.
    """
    async with stores.rows_of(token.account, is_read_only=True) as rows:
        row = await call(rows, _RESETS, "find_unique", where={"token_hash": token.hash})
        if row is None or row["expires_at"] <= now:
            raise NotFoundError(NO_LINK)
        user = await call(rows, "LiteLLM_UserTable", "find_unique", where={"user_id": row["user_id"]})
    if user is None or not user["user_email"]:
        raise NotFoundError(NO_LINK)
    return str(user["user_email"]).lower()


async def set_by_link(stores: AccountStores, token: MailedToken, password_hash: str, *, now: datetime) -> None:
    """Set the password, use up every link of the user; sessions end within two seconds.

    Raises:
        NotFoundError: the link is none, or no longer.
    """
    async with stores.rows_of(token.account) as rows:
        taken = await rows.fetch(Statement(_TAKE, [token.account, token.hash, now]))
        if not taken:
            raise NotFoundError(NO_LINK)
        user_id = str(taken[0]["user_id"])
        await set_password(rows, user_id, password_hash, actor=user_id)


async def change_own(stores: AccountStores, passwords: Passwords, member: Member, old: str, new_hash: str) -> bool:
    """Set the user's password if `old` is right. Whether it was."""
    verified = await passwords.verify((member.email or "").lower(), old, [member.password_hash or ""])
    if not verified.matches[0]:
        return False
    async with stores.rows_of(member.account_id) as rows:
        await set_password(rows, member.user_id, new_hash, actor=member.user_id)
    return True
