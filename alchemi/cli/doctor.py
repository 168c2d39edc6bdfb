"""`alchemi doctor`: look at everything the server needs and say in plain words what is wrong. Changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import click

from alchemi.cli import doctor_database, doctor_machine
from alchemi.cli.doctor_findings import Finding, Level
from alchemi.config.settings import Settings, load_settings, read_environment
from alchemi.errors import ConfigurationError

_MARKS = {Level.OK: "ok  ", Level.WARN: "WARN", Level.FAIL: "FAIL"}


@click.command("doctor")
def command() -> int:
    """Say in plain words what is wrong with this environment. Exit code 1 when something must be mended."""
    counts = asyncio.run(_report())
    click.echo(f"\n{counts[Level.OK]} ok, {counts[Level.WARN]} to look at, {counts[Level.FAIL]} to mend.")
    return 1 if counts[Level.FAIL] else 0


async def _report() -> dict[Level, int]:
    counts = dict.fromkeys(Level, 0)
    async for finding in _findings():
        counts[finding.level] += 1
        click.echo(f"{_MARKS[finding.level]}  {finding.subject}: {finding.text}")
        if finding.advice:
            click.echo(f"      {finding.advice}")
    return counts


async def _findings() -> AsyncIterator[Finding]:
    environ = read_environment()
    settings, findings = _settings(environ)
    for finding in findings:
        yield finding
    for finding in doctor_machine.findings(environ, env_file=Path(".env")):
        yield finding
    async for finding in doctor_database.findings(environ, settings):
        yield finding
    async for finding in doctor_machine.redis_findings(environ):
        yield finding


def _settings(environ: dict[str, str]) -> tuple[Settings | None, list[Finding]]:
    usable = dict(environ)
    if "DATABASE_URL" not in usable:
        usable["DATABASE_URL"] = "postgresql://embedded/alchemi"
    try:
        return load_settings(usable), [
            Finding.ok("Configuration", "every variable is well formed, every secret strong")
        ]
    except ConfigurationError as error:
        advice = "See docs/operations/configuration.md."
        return None, [Finding.fail("Configuration", problem, advice) for problem in error.problems]
