"""Log lines: what happened is the message, facts are fields; the account of the task is added to each."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any, Final

from alchemi.tenancy.context import bound_account

_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message", "taskName"}


def log_config(level: str, shape: str) -> dict[str, Any]:
    """Configuration of `logging` for the server: one handler on stderr; other packages speak from warning upwards."""
    formatter = "alchemi.cli.log_lines.JsonLine" if shape == "json" else "alchemi.cli.log_lines.TextLine"
    own = {"level": level.upper()}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": formatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {"alchemi": own, "uvicorn": own},
    }


def _facts(record: logging.LogRecord) -> dict[str, object]:
    # The wheel marks the records it has looked through for secrets.
    facts = {
        name: value for name, value in vars(record).items() if name not in _STANDARD and name != "litellm_redacted"
    }
    account = bound_account()
    return {"account_id": account, **facts} if account is not None else facts


class JsonLine(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what is no JSON value is shown as text."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **_facts(record),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


class TextLine(logging.Formatter):
    """A line for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, followed by the traceback if there is one."""
        time = datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S")
        facts = "".join(f" {name}={value}" for name, value in _facts(record).items())
        line = f"{time} {record.levelname:<7} {record.getMessage()}{facts}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line
