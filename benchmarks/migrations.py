"""How long a database takes: from nothing to the whole schema, and a look at one that is current.

python -m benchmarks.migrations
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from alchemi.db.embedded import EmbeddedPostgres
from alchemi.db.migrations import migrate
from alchemi.db.schema.composer import installed_catalogue


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="alchemi-bench-") as home:
        Path(home).chmod(0o755)
        server = EmbeddedPostgres(Path(home) / "pg")
        began = time.perf_counter()
        server.start()
        print(f"embedded server, first start   {time.perf_counter() - began:6.2f} s")
        try:
            for name in ("migration from nothing", "look at a current database"):
                wall, cpu = time.perf_counter(), time.process_time()
                report = asyncio.run(
                    migrate(server.dsn, secret_key="benchmark-secret-that-guards-nothing",
                            catalogue=installed_catalogue(), report=lambda _: None)
                )  # fmt: skip
                print(
                    f"{name:30} {time.perf_counter() - wall:6.2f} s, {time.process_time() - cpu:.2f} s CPU here,"
                    f" {len(report.wheel_files)} files of the wheel"
                )
        finally:
            server.stop()


if __name__ == "__main__":
    main()
