"""Writes `docs/isolation-report.md` from a run's `matrix.json`: `python -m tests.isolation.report [MATRIX]`, else runs it."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

REPORT: Final = Path(__file__).parents[2] / "docs" / "isolation-report.md"

_CLASSES: Final = {
    "public": "answers anyone, and shows nothing of an account",
    "account": "any member or key of an account, as far as its role there allows",
    "account_admin": "for an account's administrators",
    "platform": "the operator alone",
    "closed": "nobody; looks like a path that does not exist",
}
_PHASES: Final = {
    "anonymous": "every route without a credential",
    "classes": "the operator's and the closed routes, with A's administrator's key",
    "own": "A's own requests (they show that the attacks are real)",
    "spoofed": "reads that claim to be B, in seven headers and two parameters",
    "widest": "lists and reports without filters, with the widest parameters",
    "member": "the same reads by a member without a role",
    "restricted": "the same reads by a key that may list models only",
    "foreign ids": "every place that takes an id, given B's, alone and all together",
    "sockets": "WebSockets: without a credential, as B, by those who may less, with B's model",
    "engine": "rows seen through the database client, by B's ids and without a filter",
    "role": "rows seen by the application's database role with plain SQL",
    "cache": "B calls first, A repeats it word by word",
    "concurrency": "calls of A and B at the same time, a third of them streams",
    "sockets at once": "WebSockets of A and B open at the same time",
}
_FOUND: Final = {
    "leak": "bytes of another account",
    "change": "rows of another account changed",
    "oracle": "answers that tell whether another account has something",
    "open": "routes that were not refused",
}


def reached(matrix: dict[str, Any]) -> tuple[int, int, int]:
    """Account operations: all, those whose handler did its work, and those of them that ended at a provider."""
    account = [name for name, kind in matrix["classes"].items() if kind in ("account", "account_admin")]
    reach = [matrix["reach"].get(name, {}) for name in account]
    return (
        len(account),
        sum(bool(one.get("reached")) for one in reach),
        sum(bool(one.get("at_provider")) for one in reach),
    )


def render(matrix: dict[str, Any]) -> str:
    """The report as text."""
    return "\n".join([*_head(matrix), *_routes(matrix), *_attacks(matrix), *_controls(matrix), *_rest(matrix)]) + "\n"


def _head(matrix: dict[str, Any]) -> Iterator[str]:
    found = Counter(one["kind"] for one in matrix["findings"])
    controls = matrix["phases"].get("controls", {}).get("seeded", {})
    count, done, at_provider = reached(matrix)
    yield "# Isolation report"
    yield ""
    yield "Written by `python -m tests.isolation.report`; the test suite makes the same run and fails when this page"
    yield "does not agree with it. Three accounts share one database: A attacks, B holds marked data in every table,"
    yield "C is empty. Every byte that A receives is searched for B's marks, every row that is written is checked for its"
    yield "account, and every answer to one of B's ids is compared with the answer to an id that exists nowhere."
    yield ""
    yield "| Question | Result | Goal |"
    yield "|---|---|---|"
    for kind, words in _FOUND.items():
        yield f"| {words.capitalize()} | {found[kind]} | 0 |"
    yield f"| Operations with a class, and attacked as it says | {len(matrix['classes'])} | all |"
    yield f"| Routes of accounts reached by A's own request | {done} of {count} ({done / count:.0%}) | 85 % |"
    yield f"| … of these, as far as a provider that the test has no access to | {at_provider} | |"
    yield f"| Seeded leaks found | {sum(one['found'] for one in controls.values())} of {len(controls)} | all |"
    yield f"| Time | {matrix['seconds']:.0f} s | 300 s |"
    yield ""


def _routes(matrix: dict[str, Any]) -> Iterator[str]:
    yield "## Routes"
    yield ""
    yield "| Class | Operations | Who |"
    yield "|---|---|---|"
    counts = Counter(matrix["classes"].values())
    for kind, words in _CLASSES.items():
        yield f"| {kind} | {counts[kind]} | {words} |"
    yield ""
    opened = matrix["phases"]["sockets"]["reached"]
    yield "The class of each route is in `alchemi/auth/route_table.txt`. WebSockets and mounted files are classed there too."
    yield f"Of {len(opened)} WebSockets A's own request reached its provider through {sum(opened.values())}; the others want a"
    yield "provider or a setting that the test has not. Mounted files are not attacked one by one."
    yield ""


def _attacks(matrix: dict[str, Any]) -> Iterator[str]:
    yield "## Attacks"
    yield ""
    yield "| Attack | Calls | Answers |"
    yield "|---|---|---|"
    for phase, words in _PHASES.items():
        calls = matrix["calls"].get(phase)
        if calls is None:
            yield f"| {words} | not run | |"
        elif phase in ("engine", "role"):
            yield f"| {words} | {calls} statements | |"
        else:
            groups = Counter(f"{status[0]}xx" if status != "0" else "cut" for status in _expanded(matrix, phase))
            yield f"| {words} | {calls} | {', '.join(f'{count} {name}' for name, count in sorted(groups.items()))} |"
    yield ""
    undecided = matrix["phases"].get("undecided", {})
    if undecided:
        yield (
            "Not decided, because the answers to B's id and to an unknown one were both cut, or one was: "
            + ", ".join(f"`{name}`" for name in sorted(undecided))
        )
        yield ""
    for what, why in matrix["phases"].get("not run", {}).items():
        yield f"Not run: {what}, because {why}."
        yield ""
    if matrix["findings"]:
        yield "## Found"
        yield ""
        for one in matrix["findings"]:
            yield f"- {one['kind']}, {one['phase']}: `{one['operation']}`: {_plain(one['detail'])}"
        yield ""


def _expanded(matrix: dict[str, Any], phase: str) -> Iterator[str]:
    for status, count in matrix["statuses"][phase].items():
        yield from [status] * count


def _controls(matrix: dict[str, Any]) -> Iterator[str]:
    yield "## Seeded leaks"
    yield ""
    yield "Each was put in on purpose after the run, looked for in the same way, and taken out."
    yield ""
    yield "| Leak | Found | By |"
    yield "|---|---|---|"
    for name, one in matrix["phases"].get("controls", {}).get("seeded", {}).items():
        yield f"| {name} | {'yes' if one['found'] else '**no**'} | {_plain('; '.join(one['by'][:1]))} |"
    yield ""


def _rest(matrix: dict[str, Any]) -> Iterator[str]:
    yield "## Not reached"
    yield ""
    yield "Account routes whose handler did not do its work for A's own request, so that attacks on them prove less:"
    yield ""
    groups: dict[str, list[str]] = {}
    for name, one in sorted(matrix["reach"].items()):
        if not one.get("reached"):
            groups.setdefault(one.get("reason") or _why(one), []).append(name)
    for reason, names in sorted(groups.items(), key=lambda pair: -len(pair[1])):
        yield f"- {len(names)}, {reason}: {', '.join(f'`{name}`' for name in names)}"
    yield ""
    yield "## Not covered"
    yield ""
    yield "- Streams of MCP after their opening, and frames of WebSockets that do not reach their provider."
    yield "- Mail, webhooks, Redis and OpenTelemetry: this run has none configured. The server log of PostgreSQL."
    yield "- Timing of answers."


def _why(one: dict[str, Any]) -> str:
    if not one.get("entered"):
        return f"refused before the handler with {one['status']}" if one["status"] else "no answer within the limit"
    return f"the handler answered {one['status']}" if one["status"] else "no answer within the limit"


def _plain(text: str) -> str:
    return re.sub(r"[|`\n]", " ", text)[:200]


def same_facts(one: str, another: str) -> bool:
    """Whether two reports say the same, but for counts of calls, seconds and what depends on the run's timing."""
    return _facts(one) == _facts(another)


def _facts(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line.startswith(("#", "| "))]
    return [re.sub(r"\d+", "#", line.split("|")[1] if line.startswith("| ") else line) for line in lines]


def main() -> None:
    if len(sys.argv) > 1:
        matrix = json.loads(Path(sys.argv[1]).read_text())
    else:
        from tests.isolation.launch import run_matrix
        from tests.support.cluster import TestServer

        server = TestServer()
        try:
            database = asyncio.run(server.start().clone("isolation"))
            with tempfile.TemporaryDirectory() as folder:
                matrix = run_matrix(database, Path(folder))
        finally:
            server.stop()
    REPORT.write_text(render(matrix))


if __name__ == "__main__":
    main()
