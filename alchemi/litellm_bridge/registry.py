"""The runtimes that this process holds: loaded when first asked for, kept fresh by version, let go when idle."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from alchemi.db.account_versions import Versions
from alchemi.errors import DatabaseUnavailableError
from alchemi.litellm_bridge.account_runtime import AccountRuntime, all_runtimes, drop_runtime, runtime_of
from alchemi.litellm_bridge.caches import drop_buckets
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId
from alchemi.tenancy.context import acting_for, acting_for_nobody

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hooks:
    """What the registry asks of the wheel, each called with the account bound.

    `load` reads the account's rows into its slots; `forget_access` drops cached keys, users, teams and budgets; `flush`
    writes what is queued; `is_dirty` says whether anything is.
    """

    load: Callable[[], Awaitable[object]]
    forget_access: Callable[[], None]
    flush: Callable[[], Awaitable[object]]
    is_dirty: Callable[[AccountRuntime], bool]


@dataclass(frozen=True, slots=True)
class Limits:
    """`capacity` runtimes at most; one unused for `idle_s` is let go. `poll_s` between two looks at the versions.

    `reconcile_s`: a loaded account is read anew at least this often, whatever its version says.
    """

    capacity: int = 2000
    idle_s: float = 1800.0
    poll_s: float = 1.0
    reconcile_s: float = 900.0


class RuntimeRegistry:
    """Owner of the runtimes of all tenants; the system account's is the process's own and never let go."""

    def __init__(
        self,
        versions_of: Callable[[Sequence[AccountId]], Awaitable[Mapping[AccountId, Versions]]],
        hooks: Hooks,
        limits: Limits | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        forget_keys: Callable[[AccountId], None] = lambda _account: None,
    ) -> None:
        self._versions_of = versions_of
        self._hooks = hooks
        self._limits = limits or Limits()
        self._clock = clock
        self._forget_keys = forget_keys
        self._seen: dict[AccountId, Versions] = {}
        self._task: asyncio.Task[None] | None = None
        self._reloads: set[asyncio.Task[None]] = set()

    def loaded(self) -> list[AccountId]:
        """The accounts whose state is in this process."""
        return [runtime.account for runtime in all_runtimes() if runtime.version is not None]

    @asynccontextmanager
    async def using(self, account: AccountId) -> AsyncIterator[AccountRuntime]:
        """The account's runtime, loaded; it is not let go within the block.

        Raises:
            Exception: it could not be loaded; nothing of it is kept.
        """
        runtime = runtime_of(account)
        runtime.in_flight += 1
        try:
            if runtime.version is None:
                await self._load(runtime)
            yield runtime
        finally:
            runtime.in_flight -= 1
            runtime.last_used_s = self._clock()

    def start(self) -> None:
        """Begin to look for newer versions. The task belongs to no account."""
        with acting_for_nobody():
            self._task = asyncio.get_running_loop().create_task(self._watch())

    async def stop(self) -> None:
        """Stop looking, and write what every account has queued."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, *self._reloads, return_exceptions=True)
            self._task = None
        for runtime in list(all_runtimes()):
            if runtime.account != SYSTEM_ACCOUNT:
                await self._flush(runtime)

    async def refresh(self) -> None:
        """Compare the loaded accounts with the database, once: reload what changed, let go what is idle."""
        loaded = self.loaded()
        if loaded:
            found = await self._versions_of(loaded)
            now_s = self._clock()
            for account in loaded:
                self._compare(runtime_of(account), found.get(account, Versions()), now_s)
        await self._let_go()

    def _compare(self, runtime: AccountRuntime, found: Versions, now_s: float) -> None:
        seen = self._seen.get(runtime.account, Versions())
        if found.is_deleted:
            # What it has queued goes with it: its rows are being removed.
            self._forget(runtime)
            log.info("account.discarded", extra={"discarded_account": runtime.account})
            return
        if found.access != seen.access:
            with acting_for(runtime.account):
                self._hooks.forget_access()
        self._seen[runtime.account] = found
        is_old = now_s - runtime.loaded_at_s > self._limits.reconcile_s
        if runtime.version != found.configuration or is_old:
            # Requests go on with the state at hand meanwhile.
            task = asyncio.get_running_loop().create_task(self._reload(runtime))
            self._reloads.add(task)
            task.add_done_callback(self._reloads.discard)

    async def _reload(self, runtime: AccountRuntime) -> None:
        try:
            await self._load(runtime, again=True)
        except Exception:
            # The state at hand stays in use; the next look tries again.
            log.exception("account.reload_failed", extra={"failed_account": runtime.account})

    async def _load(self, runtime: AccountRuntime, *, again: bool = False) -> None:
        async with runtime.lock:
            if runtime.version is not None and not again:
                return
            # Read before the rows: a write in between is then seen as newer.
            found = (await self._versions_of([runtime.account])).get(runtime.account, Versions())
            if again and runtime.version == found.configuration and self._is_fresh(runtime):
                return
            try:
                with acting_for(runtime.account):
                    await self._hooks.load()
            except BaseException:
                if runtime.version is None:
                    self._forget(runtime)
                raise
            self._seen.setdefault(runtime.account, found)
            runtime.version = found.configuration
            runtime.loaded_at_s = self._clock()

    def _is_fresh(self, runtime: AccountRuntime) -> bool:
        return self._clock() - runtime.loaded_at_s <= self._limits.reconcile_s

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._limits.poll_s)
            try:
                await self.refresh()
            except DatabaseUnavailableError:
                log.warning("accounts.versions_unavailable")
            except Exception:
                # A background loop must live on; what it missed is seen at the next look.
                log.exception("accounts.refresh_failed")

    async def _let_go(self) -> None:
        idle = sorted(self._idle(), key=lambda runtime: runtime.last_used_s)
        surplus = len(self.loaded()) - self._limits.capacity
        now_s = self._clock()
        for position, runtime in enumerate(idle):
            if position < surplus or now_s - runtime.last_used_s > self._limits.idle_s:
                await self.evict(runtime.account)

    def _idle(self) -> Iterable[AccountRuntime]:
        return (
            runtime
            for runtime in all_runtimes()
            if runtime.account != SYSTEM_ACCOUNT and not runtime.in_flight and runtime.version is not None
        )

    async def evict(self, account: AccountId) -> bool:
        """Write what the account has queued and free its state; False when it is in use again by then."""
        runtime = runtime_of(account)
        await self._flush(runtime)
        if runtime.in_flight or self._hooks.is_dirty(runtime):
            return False
        self._forget(runtime)
        log.info("account.evicted", extra={"evicted_account": account})
        return True

    async def _flush(self, runtime: AccountRuntime) -> None:
        try:
            with acting_for(runtime.account):
                await self._hooks.flush()
        except Exception:
            # Kept in memory: the next flush, or the one at the end, tries again.
            log.exception("account.flush_failed", extra={"failed_account": runtime.account})

    def _forget(self, runtime: AccountRuntime) -> None:
        for task in runtime.tasks:
            task.cancel()
        with acting_for(runtime.account), contextlib.suppress(KeyError):
            release_models(runtime)
        drop_buckets(runtime.account)
        self._forget_keys(runtime.account)
        drop_runtime(runtime.account)
        self._seen.pop(runtime.account, None)


def release_models(runtime: AccountRuntime) -> None:
    """Take the account's deployments out of what is one per process: the catalogue of prices."""
    import litellm

    from alchemi.litellm_bridge.scoped_state import ROUTER

    router = ROUTER.find(runtime)
    if router is None:
        return
    for identifier in router.get_model_ids():
        litellm.model_cost.pop(identifier, None)
    router.discard()
