"""Writes the reference of our API into `docs/api/`, from the document that is served: `python -m scripts.api_reference`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alchemi.endpoints import ROUTERS
from alchemi.rest.application import management_app
from alchemi.rest.reference import facts_of, pages

FOLDER: Final = Path("docs/api")


def current() -> dict[str, str]:
    """Every page as it has to be, by the name of its file."""
    return pages(management_app(ROUTERS, {}, version="0").openapi(), facts_of(ROUTERS))


if __name__ == "__main__":
    wanted = current()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for page in FOLDER.glob("*.md"):
        if page.name not in wanted:
            page.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text)
