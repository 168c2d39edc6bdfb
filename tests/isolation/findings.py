"""What a run has found: by operation and kind of attack, and every fault with what gives it away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Final

VOLATILE: Final = re.compile(
    rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,}|20\d\d-\d\d-\d\d[T ][\d:.]+(?:\+00:00|Z)?"
    rb"|\d{9,}(?:\.\d+)?|0x[0-9a-f]+|\d+\.\d{4,}|(?<=-)[A-Za-z0-9]{20,}|sk-[\w.-]+|[A-Za-z0-9_+/=-]{40,}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind`: leak (foreign bytes), change (a foreign row), oracle (existence told), open (not refused)."""

    kind: str
    phase: str
    operation: str
    detail: str


@dataclass(slots=True)
class Results:
    """`reach`: how far the account's own request came, by operation."""

    findings: list[Finding] = field(default_factory=list)
    reach: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    statuses: dict[str, Counter[int]] = field(default_factory=dict)
    phases: dict[str, dict[str, Any]] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)

    def add(self, kind: str, phase: str, operation: object, detail: str) -> None:
        finding = Finding(kind, phase, str(operation), detail[:400])
        if finding not in self.findings:
            self.findings.append(finding)

    def count(self, phase: str, status: int) -> None:
        self.calls[phase] += 1
        self.statuses.setdefault(phase, Counter())[status] += 1

    def of_kind(self, kind: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.kind == kind]

    def as_json(self) -> dict[str, Any]:
        return {
            "findings": [asdict(finding) for finding in self.findings],
            "reach": self.reach,
            "calls": dict(self.calls),
            "statuses": {phase: dict(sorted(count.items())) for phase, count in self.statuses.items()},
            "phases": self.phases,
            "slow": self.slow,
        }


def masked(body: bytes, sent: Iterable[str]) -> bytes:
    """`body` without the ids that were sent and without what differs from call to call."""
    for text in sorted(sent, key=len, reverse=True):
        body = body.replace(text.encode(), b"ID")
    return VOLATILE.sub(b"*", body)
