"""Carries the bound account into threads: the wheel's success callbacks and failure logs run there.

Only the account is carried; copying whole contexts would share what other libraries keep in theirs.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import wraps
from typing import Any, Final

from alchemi.tenancy.context import acting_for, bound_account

_MARK: Final = "_alchemi_carries_account"


def install() -> None:
    """Patch `ThreadPoolExecutor.submit` and `threading.Thread.start`. Safe to repeat."""
    if hasattr(ThreadPoolExecutor.submit, _MARK):
        return
    submit: Callable[..., Future[Any]] = ThreadPoolExecutor.submit
    start = threading.Thread.start

    @wraps(submit)
    def submit_as_account(
        self: ThreadPoolExecutor, fn: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> Future[Any]:
        return submit(self, _as_bound_account(fn), *args, **kwargs)

    @wraps(start)
    def start_as_account(self: threading.Thread) -> None:
        # A pool's own workers outlive the task that needed the first of them; what they run carries its own account.
        if not _is_pool_worker(self):
            self.run = _as_bound_account(self.run)  # type: ignore[method-assign]
        start(self)

    setattr(submit_as_account, _MARK, True)
    ThreadPoolExecutor.submit = submit_as_account  # type: ignore[assignment,method-assign]
    threading.Thread.start = start_as_account  # type: ignore[method-assign]


def _as_bound_account(function: Callable[..., Any]) -> Callable[..., Any]:
    account = bound_account()
    if account is None:
        return function

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        with acting_for(account):
            return function(*args, **kwargs)

    return run


def _is_pool_worker(thread: threading.Thread) -> bool:
    target = getattr(thread, "_target", None)
    return getattr(target, "__module__", "") == "concurrent.futures.thread"
