"""`alchemi migrate`, `serve` and `doctor` against a real server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from alchemi.cli.databases import wait_for_database
from alchemi.cli.demo import ensure_demo_account
from alchemi.cli.progress import Progress
from alchemi.config.secrets import new_secret
from alchemi.config.settings import Settings, load_settings
from alchemi.db.roles import role_dsn
from alchemi.errors import AlchemiError, DatabaseUnavailableError
from tests.support.cluster import SECRET_KEY, TestDatabase


def environment(owner_dsn: str, **changes: str) -> dict[str, str]:
    """Every setting for `owner_dsn`. The roles are given: their passwords belong to the shared server."""
    return {
        "DATABASE_URL": owner_dsn,
        "ALCHEMI_DATABASE_APP_URL": role_dsn(owner_dsn, "app", SECRET_KEY),
        "ALCHEMI_DATABASE_PLATFORM_URL": role_dsn(owner_dsn, "platform", SECRET_KEY),
        "ALCHEMI_SECRET_KEY": new_secret(),
        "LITELLM_MASTER_KEY": f"sk-{new_secret()}",
        "UI_PASSWORD": new_secret(12),
        **changes,
    }


def alchemi(*arguments: str, cwd: Path, environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "alchemi.cli", *arguments],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "HOME": str(cwd), **environ},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def settings(owner_dsn: str) -> Settings:
    return load_settings(environment(owner_dsn))


async def test_a_database_is_migrated_and_a_second_time_there_is_nothing_to_do(
    empty_database: str, tmp_path: Path
) -> None:
    environ = environment(empty_database)
    shown = alchemi("migrate", "--dry-run", cwd=tmp_path, environ=environ)
    assert shown.returncode == 0, shown.stderr
    assert "to apply." in shown.stdout
    refused = alchemi("serve", "--port", "1024", cwd=tmp_path, environ=environ)
    assert refused.returncode == 1
    assert "Run `alchemi migrate`" in refused.stderr
    done = alchemi("migrate", cwd=tmp_path, environ=environ)
    assert done.returncode == 0, done.stderr
    again = alchemi("migrate", "--dry-run", cwd=tmp_path, environ=environ)
    assert again.stdout.endswith("Nothing to apply.\n"), again.stdout


async def test_doctor_is_content_with_a_migrated_database(database: TestDatabase, tmp_path: Path) -> None:
    done = alchemi("doctor", cwd=tmp_path, environ=environment(database.owner_dsn, PORT="1024"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Migrations: all are applied" in done.stdout
    assert "Account boundary: weak roles" in done.stdout


async def test_doctor_names_what_is_wrong_and_goes_on(database: TestDatabase, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("UI_PASSWORD=admin\n")
    (tmp_path / ".env").chmod(0o644)
    environ = environment(database.owner_dsn, ALCHEMI_HOEM="/x", REDIS_URL="redis://127.0.0.1:1/0")
    del environ["LITELLM_MASTER_KEY"]
    done = alchemi("doctor", cwd=tmp_path, environ=environ)
    assert done.returncode == 1
    for text in (
        "FAIL  Configuration: LITELLM_MASTER_KEY is missing",
        "FAIL  Configuration: ALCHEMI_HOEM is not a variable of ours",
        "WARN  .env: others on this machine may read it",
        "ok    Database version",
        "FAIL  Redis: does not answer",
    ):
        assert text in done.stdout, done.stdout


async def test_doctor_finds_an_account_boundary_that_was_weakened(fresh_database: TestDatabase, tmp_path: Path) -> None:
    connection = await asyncpg.connect(fresh_database.owner_dsn)
    await connection.execute('ALTER TABLE "LiteLLM_TeamTable" NO FORCE ROW LEVEL SECURITY')
    await connection.close()
    done = alchemi("doctor", cwd=tmp_path, environ=environment(fresh_database.owner_dsn))
    assert done.returncode == 1
    assert "FAIL" in done.stdout
    assert "LiteLLM_TeamTable" in done.stdout


async def test_doctor_refuses_to_be_content_with_an_owner_as_the_serving_role(
    database: TestDatabase, tmp_path: Path
) -> None:
    environ = environment(database.owner_dsn, ALCHEMI_DATABASE_APP_URL=database.owner_dsn)
    done = alchemi("doctor", cwd=tmp_path, environ=environ)
    assert done.returncode == 1
    assert "FAIL  Account boundary" in done.stdout
    refused = alchemi("serve", "--port", "1024", cwd=tmp_path, environ=environ)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr


async def test_a_database_that_does_not_answer_is_waited_for_and_then_said(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as nobody_listens:
        nobody_listens.bind(("127.0.0.1", 0))
        port = nobody_listens.getsockname()[1]
        began = time.monotonic()
        with pytest.raises(DatabaseUnavailableError, match=f"127.0.0.1:{port}/console did not answer"):
            await wait_for_database(settings(f"postgresql://o:p@127.0.0.1:{port}/console"), Progress(), patience_s=2.5)
    assert 1 <= time.monotonic() - began < 10
    assert "waiting for 127.0.0.1" in capsys.readouterr().out


@pytest.mark.parametrize("change", ["password", "database"])
async def test_a_refused_login_is_said_at_once(database: TestDatabase, change: str) -> None:
    parts = urlsplit(database.owner_dsn)
    netloc = parts.netloc.replace(f":{parts.password}@", ":wrong@") if change == "password" else parts.netloc
    path = "/nowhere" if change == "database" else parts.path
    with pytest.raises(AlchemiError, match="refuses the login"):
        await wait_for_database(settings(urlunsplit(parts._replace(netloc=netloc, path=path))), Progress())


async def test_the_demo_account_is_made_once(fresh_database: TestDatabase) -> None:
    assert await ensure_demo_account(fresh_database.platform_dsn)
    assert not await ensure_demo_account(fresh_database.platform_dsn)
