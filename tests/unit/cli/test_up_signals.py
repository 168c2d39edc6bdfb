"""A signal that comes while the interpreter runs a finalizer, where what is raised is dropped."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import os, signal
from alchemi.cli import up
from alchemi.cli.progress import Progress

class Finalized:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        [None for _ in range(100)]

class Gateway:
    def exit_code(self):
        return None

up._on_signal(up._stop)
thing = Finalized()
del thing
print("went on")
try:
    up._ended(Progress(), Gateway())
except up._Stopped:
    print("stopped")
"""


def test_the_end_is_not_forgotten() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "went on\nstopped\n", done.stderr
    assert "Exception ignored" in done.stderr
