"""The command `alchemi`: each subcommand is imported when it is used, so that `--help` answers at once."""

from __future__ import annotations

import importlib
import signal
import sys
from typing import Final

import click

from alchemi.errors import AlchemiError, ConfigurationError

_COMMANDS: Final = {
    "up": "Run everything on this machine: database, migrations, secrets, demo account, server.",
    "serve": "Serve against DATABASE_URL.",
    "migrate": "Bring the database of DATABASE_URL to the current schema.",
    "accounts": "Make, list, suspend, reactivate and purge accounts; their administrators.",
    "audit": "Verify and export the audit trail.",
    "openapi": "Print the OpenAPI document of all routes, ours and the gateway's.",
    "secrets": "Change the keys under which secrets are stored.",
    "doctor": "Say in plain words what is wrong with this environment.",
    "demo-model-server": "Run the demo model server alone, on loopback.",
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"alchemi.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="alchemi-studio-console", prog_name="alchemi")
def cli() -> None:
    """Alchemi Studio Console: a multi-tenant AI gateway and control plane."""


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 failed, 2 wrong configuration or usage, 130 interrupted."""
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(128 + signal.SIGINT)
    except ConfigurationError as error:
        _complain("The configuration cannot be used:", *(f"  - {problem}" for problem in error.problems))
        _complain("All variables: docs/operations/configuration.md. `alchemi doctor` checks the rest.")
        sys.exit(2)
    except AlchemiError as error:
        _complain(f"Error: {error.detail}")
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _complain(*lines: str) -> None:
    for line in lines:
        click.echo(line, err=True)
