"""`alchemi audit`: the trail from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import asyncpg

from tests.db.test_command_line import alchemi, environment
from tests.support.cluster import TestDatabase


async def test_the_trail_is_verified_and_exported_from_the_command_line(
    fresh_database: TestDatabase, tmp_path: Path
) -> None:
    environ = environment(fresh_database.owner_dsn)

    def run(*arguments: str, code: int = 0) -> str:
        done = alchemi(*arguments, cwd=tmp_path, environ=environ)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout

    account = run("accounts", "new", "Corp", "--admin", "a@corp.example").strip()
    assert run("audit", "verify").splitlines() == [
        "_system: whole, events 1 to 2", f"{account}: whole, events 1 to 4",
    ]  # fmt: skip
    events = [json.loads(line) for line in run("audit", "export", "--account", account).splitlines()]
    assert {event["actor_kind"] for event in events} == {"command"}
    kept = tmp_path / "anchors"
    kept.write_text(run("audit", "anchors"))
    run("audit", "verify", "--anchors", str(kept), "--quiet")
    other = run("accounts", "new", "Gone").strip()
    run("accounts", "purge", other, "--name", "Gone")
    platform = [json.loads(line) for line in run("audit", "export", "--account", "_system").splitlines()]
    assert (platform[0]["action"], platform[0]["resource_id"], platform[0]["subject_account"]) == (
        "purge",
        other,
        other,
    )
    assert json.loads(platform[0]["after"])["audit_events"] == 1
    owner = await asyncpg.connect(fresh_database.owner_dsn)
    await owner.execute(
        'UPDATE "Alchemi_AuditEvent" SET actor_id = $1 WHERE account_id = $2 AND sequence = 3', "x", account
    )
    told = run("audit", "verify", "--account", account, code=1)
    assert told == f"{account}: broken at event 3: its content is not what was sealed\n"
    for table in ("Event", "Chain", "Checkpoint"):
        await owner.execute(f'DELETE FROM "Alchemi_Audit{table}" WHERE account_id = $1', account)
    await owner.close()
    assert "no events" in run("audit", "verify", "--account", account)
    assert "missing; there was an event 4" in run("audit", "verify", "--anchors", str(kept), code=1)
