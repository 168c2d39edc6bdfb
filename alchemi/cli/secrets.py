"""`alchemi secrets`: changes the keys under which secrets are stored, while servers run."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final

import click

from alchemi.cli.databases import role_urls
from alchemi.config.settings import load_settings
from alchemi.db.engine import Database
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.secret_rotation import RotationReport, Unreadable, reseal_account, rewrap_keys, rotate_data_key
from alchemi.db.sql.statement import Statement
from alchemi.errors import SecretError
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId, parse_account_id

_ACCOUNTS: Final = "SELECT account_id FROM \"Alchemi_AccountTable\" WHERE status <> 'deleted' ORDER BY account_id"
Work = Callable[[Database, AccountId], Awaitable[RotationReport]]


def _account(_ctx: click.Context, _param: click.Parameter, value: str | None) -> AccountId | None:
    try:
        return None if value is None else parse_account_id(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


_one = click.option("--account", "account", callback=_account, help="This account alone; all of them when left out.")


@click.group("secrets")
def command() -> None:
    """Change the keys under which secrets are stored. Servers may run; every command is safe to repeat."""


@command.command("rotate")
@_one
@click.option(
    "--data-keys", "level", flag_value="data-keys", help="Give accounts new data keys; seal all secrets anew."
)
@click.option("--root", "level", flag_value="root", help="Wrap data keys with the new ALCHEMI_SECRET_KEY.")
def rotate_command(account: AccountId | None, level: str | None) -> int:
    """Change keys, and say what was done and what could not be read. Exit code 1 when something could not."""
    if level is None:
        raise click.UsageError("Say which keys: --data-keys or --root.")
    return _report(_root if level == "root" else _data_keys, account)


@command.command("seal")
@_one
def seal_command(account: AccountId | None) -> int:
    """Seal what is stored in clear or under retired keys: after an upgrade, or a rotation that was cut short."""
    return _report(reseal_account, account)


async def _data_keys(database: Database, account: AccountId) -> RotationReport:
    return await rotate_data_key(database, account, now=datetime.now(UTC))


async def _root(database: Database, account: AccountId) -> RotationReport:
    """Also seals what only the former root key opens: values that the wheel's own scheme wrote."""
    report = await rewrap_keys(database, account)
    return report if report.unreadable else report.with_resealed(await reseal_account(database, account))


def _report(work: Work, account: AccountId | None) -> int:
    reports, failed = asyncio.run(_run(work, account))
    for report in reports:
        _show(report)
    for name, reason in failed.items():
        click.echo(f"{name}: {reason}", err=True)
    incomplete = sum(not report.is_complete for report in reports) + len(failed)
    click.echo(f"{len(reports) + len(failed)} accounts, {incomplete} with something left to do.")
    return 1 if incomplete else 0


async def _run(work: Work, account: AccountId | None) -> tuple[list[RotationReport], dict[AccountId, str]]:
    settings = load_settings()
    urls, catalogue = role_urls(settings), installed_catalogue()
    options = PoolOptions(size=2, statement_cache=settings.statement_cache)
    app = Database(urls.app, catalogue, options, roots=settings.root_keys)
    reports: list[RotationReport] = []
    failed: dict[AccountId, str] = {}
    try:
        for name in [account] if account else await _all_accounts(urls.platform, options):
            try:
                reports.append(await work(app, name))
            except SecretError as error:
                # One account's trouble is not the others'.
                failed[name] = error.detail
    finally:
        await app.close()
    return reports, failed


async def _all_accounts(dsn: str, options: PoolOptions) -> list[AccountId]:
    platform = Database(dsn, installed_catalogue(), options, is_platform=True)
    try:
        async with platform.unit(is_read_only=True) as unit:
            records = await unit.fetch(Statement(_ACCOUNTS, []))
    finally:
        await platform.close()
    return [*dict.fromkeys((SYSTEM_ACCOUNT, *(AccountId(record[0]) for record in records)))]


def _show(report: RotationReport) -> None:
    done = [f"{count} rows of {table} sealed anew" for table, count in sorted(report.resealed.items())]
    done += [f"{report.rewrapped} data keys wrapped anew"] if report.rewrapped else []
    done += [f"{report.destroyed} former data keys destroyed"] if report.destroyed else []
    done += [f"{report.kept} former data keys kept: something still names them"] if report.kept else []
    click.echo(f"{report.account}: {'; '.join(done) or 'nothing to do'}")
    for what, places in (
        ("cannot be read", report.unreadable),
        ("was written by others all the time", report.contended),
    ):
        for place in places:
            click.echo(f"  {_place(place)} {what}")


def _place(place: Unreadable) -> str:
    return f"{place.table}, row {place.row}" + (f", {place.place}" if place.place else "")
