"""`alchemi audit`: whether the trail of events is whole, and what is in it; no server needs to run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from alchemi.audit.chain import Anchor, Verdict, verify
from alchemi.audit.event import AuditKeys
from alchemi.audit.export import ExportFormat, export_events
from alchemi.audit.search import EventFilter
from alchemi.cli.databases import role_urls
from alchemi.config.settings import load_settings
from alchemi.db.engine import Database
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.sql.statement import Statement
from alchemi.tenancy.account import parse_account_id

Result = TypeVar("Result")

_ACCOUNTS = (
    'SELECT account_id FROM "Alchemi_AuditChain" UNION SELECT account_id FROM "Alchemi_AuditEvent"'
    ' UNION SELECT account_id FROM "Alchemi_AuditCheckpoint" UNION SELECT account_id FROM "Alchemi_AccountTable"'
    " WHERE status <> 'deleted' ORDER BY 1"
)


@click.group("audit")
def command() -> None:
    """Verify and export the audit trail."""


def _account_id(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    try:
        return None if value is None else parse_account_id(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@command.command("verify")
@click.option("--account", callback=_account_id, help="One account; all of them when it is left out.")
@click.option(
    "--anchors",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Checkpoints that were kept elsewhere: lines of ACCOUNT SEQUENCE HASH.",
)
@click.option("--quiet", is_flag=True, help="Show what is broken alone.")
def verify_command(account: str | None, anchors: Path | None, *, quiet: bool) -> int:
    """Check that no event was changed, removed, added or moved. Exit code 1 when one was."""
    kept = _anchors(anchors.read_text("utf-8")) if anchors else {}
    verdicts = _run(lambda platform, keys: _verify(platform, keys, account, kept))
    for verdict in verdicts:
        if not (quiet and verdict.is_whole):
            click.echo(str(verdict))
    return 0 if all(verdict.is_whole for verdict in verdicts) else 1


@command.command("anchors")
@click.option("--account", callback=_account_id, help="One account; all of them when it is left out.")
def anchors_command(account: str | None) -> int:
    """Write the end of each chain, as `verify --anchors` takes it later: to be kept out of the database's reach."""
    verdicts = _run(lambda platform, keys: _verify(platform, keys, account, {}))
    for verdict in verdicts:
        if not verdict.is_whole:
            click.echo(str(verdict), err=True)
        elif verdict.last:
            click.echo(f"{verdict.account} {verdict.last} {verdict.last_hash}")
    return 0 if all(verdict.is_whole for verdict in verdicts) else 1


@command.command("export")
@click.option("--account", required=True, callback=_account_id, help="Whose events; _system for the platform's own.")
@click.option("--format", "kind", type=click.Choice(["csv", "jsonl"]), default="jsonl", show_default=True)
@click.option(
    "--output", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="A file; else to the screen."
)
def export_command(account: str, kind: ExportFormat, output: TextIO) -> None:
    """Write all events of an account, newest first."""

    async def work(platform: Database, _keys: AuditKeys) -> None:
        async for text in export_events(lambda: platform.unit(is_read_only=True), account, EventFilter(), kind):
            output.write(text)

    _run(work)


async def _verify(
    platform: Database, keys: AuditKeys, account: str | None, kept: dict[str, list[Anchor]]
) -> list[Verdict]:
    if account is not None:
        accounts = [account]
    else:
        async with platform.unit(is_read_only=True) as unit:
            found = {row["account_id"] for row in await unit.fetch(Statement(_ACCOUNTS, []))}
        accounts = sorted(found | kept.keys())
    verdicts = []
    for one in accounts:
        async with platform.unit(is_read_only=True) as unit:
            verdicts.append(await verify(unit, one, keys, anchors=kept.get(one, ())))
    return verdicts


def _anchors(text: str) -> dict[str, list[Anchor]]:
    kept: dict[str, list[Anchor]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                account, sequence, hashed = line.split()
                kept.setdefault(parse_account_id(account), []).append(Anchor(int(sequence), hashed))
            except ValueError as error:
                raise click.BadParameter(f"Line {number} is not an account, a sequence and a hash.") from error
    return kept


def _run(work: Callable[[Database, AuditKeys], Coroutine[Any, Any, Result]]) -> Result:
    async def run() -> Result:
        async with _platform() as (platform, keys):
            return await work(platform, keys)

    return asyncio.run(run())


@asynccontextmanager
async def _platform() -> AsyncIterator[tuple[Database, AuditKeys]]:
    settings = load_settings()
    options = PoolOptions(size=1, statement_cache=settings.statement_cache)
    platform = Database(role_urls(settings).platform, installed_catalogue(), options, is_platform=True)
    try:
        yield platform, AuditKeys(settings.secret_key.get_secret_value())
    finally:
        await platform.close()
