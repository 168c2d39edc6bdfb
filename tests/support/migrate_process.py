"""A migration in a process of its own, to be killed: prints each step. Arguments: the owner's connection string."""

from __future__ import annotations

import asyncio
import sys

from alchemi.db.migrations import migrate
from alchemi.db.schema.composer import installed_catalogue
from tests.support.cluster import SECRET_KEY


def _step(text: str) -> None:
    print(text, flush=True)


asyncio.run(migrate(sys.argv[1], secret_key=SECRET_KEY, catalogue=installed_catalogue(), report=_step))
print("done", flush=True)
