"""Ten leaks, seeded one after the other: each must be found, else the matrix proves nothing."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import asyncpg

from alchemi.auth.account_resolver import AccountResolver
from alchemi.db.schema.catalogue import Catalogue
from alchemi.db.sql.statement import Builder
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for
from tests.isolation import direct
from tests.isolation.canaries import ACCOUNTS, content, object_id
from tests.isolation.findings import Results
from tests.isolation.operations import Operation
from tests.isolation.requesting import Slot
from tests.isolation.sinks import scan_sinks
from tests.isolation.sweep import Sweep

B: Final = ACCOUNTS["b"]
B_WORD: Final = content("b", "LiteLLM_TeamTable", "team_alias", 1)
_OWN_ROWS: Final = "(account_id = current_setting('alchemi.account_id'::text, true))"


@dataclass(frozen=True, slots=True)
class Bench:
    """What the controls work with. `sweep` is one of their own, so that nothing lands among the run's findings."""

    sweep: Sweep
    owner: asyncpg.Connection
    catalogue: Catalogue
    every: list[Operation]
    log_file: Path
    app_dsn: str
    owner_dsn: str
    log_starts: list[int] = field(default_factory=list)

    def operation(self, name: str) -> Operation:
        return next(one for one in self.every if str(one) == name)

    async def role(self, dsn: str) -> None:
        await direct.role(self.catalogue, self.sweep.scanner, self.sweep.changes, self.sweep.results, dsn)

    async def read(self, *names: str) -> None:
        await self.sweep.readings([self.operation(name) for name in names])


Seeded = Callable[[Bench], AbstractAsyncContextManager[None]]
Check = Callable[[Bench], Awaitable[None]]


@asynccontextmanager
async def _policy_for_all(bench: Bench) -> AsyncIterator[None]:
    await _policies(bench, "LiteLLM_BudgetTable", "true")
    try:
        yield
    finally:
        await _policies(bench, "LiteLLM_BudgetTable", _OWN_ROWS)


async def _policies(bench: Bench, table: str, condition: str) -> None:
    names = await bench.owner.fetch(
        "SELECT policyname FROM pg_policies WHERE tablename = $1 AND 'alchemi_platform' <> ALL(roles::text[])", table
    )
    for (name,) in names:
        await bench.owner.execute(f'ALTER POLICY "{name}" ON "{table}" USING ({condition})')


@asynccontextmanager
async def _no_row_security(bench: Bench) -> AsyncIterator[None]:
    await bench.owner.execute('ALTER TABLE "LiteLLM_UserTable" DISABLE ROW LEVEL SECURITY')
    try:
        yield
    finally:
        await bench.owner.execute('ALTER TABLE "LiteLLM_UserTable" ENABLE ROW LEVEL SECURITY')


@asynccontextmanager
async def _nothing(bench: Bench) -> AsyncIterator[None]:
    yield


@asynccontextmanager
async def _engine_without_fence(bench: Bench) -> AsyncIterator[None]:
    """The compiler forgets the account, and the database would let it."""
    original = Builder.fence
    texts = _texts()
    texts.clear()
    Builder.fence = lambda self, table, alias: original(self, table, alias) and f"{self.account_parameter()} <> ''"
    async with _policy_for_all(bench):
        try:
            yield
        finally:
            Builder.fence = original
            texts.clear()


def _texts() -> dict[Any, str]:
    from litellm.proxy import proxy_server

    texts: dict[Any, str] = proxy_server.prisma_client.db._original_prisma.database.texts
    return texts


@asynccontextmanager
async def _unique_across_accounts(bench: Bench) -> AsyncIterator[None]:
    await bench.owner.execute(
        "DELETE FROM \"LiteLLM_BudgetTable\" WHERE account_id = $1 AND budget_id LIKE 'idb%'", ACCOUNTS["a"]
    )
    await bench.owner.execute('CREATE UNIQUE INDEX isolation_fault ON "LiteLLM_BudgetTable" (budget_id)')
    try:
        yield
    finally:
        await bench.owner.execute("DROP INDEX isolation_fault")


@asynccontextmanager
async def _resolver_that_listens(bench: Bench) -> AsyncIterator[None]:
    original = AccountResolver.resolve

    async def resolve(self: AccountResolver, clues: Any) -> AccountId:
        account = await original(self, clues)
        return AccountId(clues.headers.get("x-account-id") or account)

    AccountResolver.resolve = resolve
    try:
        yield
    finally:
        AccountResolver.resolve = original


