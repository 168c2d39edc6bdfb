"""Whatever an account asks, it neither sees nor changes a row of another: generated calls, two accounts, same names."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prisma import errors
from prisma.fields import Json

from alchemi.db.engine import Database
from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.tenancy.context import acting_for

OURS, THEIRS = "property-ours", "property-theirs"
NAMES = ["alice", "bob", "eng", "prod"]
FAILURES = (errors.PrismaError, httpx.HTTPError)

# The fields of each table that the generated filters use, by the kind of their values.
FIELDS = {
    "litellm_usertable": {
        "user_id": "text",
        "user_alias": "text",
        "spend": "number",
        "models": "list",
        "metadata": "json",
    },
    "litellm_organizationtable": {
        "organization_id": "text",
        "organization_alias": "text",
        "spend": "number",
        "models": "list",
    },
    "litellm_organizationmembership": {"user_id": "text", "organization_id": "text", "spend": "number"},
    "litellm_teamtable": {
        "team_id": "text",
        "team_alias": "text",
        "spend": "number",
        "models": "list",
        "metadata": "json",
    },
    "litellm_verificationtoken": {"token": "text", "key_alias": "text", "spend": "number", "models": "list"},
}
RELATIONS = {
    "litellm_usertable": {"organization_memberships": ("litellm_organizationmembership", True)},
    "litellm_organizationtable": {
        "members": ("litellm_organizationmembership", True), "teams": ("litellm_teamtable", True),
        "keys": ("litellm_verificationtoken", True),
    },
    "litellm_organizationmembership": {
        "user": ("litellm_usertable", False), "organization": ("litellm_organizationtable", False),
    },
    "litellm_teamtable": {"litellm_organization_table": ("litellm_organizationtable", False)},
    "litellm_verificationtoken": {"litellm_organization_table": ("litellm_organizationtable", False)},
}  # fmt: skip

texts = st.sampled_from([*NAMES, OURS, THEIRS, "%", "_", "' OR '1'='1", ""])
numbers = st.sampled_from([-1.0, 0.0, 1.0, 5.0])
SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "text": st.one_of(
        texts,
        st.fixed_dictionaries({}, optional={
            "equals": texts, "not": texts, "in": st.lists(texts, max_size=3), "not_in": st.lists(texts, max_size=3),
            "contains": texts, "startsWith": texts, "mode": st.just("insensitive"), "lt": texts, "gte": texts,
        }),
    ),
    "number": st.one_of(numbers, st.fixed_dictionaries({}, optional={"gt": numbers, "lte": numbers, "not": numbers})),
    "list": st.fixed_dictionaries({}, optional={
        "has": texts, "has_some": st.lists(texts, max_size=2), "is_empty": st.booleans(),
    }),
    "json": st.fixed_dictionaries({"path": st.just(["owner"])}, optional={
        "equals": texts.map(Json), "string_contains": texts, "not": texts.map(Json),
    }),
}  # fmt: skip


def wheres(table: str, depth: int = 2) -> st.SearchStrategy[dict[str, Any]]:
    """Filters on `table`, groups and relations included."""
    optional: dict[str, st.SearchStrategy[Any]] = {name: SCALARS[kind] for name, kind in FIELDS[table].items()}
    if depth:
        inner = st.deferred(lambda: wheres(table, depth - 1))
        optional |= {"AND": st.lists(inner, max_size=2), "OR": st.lists(inner, max_size=2), "NOT": inner}
        for name, (target, is_list) in RELATIONS[table].items():
            related = st.deferred(lambda target=target: wheres(target, depth - 1))
            words = ("some", "none", "every") if is_list else ("is", "is_not")
            optional[name] = st.builds(lambda word, where: {word: where}, st.sampled_from(words), related)
    return st.fixed_dictionaries({}, optional=optional)


def includes(table: str, depth: int = 2) -> st.SearchStrategy[dict[str, Any]]:
    """Includes on `table`, nested, filtered and limited."""
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, (target, is_list) in RELATIONS[table].items():
        options: dict[str, st.SearchStrategy[Any]] = {}
        if is_list:
            options |= {"where": wheres(target, 1), "take": st.integers(0, 3)}
        if depth > 1:
            options["include"] = includes(target, depth - 1)
        optional[name] = st.one_of(st.booleans(), st.fixed_dictionaries({}, optional=options))
    return st.fixed_dictionaries({}, optional=optional)


TABLES = st.sampled_from(sorted(FIELDS))
READS = TABLES.flatmap(lambda table: st.tuples(st.just(table), wheres(table), includes(table)))
CHANGES = st.fixed_dictionaries({}, optional={"spend": st.one_of(numbers, st.just({"increment": 1}))})
WRITES = TABLES.flatmap(
    lambda table: st.tuples(
        st.just(table),
        st.sampled_from(["update_many", "delete_many", "update", "delete", "upsert"]),
        wheres(table),
        CHANGES,
    )
)
TABLE_NAMES = ["LiteLLM_UserTable", "LiteLLM_TeamTable", "LiteLLM_VerificationToken", "Alchemi_KeyDirectory"]
RAW_TABLES = st.sampled_from(TABLE_NAMES)
CONDITIONS = st.sampled_from([
    "true", "1 = 1 OR account_id = 'property-theirs'", "account_id = 'property-theirs'",
    "EXISTS (SELECT 1 FROM \"LiteLLM_UserTable\" u WHERE u.account_id = 'property-theirs')", "account_id LIKE '%'",
])  # fmt: skip
RAW = st.one_of(
    st.builds('SELECT * FROM "{}" WHERE {}'.format, RAW_TABLES, CONDITIONS),
    st.builds('SELECT x.* FROM "{}" x WHERE {}'.format, RAW_TABLES, CONDITIONS),
    st.builds('WITH c AS (SELECT * FROM "{}") SELECT * FROM c WHERE {}'.format, RAW_TABLES, CONDITIONS),
    st.builds('SELECT a.* FROM "{}" a LEFT JOIN "{}" b ON true'.format, RAW_TABLES, RAW_TABLES),
    st.builds('SELECT account_id FROM "{}" UNION ALL SELECT account_id FROM "{}"'.format, RAW_TABLES, RAW_TABLES),
    st.builds('UPDATE "{}" SET account_id = account_id WHERE {}'.format, RAW_TABLES, CONDITIONS),
    st.builds('DELETE FROM "{}" WHERE ({}) AND false'.format, RAW_TABLES, CONDITIONS),
    st.builds("UPDATE \"{}\" SET account_id = 'property-theirs' WHERE {}".format, RAW_TABLES, CONDITIONS),
    st.builds("INSERT INTO \"LiteLLM_UserTable\" (account_id, user_id) VALUES ('property-theirs', '{}')".format, texts),
    st.builds("SELECT set_config('alchemi.account_id', 'property-theirs', true), x.* FROM \"{}\" x".format, RAW_TABLES),
    st.builds("SET LOCAL alchemi.account_id = 'property-theirs'".format),
    st.builds("SELECT 1; SET LOCAL alchemi.account_id = 'property-theirs'; SELECT * FROM \"{}\"".format, RAW_TABLES),
    st.builds("RESET ROLE".format),
)


@pytest.fixture(scope="module")
async def two_accounts(engine_database: Database, database: Any) -> Any:
    client = TenantScopedPrismaClient.bound_to(engine_database)()
    await client.connect()
    for account in (OURS, THEIRS):
        with acting_for(account):
            await refill(client, account)
    owner = await asyncpg.connect(database.owner_dsn)
    yield client, owner, await fingerprint(owner)
    await owner.close()


async def refill(client: TenantScopedPrismaClient, account: str) -> None:
    """The same names in each account, and the account's own name in every row."""
    stamp = {"created_by": account, "updated_by": account}
    budget = await client.litellm_budgettable.create(data=stamp)
    for number, name in enumerate(NAMES):
        mine = Json({"owner": account})
        await client.litellm_usertable.create(
            data={"user_id": name, "user_alias": account, "spend": number, "models": NAMES[:number], "metadata": mine}
        )
        await client.litellm_organizationtable.create(
            data={"organization_id": name, "organization_alias": account, "budget_id": budget.budget_id,
                  "models": NAMES[number:], "spend": number, **stamp}
        )  # fmt: skip
        await client.litellm_organizationmembership.create(
            data={"user_id": name, "organization_id": name, "user_role": account, "spend": number}
        )
        await client.litellm_teamtable.create(
            data={"team_id": name, "team_alias": account, "organization_id": name, "metadata": mine, "spend": number}
        )
        await client.litellm_verificationtoken.create(
            data={"token": f"{account}-{name}", "key_alias": account, "organization_id": name, "spend": number}
        )


