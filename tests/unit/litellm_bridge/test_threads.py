"""The bound account follows work into threads, and nothing stays there."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from alchemi.litellm_bridge import threads
from alchemi.tenancy.context import acting_for, bound_account


@pytest.fixture(autouse=True)
def patched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ThreadPoolExecutor, "submit", ThreadPoolExecutor.submit)
    monkeypatch.setattr(threading.Thread, "start", threading.Thread.start)
    threads.install()
    threads.install()


def in_thread() -> object:
    seen: list[object] = []
    thread = threading.Thread(target=lambda: seen.append(bound_account()))
    thread.start()
    thread.join()
    return seen[0]


def test_a_thread_has_the_account_of_its_starter() -> None:
    with acting_for("a"):
        assert in_thread() == "a"
    assert in_thread() is None


def test_a_pools_worker_forgets_the_account_after_each_task() -> None:
    with ThreadPoolExecutor(1) as pool:
        with acting_for("a"):
            assert pool.submit(bound_account).result() == "a"
        assert pool.submit(bound_account).result() is None
        with acting_for("b"):
            assert pool.submit(bound_account).result() == "b"


async def test_the_event_loops_executor_has_it_too() -> None:
    with acting_for("a"):
        assert await asyncio.get_running_loop().run_in_executor(None, bound_account) == "a"
        assert await asyncio.to_thread(bound_account) == "a"


def test_a_class_that_overrides_run_has_it_too() -> None:
    class Own(threading.Thread):
        seen: object = None

        def run(self) -> None:
            self.seen = bound_account()

    with acting_for("a"):
        thread = Own()
        thread.start()
        thread.join()
    assert thread.seen == "a"
