"""Log lines carry the event, its facts and the account of the task."""

from __future__ import annotations

import json
import logging
import logging.config

import pytest

from alchemi.cli.log_lines import JsonLine, TextLine, log_config
from alchemi.tenancy.context import acting_for


def record(**facts: object) -> logging.LogRecord:
    return logging.makeLogRecord({"name": "alchemi.x", "levelname": "INFO", "msg": "account.suspended", **facts})


def test_a_json_line_holds_event_facts_and_account() -> None:
    with acting_for("acme"):
        line = json.loads(JsonLine().format(record(reason="unpaid", limit={1})))
    assert line["event"] == "account.suspended"
    assert (line["account_id"], line["reason"], line["level"], line["limit"]) == ("acme", "unpaid", "info", "{1}")
    assert line["time"].endswith("+00:00")


def test_without_an_account_none_is_named() -> None:
    assert "account_id" not in json.loads(JsonLine().format(record()))


def test_a_text_line_is_one_line_and_keeps_the_traceback() -> None:
    try:
        raise ValueError("cause")
    except ValueError as error:
        failed = record(exc_info=(type(error), error, error.__traceback__), reason="x")
    text = TextLine().format(failed)
    assert "INFO    account.suspended reason=x\nTraceback" in text
    assert json.loads(JsonLine().format(failed))["traceback"].endswith("ValueError: cause")


@pytest.mark.parametrize("shape", ["text", "json"])
def test_the_configuration_is_one_that_logging_accepts(shape: str) -> None:
    logging.config.DictConfigurator(log_config("debug", shape))
    assert log_config("debug", shape)["loggers"]["alchemi"] == {"level": "DEBUG"}
