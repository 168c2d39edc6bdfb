"""The long run: `python -m tests.contract.run` asks every operation as every caller and prints the figures."""

from __future__ import annotations

import argparse
import sys
import time

from tests.contract.asking import SEED, Depth, Outcome, ask
from tests.contract.callers import served
from tests.support.cluster import TestServer


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.contract.run")
    parser.add_argument("--examples", type=int, default=6, help="requests of each operation that are drawn")
    parser.add_argument("--sequences", type=int, default=40, help="sequences of operations that are drawn")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--caller", action="append", help="only as this one")
    parser.add_argument("--path", help="only paths with this regular expression in them")
    chosen = parser.parse_args()
    server = TestServer()
    outcome, began = Outcome(), time.monotonic()
    try:
        with served(server.start()) as found:
            for caller in found.callers:
                if chosen.caller and caller.name not in chosen.caller:
                    continue
                since = time.monotonic()
                one = ask(
                    found.url, caller, Depth(chosen.examples, chosen.sequences), seed=chosen.seed, only=chosen.path
                )
                print(f"{caller.name}: {figures(one)} in {time.monotonic() - since:.0f} s", flush=True)
                outcome.add(one)
    finally:
        server.stop()
    report(outcome, time.monotonic() - began)
    return 1 if outcome.failures or outcome.errors else 0


def figures(outcome: Outcome) -> str:
    failed = sum(outcome.failures.values())
    return (
        f"{len(outcome.operations)} operations, {outcome.requests} requests, {sum(outcome.checks.values())} checks, "
        f"{failed} failures, {len(outcome.errors)} errors"
    )


def report(outcome: Outcome, took_s: float) -> None:
    for (check, operation, kind), text in sorted(outcome.told.items()):
        print(f"\n--- {check}: {operation}: {kind}\n{text}")
    for error in outcome.errors:
        print(f"\n--- error: {error}")
    print(f"\nAll: {figures(outcome)} in {took_s:.0f} s")
    print("Answers:", ", ".join(f"{status}: {count}" for status, count in sorted(outcome.statuses.items())))
    for name, count in sorted(outcome.checks.items()):
        print(f"  {name}: {count} checked, {outcome.failures[name]} failed")


if __name__ == "__main__":
    sys.exit(main())
