"""Measures two ways of doing one thing in turns, so that both see the same machine."""

from __future__ import annotations

import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

Operation = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Measured:
    """Wall time and this process's CPU time of one operation, in microseconds: the quietest round and the median one."""

    best_us: float
    median_us: float
    cpu_us: float


async def measure(operations: dict[str, Operation], *, rounds: int = 40, repeats: int = 60) -> dict[str, Measured]:
    """Run each operation `repeats` times per round, all of them in every round, after a warm-up."""
    walls: dict[str, list[float]] = {name: [] for name in operations}
    cpus: dict[str, list[float]] = {name: [] for name in operations}
    for operation in operations.values():
        for _ in range(repeats):
            await operation()
    for number in range(rounds):
        names = list(operations)
        # The order turns, so that nobody always runs after the same neighbour.
        for name in names[number % len(names) :] + names[: number % len(names)]:
            operation = operations[name]
            wall, cpu = time.perf_counter(), time.process_time()
            for _ in range(repeats):
                await operation()
            walls[name].append((time.perf_counter() - wall) / repeats * 1e6)
            cpus[name].append((time.process_time() - cpu) / repeats * 1e6)
    return {
        name: Measured(min(walls[name]), statistics.median(walls[name]), statistics.median(cpus[name]))
        for name in operations
    }


def table(title: str, measured: dict[str, Measured], base: str) -> str:
    """A line per operation, with its ratio to `base` by the quietest round and by the median."""
    lines = [title, f"  {'':34}{'best us':>10}{'median us':>11}{'CPU us':>9}{'best x':>8}{'median x':>10}"]
    reference = measured[base]
    lines.extend(
        f"  {name:34}{m.best_us:10.0f}{m.median_us:11.0f}{m.cpu_us:9.0f}"
        f"{m.best_us / reference.best_us:8.2f}{m.median_us / reference.median_us:10.2f}"
        for name, m in measured.items()
    )
    return "\n".join(lines)