@asynccontextmanager
async def _unscoped_cache(bench: Bench) -> AsyncIterator[None]:
    """Answers are kept by address alone; B's was the first."""

    def faulty(call: Any, body: bytearray) -> bytearray:
        return bytearray(json.dumps({"team_alias": B_WORD}).encode()) if call.path == "/team/list" else body

    async with _answers_through(bench, faulty):
        yield


@asynccontextmanager
async def _error_text(bench: Bench) -> AsyncIterator[None]:
    detail = f"DETAIL: Key (user_email)=({object_id('b', 'email', 2)}) already exists."

    def faulty(call: Any, body: bytearray) -> bytearray:
        return body + detail.encode()

    async with _answers_through(bench, faulty):
        yield


@asynccontextmanager
async def _answers_through(bench: Bench, change: Callable[[Any, bytearray], bytearray]) -> AsyncIterator[None]:
    application = bench.sweep.application
    original = application.call

    async def call(one: Any, **more: Any) -> Any:
        answer = await original(one, **more)
        return replace(answer, body=change(one, answer.body))

    application.call = call  # type: ignore[method-assign]
    try:
        yield
    finally:
        application.call = original  # type: ignore[method-assign]


@asynccontextmanager
async def _job_of_another(bench: Bench) -> AsyncIterator[None]:
    """Work that A's call leaves behind runs as B."""
    from litellm.proxy import proxy_server

    application = bench.sweep.application
    original = application.call

    async def call(one: Any, **more: Any) -> Any:
        answer = await original(one, **more)
        with acting_for(B):
            await proxy_server.prisma_client.db.litellm_teamtable.update_many(where={}, data={"blocked": True})
        return answer

    application.call = call  # type: ignore[method-assign]
    try:
        yield
    finally:
        application.call = original  # type: ignore[method-assign]


@asynccontextmanager
async def _log_line(bench: Bench) -> AsyncIterator[None]:
    bench.log_starts.append(bench.log_file.stat().st_size)
    faulty = logging.getLogger("isolation")
    faulty.setLevel(logging.INFO)
    faulty.disabled = False
    faulty.warning("team %s", B_WORD)
    yield


async def _check_role(bench: Bench) -> None:
    await bench.role(bench.app_dsn)


async def _check_strong_role(bench: Bench) -> None:
    await bench.role(bench.owner_dsn)


async def _check_lists(bench: Bench) -> None:
    await bench.read("GET /team/list")


async def _check_budgets(bench: Bench) -> None:
    await bench.read("GET /budget/list")


async def _check_new_budget(bench: Bench) -> None:
    operation = bench.operation("POST /budget/new")
    slot = Slot("body", "budget_id", "budget")
    await bench.sweep._compare(operation, slot, [slot])


async def _check_log(bench: Bench) -> None:
    for handler in logging.getLogger().handlers:
        handler.flush()
    scan_sinks(bench.sweep.scanner, bench.sweep.results, {"log": bench.log_file.read_bytes()[bench.log_starts[-1] :]})


CONTROLS: Final[tuple[tuple[str, Seeded, Check], ...]] = (
    ("a policy that is true for every row", _policy_for_all, _check_role),
    ("a table without row level security", _no_row_security, _check_role),
    ("a role that row level security does not bind", _nothing, _check_strong_role),
    ("a compiler that forgets the account", _engine_without_fence, _check_budgets),
    ("a key that is unique across accounts", _unique_across_accounts, _check_new_budget),
    ("a cache whose keys have no account", _unscoped_cache, _check_lists),
    ("background work that runs as another account", _job_of_another, _check_lists),
    ("a log line with another account's words", _log_line, _check_log),
    ("an error text of the database", _error_text, _check_lists),
    # Last: the calls that it has made for the other account are written down later.
    ("an account taken from the caller's header", _resolver_that_listens, _check_lists),
)


async def run_controls(bench: Bench, results: Results) -> None:
    """Look once with nothing seeded; then seed each leak, look for it in the same way, take it away again.

    In this order: what a leak has made one account do for another is still being written when the leak is gone.
    """
    await _check_role(bench)
    await _check_lists(bench)
    without = [f"{one.kind}: {one.operation}: {one.detail}" for one in bench.sweep.results.findings]
    found: dict[str, dict[str, Any]] = {}
    for name, seeded, check in CONTROLS:
        bench.sweep.results.findings.clear()
        await bench.sweep.changes.forget()
        async with seeded(bench):
            await check(bench)
        by = [f"{one.kind} in {one.phase}: {one.operation}" for one in bench.sweep.results.findings]
        found[name] = {"found": bool(by), "by": by[:2]}
    results.phases["controls"] = {"seeded": found, "without": without}
