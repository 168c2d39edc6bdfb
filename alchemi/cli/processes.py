"""Programs of ours that run beside this one and end with it."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Final, Self

_PR_SET_PDEATHSIG: Final = 1


class Child:
    """`alchemi <arguments>` as a process in its own session, so that Ctrl-C reaches its parent alone."""

    def __init__(self, arguments: Sequence[str], environ: Mapping[str, str], *, stop_timeout_s: float) -> None:
        command = [sys.executable, "-m", "alchemi.cli", *arguments]
        self._stop_timeout_s = stop_timeout_s
        self._process = subprocess.Popen(command, env=dict(environ), start_new_session=True)  # noqa: S603 (our own program)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.stop()

    def exit_code(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._process.poll()

    def stop(self) -> None:
        """Ask it to end; end it by force when it does not within its time."""
        if self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(self._stop_timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def end_with_parent(parent_pid: int) -> None:
    """Have the kernel end this process when its parent is killed and cannot do so itself (Linux; elsewhere nothing)."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent_pid:  # it was killed before the call above
        os.kill(os.getpid(), signal.SIGTERM)
