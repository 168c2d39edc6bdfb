"""What stays behind when only A acts: logs, metrics, the provider's view, attempts to leave the machine."""

from __future__ import annotations

from pathlib import Path

from tests.isolation.canaries import Scanner
from tests.isolation.findings import Results


def scan_sinks(scanner: Scanner, results: Results, texts: dict[str, bytes]) -> None:
    """Find B's words in what A's calls left."""
    results.phases["bytes of sinks"] = {name: len(text) for name, text in texts.items()}
    for name, text in texts.items():
        for word in scanner.find(text):
            results.add("leak", "sinks", name, scanner.explain(word))


def collected(log_files: list[Path], ledger: list[bytes], outside: list[str]) -> dict[str, bytes]:
    """The sinks of this process. Metrics as the operator sees them."""
    from prometheus_client import generate_latest

    return {
        **{f"log {path.name}": path.read_bytes() for path in log_files if path.exists()},
        "metrics": generate_latest(),
        "provider": b"\n".join(ledger),
        "refused connections": "\n".join(outside).encode(),
    }
