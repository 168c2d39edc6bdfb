"""`alchemi migrate`: bring the database to the current schema; safe to run from every pod."""

from __future__ import annotations

import asyncio

import click

from alchemi.cli.databases import connect, wait_for_database
from alchemi.cli.progress import Progress
from alchemi.config.settings import Settings, load_settings
from alchemi.tenancy.account import parse_account_id


def _account(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    try:
        return None if value is None else parse_account_id(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command("migrate")
@click.option(
    "--adopt-into",
    metavar="ACCOUNT",
    callback=_account,
    help="Account that gets the rows of an existing LiteLLM database.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be applied and change nothing.")
def command(adopt_into: str | None, *, dry_run: bool) -> None:
    """Bring the database of DATABASE_URL to the current schema."""
    asyncio.run(_migrate(load_settings(), adopt_into, Progress(), dry_run=dry_run))


async def _migrate(settings: Settings, adopt_into: str | None, progress: Progress, *, dry_run: bool) -> None:
    with progress.step("Reaching the database"):
        await wait_for_database(settings, progress)
    if dry_run:
        await show_pending(settings, progress)
    else:
        await migrate_database(settings, progress, adopt_into=adopt_into)


async def show_pending(settings: Settings, progress: Progress) -> None:
    """List what a migration would do."""
    names = await pending_migrations(settings.owner.dsn)
    for name in names:
        progress.note(name.split("\n")[0])
    progress.say(f"{len(names)} to apply." if names else "Nothing to apply.")


async def pending_migrations(dsn: str) -> list[str]:
    """What a migration would do, file names first; asked as any role but the one that serves accounts."""
    from alchemi.db.migrations.runner import pending
    from alchemi.db.schema.composer import installed_catalogue

    connection = await connect(dsn)
    try:
        return list(await pending(connection, installed_catalogue()))
    finally:
        await connection.close()


async def migrate_database(settings: Settings, progress: Progress, *, adopt_into: str | None = None) -> None:
    """Apply everything that is pending."""
    from alchemi.db.migrations import migrate
    from alchemi.db.schema.composer import installed_catalogue

    with progress.step("Migrating the database"):
        report = await migrate(
            settings.owner.dsn,
            secret_key=settings.secret_key.get_secret_value(),
            catalogue=installed_catalogue(),
            adopt_into=adopt_into,
            report=progress.note,
            # Roles that the operator gave their own logins keep their passwords.
            set_passwords=settings.database_app_url is None,
        )
        if not report.was_current:
            files = len(report.wheel_files) + len(report.our_files)
            progress.note(f"applied {files} files and {len(report.statements)} statements for the account boundary")
        if report.adopted_tables:
            progress.note(f"gave the rows of {len(report.adopted_tables)} tables to the account '{adopt_into}'")
        for notice in report.notices:
            progress.note(f"note: {notice}")
