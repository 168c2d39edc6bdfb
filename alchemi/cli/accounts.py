"""`alchemi accounts`: what the operator does with accounts, on the database itself; no server needs to run."""

from __future__ import annotations

import asyncio
import getpass
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

import click

from alchemi.accounts.account import ORDERS, Account, AccountFilter, AccountStatus, get_account, list_accounts
from alchemi.accounts.admins import NewAdmin, add_admin, remove_admin
from alchemi.accounts.life import NewAccount, create_account, reactivate_account, suspend_account
from alchemi.accounts.names import email_address, mail_domain, tenant_account_id
from alchemi.accounts.purge import purge_account
from alchemi.accounts.stores import AccountStores
from alchemi.audit.event import AuditKeys
from alchemi.audit.writer import AuditJournal
from alchemi.cli.databases import role_urls
from alchemi.config.settings import load_settings
from alchemi.db.engine import Database
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.composer import installed_catalogue
from alchemi.tenancy.account import AccountId, parse_account_id
from alchemi.tenancy.budget_period import parse_budget_duration
from alchemi.tenancy.origin import Cause, Origin, caused_by

Result = TypeVar("Result")


def _checked(check: Callable[[str], Any]) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """A callback that has `check` read each value, and tells why it does not."""

    def callback(_ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
        try:
            if isinstance(value, tuple):
                return tuple(map(check, value))
            return None if value is None else check(value)
        except (ValueError, InvalidOperation) as error:
            raise click.BadParameter(str(error) or "not a number") from error

    return callback


def _usd(text: str) -> Decimal:
    amount = Decimal(text)
    if not amount.is_finite() or amount < 0:
        raise ValueError("A budget is an amount of US dollars, 0 or more.")
    return amount


def _duration(text: str) -> str:
    parse_budget_duration(text)
    return text


_account = click.argument("account_id", callback=_checked(parse_account_id))
_json = click.option("--json", "as_json", is_flag=True, help="Write JSON.")


@click.group("accounts")
def command() -> None:
    """Make, list, suspend, reactivate and purge accounts, and say who administers them."""


@command.command("list")
@click.option("--status", type=click.Choice([status.value for status in AccountStatus]), help="Those of one status.")
@click.option("--domain", help="The account of this mail domain.")
@click.option("--search", help="Text in id, name or alias.")
@click.option("--sort", type=click.Choice(list(ORDERS)), default="account_name", show_default=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=100, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0)
@_json
def list_command(
    status: str | None, domain: str | None, search: str | None, sort: str, *, limit: int, offset: int, as_json: bool
) -> None:
    """List accounts; purged ones with --status deleted alone."""
    wanted = AccountFilter(AccountStatus(status) if status else None, domain.lower() if domain else None, search)
    found, total = _run(
        lambda stores: list_accounts(stores, wanted, order=sort, limit=limit, offset=offset, now=_now())
    )
    if as_json:
        click.echo(json.dumps({"accounts": [_summary(account) for account in found], "total": total}, indent=2))
        return
    for account in found:
        click.echo(f"{account.account_id}  {account.status:<9}  {account.spend_usd:.6f} USD  {account.account_name}")
    click.echo(f"{len(found)} of {total}")


@command.command("new")
@click.argument("name")
@click.option("--id", "account_id", callback=_checked(tenant_account_id), help="The id; made when it is left out.")
@click.option("--domain", "domains", multiple=True, callback=_checked(mail_domain), help="A mail domain; repeatable.")
@click.option("--admin", "email", callback=_checked(email_address), help="Address of the first administrator.")
@click.option("--max-budget", callback=_checked(_usd), help="US dollars that the account may spend in a period.")
@click.option("--budget-duration", callback=_checked(_duration), help="24h, 30d, 2w, 1mo.")
def new_command(
    name: str,
    account_id: AccountId | None,
    domains: tuple[str, ...],
    email: str | None,
    *,
    max_budget: Decimal | None,
    budget_duration: str | None,
) -> None:
    """Make an account called NAME."""
    new = NewAccount(
        account_name=name,
        account_id=account_id,
        domains=domains,
        max_budget_usd=max_budget,
        budget_duration=budget_duration,
        admin=NewAdmin(email) if email else None,
    )
    account = _run(lambda stores: create_account(stores, new, actor=_actor(), now=_now()))
    click.echo(account.account_id)


@command.command("suspend")
@_account
@click.option("--reason", help="Shown to the operator.")
def suspend_command(account_id: AccountId, reason: str | None) -> None:
    """Refuse the account's keys and sessions everywhere; remove nothing."""
    _run(lambda stores: suspend_account(stores, account_id, reason=reason, actor=_actor(), now=_now()))
    click.echo(f"{account_id} is suspended; workers refuse it within two seconds.")


@command.command("reactivate")
@_account
def reactivate_command(account_id: AccountId) -> None:
    """Let a suspended account work again."""
    _run(lambda stores: reactivate_account(stores, account_id, actor=_actor(), now=_now()))
    click.echo(f"{account_id} is active.")


@command.command("purge")
@_account
@click.option("--name", help="The account's name; asked for when it is left out.")
def purge_command(account_id: AccountId, name: str | None) -> None:
    """Remove the account and every row it has, for good."""
    if name is None:
        name = click.prompt(f"This removes all that {account_id} has. Type the account's name")
    typed = str(name)
    report = _run(lambda stores: purge_account(stores, account_id, typed_name=typed, actor=_actor(), now=_now()))
    for table, count in sorted(report.removed.items()):
        click.echo(f"{count:>10}  {table}")
    if report.data_keys_destroyed:
        click.echo("Its data keys are destroyed: what they sealed opens nowhere any more.")
    click.echo(f"{report.total:>10}  rows of '{report.account_name}' were removed.")


@command.command("admins")
@_account
@click.option("--add", callback=_checked(email_address), help="Make this address an administrator.")
@click.option("--remove", callback=_checked(email_address), help="Make this administrator an ordinary member.")
def admins_command(account_id: AccountId, add: str | None, remove: str | None) -> None:
    """Show who administers the account, after adding or removing."""

    async def work(stores: AccountStores) -> Account:
        if add is not None:
            await add_admin(stores, account_id, NewAdmin(add), actor=_actor())
        if remove is not None:
            await remove_admin(stores, account_id, remove, actor=_actor())
        return await get_account(stores, account_id, now=_now())

    for admin in _run(work).admins:
        click.echo(f"{admin.user_email}  {admin.role}")


def _run(work: Callable[[AccountStores], Awaitable[Result]]) -> Result:
    return asyncio.run(_with_stores(work))


async def _with_stores(work: Callable[[AccountStores], Awaitable[Result]]) -> Result:
    settings = load_settings()
    urls, catalogue = role_urls(settings), installed_catalogue()
    options = PoolOptions(size=2, statement_cache=settings.statement_cache)
    platform = Database(urls.platform, catalogue, options, is_platform=True)
    app = Database(urls.app, catalogue, options, roots=settings.root_keys)
    platform.journal = app.journal = AuditJournal(AuditKeys(settings.secret_key.get_secret_value()))
    try:
        with caused_by(Origin(lambda: Cause("command", _actor()))):
            return await work(AccountStores(platform, app))
    finally:
        await app.close()
        await platform.close()


def _summary(account: Account) -> dict[str, object]:
    return {
        "account_id": account.account_id,
        "account_name": account.account_name,
        "status": account.status,
        "domains": [item.domain for item in account.domains],
        "admins": [admin.user_email for admin in account.admins],
        "max_budget": None if account.max_budget_usd is None else str(account.max_budget_usd),
        "spend": str(account.spend_usd),
        "created_at": account.created_at.isoformat(),
    }


def _actor() -> str:
    return f"alchemi accounts ({getpass.getuser()})"


def _now() -> datetime:
    return datetime.now(UTC)
