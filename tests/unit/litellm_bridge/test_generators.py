"""What is left behind is closed by its own."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Iterator
from contextvars import Context, ContextVar

import pytest
from litellm.litellm_core_utils.streaming_handler import CustomStreamWrapper

from alchemi.litellm_bridge import generators
from alchemi.tenancy.context import acting_for, acting_for_nobody, bound_account


@pytest.fixture(autouse=True)
def hooks() -> Iterator[None]:
    before = sys.get_asyncgen_hooks()
    yield
    sys.set_asyncgen_hooks(*before)


async def stream(ended: list[object]) -> AsyncIterator[int]:
    try:
        for number in range(10):
            yield number
    finally:
        await asyncio.sleep(0)
        ended.append(bound_account())


class InCycle:
    """Keeps a generator in a cycle, so that only a collection ends it."""

    def __init__(self, generator: AsyncIterator[int]) -> None:
        self.generator = generator
        self.itself = self


@pytest.mark.parametrize("in_cycle", [False, True])
async def test_an_abandoned_generator_is_closed_as_who_began_it(*, in_cycle: bool) -> None:
    generators.install()
    ended: list[object] = []
    held: list[object] = []
    for number in range(5):
        with acting_for(f"owner-{number}"):
            generator = stream(ended)
            await anext(generator)
            held.append(InCycle(generator) if in_cycle else generator)
            del generator
    with acting_for("other"):
        held.clear()
        gc.collect()
        await asyncio.sleep(0.01)
    assert sorted(map(str, ended)) == [f"owner-{number}" for number in range(5)]


async def test_a_generator_that_nobody_began_is_closed_as_nobody() -> None:
    generators.install()
    ended: list[object] = []
    generator = stream(ended)
    await anext(generator)
    del generator
    with acting_for_nobody():
        gc.collect()
    await asyncio.sleep(0.01)
    assert ended == [None]


async def test_ended_generators_are_forgotten() -> None:
    generators.install()
    with acting_for("owner"):
        for _ in range(2 * generators._REMEMBERED):
            assert [number async for number in stream([])] == list(range(10))
    assert len(generators._live) < 10
    assert len(generators._ended) <= generators._REMEMBERED


_said: ContextVar[str] = ContextVar("said", default="nothing")


class _Call:
    """What a stream asks to put the context back as it was."""

    def _restore_correlation_context_if_unclaimed(self) -> None:
        _said.set("something")


def collect_a_stream() -> str:
    """What the context says when a stream that nobody has any more was collected."""
    stream = object.__new__(CustomStreamWrapper)
    stream.logging_obj, stream.itself = _Call(), stream
    del stream
    gc.collect()
    return _said.get()


def test_a_stream_that_is_collected_sets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Context().run(collect_a_stream) == "something", "the wheel has mended it; take the seam away"
    monkeypatch.setattr(CustomStreamWrapper, "__del__", CustomStreamWrapper.__del__)
    generators.collect_safely()
    assert Context().run(collect_a_stream) == "nothing"
