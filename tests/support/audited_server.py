"""Serves the application and writes down what it asks of the world beyond this machine.

Run as `python -m tests.support.audited_server PORT FILE`. The event loop is asyncio's own: uvloop opens connections without
telling the interpreter.
"""

from __future__ import annotations

import ipaddress
import sys
from pathlib import Path
from typing import Any

import uvicorn

_LOCAL_NAMES = {"localhost", "", None, "0.0.0.0", "127.0.0.1", "::1"}


def _is_local(host: Any) -> bool:
    text = host.decode() if isinstance(host, bytes) else host
    if text in _LOCAL_NAMES or (isinstance(text, str) and text.startswith("/")):
        return True
    try:
        return ipaddress.ip_address(text).is_loopback
    except ValueError:
        return False


def watch(file: str) -> None:
    """Append to `file` each address looked up or connected to that is not this machine's, and each program started."""

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.sendto"):
            address = args[1]
            outside = isinstance(address, tuple) and not _is_local(address[0])
        elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
            address = args[0]
            outside = not _is_local(address)
        elif event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"):
            # The OpenAI client asks once for the kind of processor.
            address, outside = args[0], args[0] != "uname"
        else:
            return
        if outside:
            with Path(file).open("a") as log:
                log.write(f"{event} {address!r}\n")

    sys.addaudithook(hook)


def serve() -> None:
    """Serve until it is ended, watched, as the arguments say."""
    watch(sys.argv[2])
    uvicorn.run(
        "alchemi.app:create_app",
        factory=True,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        loop="asyncio",
        access_log=False,
        timeout_graceful_shutdown=10,
        timeout_keep_alive=75,
    )


if __name__ == "__main__":
    serve()