async def fingerprint(owner: asyncpg.Connection) -> list[str]:
    """What the other account's rows hold, as the owner sees them."""
    tables = [*TABLE_NAMES, "LiteLLM_OrganizationTable", "LiteLLM_OrganizationMembership", "LiteLLM_BudgetTable"]
    query = " UNION ALL ".join(
        f"SELECT '{table}' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')"
        f" FROM \"{table}\" t WHERE account_id = '{THEIRS}'"
        for table in tables
    )
    return [row[0] for row in await owner.fetch(query)]


def owners(value: object) -> set[str]:
    """Every account named anywhere inside rows, models and their relations."""
    if hasattr(value, "model_dump"):
        value = vars(value)
    if isinstance(value, dict):
        return set().union(*(owners(inner) for inner in value.values()), set())
    if isinstance(value, list):
        return set().union(*(owners(inner) for inner in value), set())
    return {account for account in (OURS, THEIRS) if isinstance(value, str) and account in value}


relaxed = settings(
    max_examples=250, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


@relaxed
@given(read=READS)
async def test_reads_stay_inside(two_accounts: Any, read: tuple[str, dict[str, Any], dict[str, Any]]) -> None:
    client, _, _ = two_accounts
    table, where, include = read
    with acting_for(OURS):
        rows = await getattr(client, table).find_many(where=where, include=include)
        assert owners(rows) <= {OURS}
        assert await getattr(client, table).count(where=where) == len(rows)


@relaxed
@given(write=WRITES)
async def test_writes_stay_inside(two_accounts: Any, write: tuple[str, str, dict[str, Any], dict[str, Any]]) -> None:
    client, owner, before = two_accounts
    table, method, where, data = write
    with acting_for(OURS):
        try:
            async with client.tx() as tx:
                rows = await _write(getattr(tx, table), method, where, data)
                assert owners(rows) <= {OURS}
                async with tx.batch_() as batch:
                    getattr(batch, table).delete_many(where=where)
                raise RuntimeError("undo")
        except (RuntimeError, *FAILURES):
            pass
        await _refilled(client)
    assert await fingerprint(owner) == before


async def _write(table: Any, method: str, where: dict[str, Any], data: dict[str, Any]) -> Any:
    match method:
        case "update_many":
            return await table.update_many(where=where, data=data)
        case "delete_many":
            return await table.delete_many(where=where)
        case "update":
            return await table.update(where={**_key(table), **where}, data=data)
        case "delete":
            return await table.delete(where={**_key(table), **where})
    key = _key(table)
    return await table.upsert(where=key, data={"create": {**key, **data}, "update": data})


def _key(table: Any) -> dict[str, Any]:
    fields = table._table.primary_key.fields
    value = f"{THEIRS}-alice" if fields == ("token",) else "alice"
    return dict.fromkeys(fields, value)


async def _refilled(client: TenantScopedPrismaClient) -> None:
    if await client.litellm_usertable.count() != len(NAMES):
        raise AssertionError("the transaction was not undone")


@relaxed
@given(sql=RAW, is_query=st.booleans())
async def test_raw_sql_stays_inside(two_accounts: Any, sql: str, is_query: bool) -> None:
    client, owner, before = two_accounts
    with acting_for(OURS):
        try:
            rows = await (client.query_raw(sql) if is_query else client.execute_raw(sql))
            assert THEIRS not in owners(rows)
        except FAILURES:
            pass
    assert await fingerprint(owner) == before


async def test_links_to_another_accounts_row_are_refused_like_unknown_ones(two_accounts: Any) -> None:
    client, owner, before = two_accounts
    with acting_for(THEIRS):
        theirs = await client.litellm_budgettable.find_first()
    texts_seen = set()
    for budget in (theirs.budget_id, str(uuid4())):
        with acting_for(OURS):
            with pytest.raises(errors.ForeignKeyViolationError) as by_key:
                await client.litellm_usertable.update(where={"user_id": "alice"}, data={"organization_id": budget})
            with pytest.raises(errors.RecordNotFoundError) as by_connect:
                await client.litellm_teammembership.create(
                    data={"user_id": "u", "team_id": "t", "litellm_budget_table": {"connect": {"budget_id": budget}}}
                )
        texts_seen.add((str(by_key.value), str(by_connect.value)))
    assert len(texts_seen) == 1, "an existing row of another account must look like none"
    assert await fingerprint(owner) == before


async def test_the_control_would_notice(two_accounts: Any) -> None:
    """The same checks, where there is something to find: the owner's eyes see both accounts."""
    _, owner, _ = two_accounts
    rows = [dict(row) for row in await owner.fetch('SELECT user_alias, account_id FROM "LiteLLM_UserTable"')]
    assert owners(rows) == {OURS, THEIRS}
