"""`alchemi accounts`: the life of an account from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.db.test_command_line import alchemi, environment
from tests.support.cluster import TestDatabase


async def test_an_account_lives_and_goes_from_the_command_line(fresh_database: TestDatabase, tmp_path: Path) -> None:
    environ = environment(fresh_database.owner_dsn)

    def run(*arguments: str, code: int = 0) -> str:
        done = alchemi("accounts", *arguments, cwd=tmp_path, environ=environ)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout if code == 0 else done.stderr

    made = run("new", "Corp", "--domain", "Corp.Example", "--admin", "A@corp.example", "--max-budget", "10.5")
    account = made.strip()
    assert "exists already" in run("new", "corp", code=1)
    assert "public mail domain" in run("new", "Other", "--domain", "gmail.com", code=2)
    run("admins", account, "--add", "b@corp.example")
    assert run("admins", account, "--remove", "a@corp.example") == "b@corp.example  account_admin\n"
    assert "last administrator" in run("admins", account, "--remove", "b@corp.example", code=1)
    run("suspend", account, "--reason", "unpaid")
    [listed] = json.loads(run("list", "--json"))["accounts"]
    assert (listed["account_id"], listed["status"], listed["max_budget"]) == (account, "suspended", "10.500000")
    run("reactivate", account)
    assert "not the name" in run("purge", account, "--name", "corp", code=1)
    assert "rows of 'Corp' were removed" in run("purge", account, "--name", "Corp")
    assert run("list") == "0 of 0\n"
    assert "no such account" in run("suspend", "_system", code=1)
