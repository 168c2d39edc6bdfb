"""Serves the application with the sealing of secrets switched off: the control of the tests that look for them.

Run as `python -m tests.support.unsealed_server PORT FILE`.
"""

from __future__ import annotations

import sys

import uvicorn

from alchemi.db import sealed_rows

if __name__ == "__main__":
    # Before anything imports it by name.
    sealed_rows.has_secrets = lambda _unit, _table, _data: False
    uvicorn.run("alchemi.app:create_app", factory=True, host="127.0.0.1", port=int(sys.argv[1]), access_log=False)
