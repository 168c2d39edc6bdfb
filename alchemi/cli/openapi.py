"""`alchemi openapi`: print the document of every operation. Needs no database: nothing is connected to."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Final

import click

from alchemi.config.secrets import new_secret
from alchemi.config.settings import load_settings, read_environment

_REQUIRED: Final = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "ALCHEMI_SECRET_KEY": new_secret(),
    "LITELLM_MASTER_KEY": f"sk-{new_secret()}",
    "UI_PASSWORD": new_secret(),
}
"""Stand-ins for what a server needs and the document does not say."""


@click.command("openapi")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write (default: standard output)."
)
@click.option("--own", is_flag=True, help="Leave out the gateway's routes: what the dashboard's client is made of.")
def command(output: Path | None, *, own: bool) -> None:
    """Print the OpenAPI document of all routes, ours and the gateway's."""
    from alchemi.app import build_document, build_own_document

    settings = load_settings({**_REQUIRED, **read_environment()})
    # What the wheel prints while it loads must not stand in the document.
    printed, sys.stdout = sys.stdout, sys.stderr
    try:
        document = build_own_document(settings) if own else build_document(settings)
        text = json.dumps(document, indent=1, ensure_ascii=False, sort_keys=False)
    finally:
        sys.stdout = printed
    if output is None:
        click.echo(text)
    else:
        temporary = output.with_suffix(f".{os.getpid()}")
        temporary.write_text(text, "utf-8")
        temporary.replace(output)
