"""The table of settings in `docs/operations/configuration.md`; `python -m alchemi.config.reference` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from pydantic_core import PydanticUndefined

from alchemi.config.settings import Settings

PAGE: Final = Path("docs/operations/configuration.md")

_TABLE: Final = re.compile(r"(<!-- settings -->\n).*?(<!-- /settings -->)", re.DOTALL)


def settings_table() -> str:
    """Return every variable with its default and meaning as a Markdown table."""
    rows = ["| Variable | Default | Meaning |", "|---|---|---|"]
    for field in Settings.model_fields.values():
        if field.default is PydanticUndefined:
            default = "**required**"
        elif field.default in (None, ()):
            default = ""
        else:
            default = f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"
        rows.append(f"| `{field.validation_alias}` | {default} | {field.description} |")
    return "\n".join(rows) + "\n"


def with_current_table(page: str) -> str:
    """Return `page` with its table of settings replaced by the current one."""
    return _TABLE.sub(lambda match: match[1] + settings_table() + match[2], page)


if __name__ == "__main__":
    PAGE.write_text(with_current_table(PAGE.read_text()))
