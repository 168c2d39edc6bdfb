"""Every method of the Prisma call surface, against a real server: rows, types, errors."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from prisma import errors
from prisma.fields import Base64, Json

from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient

pytestmark = pytest.mark.usefixtures("account")


async def test_create_fills_defaults_and_types(db: TenantScopedPrismaClient) -> None:
    user = await db.litellm_usertable.create(
        data={
            "user_id": "ann",
            "metadata": Json({"a": [1, None, "ü"]}),
            "model_spend": '{"already": "encoded"}',
            "tpm_limit": 2**40,
            "budget_reset_at": datetime(2026, 1, 2, 3, 4, 5, 678999),
        }
    )
    assert type(user).__name__ == "LiteLLM_UserTable"
    assert user.metadata == {"a": [1, None, "ü"]}
    assert user.model_spend == {"already": "encoded"}
    assert user.tpm_limit == 2**40
    assert user.spend == 0.0
    assert user.teams == []
    assert user.models == [], "a list that was never set shows as empty"
    assert user.budget_reset_at == datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC), "milliseconds, aware"
    assert user.created_at.tzinfo is not None
    assert abs(datetime.now(UTC) - user.created_at) < timedelta(seconds=5)
    assert user.model_dump()["user_id"] == "ann"


async def test_create_makes_ids(db: TenantScopedPrismaClient) -> None:
    budget = await db.litellm_budgettable.create(data={"max_budget": 1, "created_by": "t", "updated_by": "t"})
    assert len(budget.budget_id) == 36
    model = await db.litellm_modeltable.create(
        data={"model_aliases": Json({"x": "y"}), "created_by": "t", "updated_by": "t"}
    )
    assert isinstance(model.id, int)
    assert model.model_aliases == {"x": "y"}


async def test_enum_and_bytes(db: TenantScopedPrismaClient) -> None:
    job = await db.litellm_cronjob.create(data={"pod_id": "pod", "status": "ACTIVE", "ttl": "2026-01-01T00:00:00Z"})
    assert job.status == "ACTIVE"
    found = await db.litellm_cronjob.find_first(where={"status": {"in": ["ACTIVE"]}})
    assert found is not None
    assert found.pod_id == "pod"
    assert await db.litellm_cronjob.count(where={"status": "INACTIVE"}) == 0
    content = await db.litellm_managedfilecontenttable.create(data={"content": Base64.encode(b"\x00\xff")})
    assert content.content.decode() == b"\x00\xff"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"user_id": "dup"}, errors.UniqueViolationError),
        ({"user_id": "x", "organization_id": "missing"}, errors.ForeignKeyViolationError),
        ({"user_id": None}, errors.MissingRequiredValueError),
        ({"user_id": "x", "nothing": 1}, errors.FieldNotFoundError),
        ({"user_id": "x", "account_id": "another"}, errors.FieldNotFoundError),
        ({"user_id": 5}, errors.InputError),
        ({"user_id": "x", "max_parallel_requests": 2**40}, errors.DataError),
        ({"user_id": "x\x00y"}, errors.DataError),
        ({"user_id": "x", "metadata": "{not json"}, errors.DataError),
        ({"user_id": "x", "metadata": {"plain": "dict"}}, errors.InputError),
    ],
    ids=str,
)
async def test_what_the_database_refuses(
    db: TenantScopedPrismaClient, data: dict[str, Any], error: type[Exception]
) -> None:
    await db.litellm_usertable.create(data={"user_id": "dup"})
    with pytest.raises(error):
        await db.litellm_usertable.create(data=data)


async def test_refused_data_has_the_exact_base_class(db: TenantScopedPrismaClient) -> None:
    with pytest.raises(errors.DataError) as caught:
        await db.litellm_usertable.create(data={"user_id": "x\x00y"})
    assert type(caught.value) is errors.DataError


async def test_unique_violation_names_no_value(db: TenantScopedPrismaClient) -> None:
    await db.litellm_usertable.create(data={"user_id": "secret-name"})
    with pytest.raises(errors.UniqueViolationError) as caught:
        await db.litellm_usertable.create(data={"user_id": "secret-name"})
    assert caught.value.code == "P2002"
    assert "Unique constraint" in str(caught.value)
    assert "secret-name" not in str(caught.value)


async def test_find_unique_by_every_kind_of_key(db: TenantScopedPrismaClient) -> None:
    await db.litellm_usertable.create(data={"user_id": "ann", "sso_user_id": "s1"})
    await db.litellm_teammembership.create(data={"user_id": "ann", "team_id": "red"})
    users, members = db.litellm_usertable, db.litellm_teammembership
    assert (await users.find_unique(where={"user_id": "ann"})).sso_user_id == "s1"
    assert (await users.find_unique(where={"sso_user_id": "s1"})).user_id == "ann"
    assert (await members.find_unique(where={"user_id_team_id": {"user_id": "ann", "team_id": "red"}})).spend == 0
    assert await users.find_unique(where={"user_id": "nobody"}) is None
    assert await users.find_unique(where={"user_id": "ann", "spend": {"gt": 5}}) is None
    with pytest.raises(errors.RecordNotFoundError):
        await users.find_unique_or_raise(where={"user_id": "nobody"})
    with pytest.raises(errors.RecordNotFoundError):
        await users.find_first_or_raise(where={"user_id": "nobody"})
    with pytest.raises(errors.InputError):
        await users.find_unique(where={"user_alias": "not unique"})


@pytest.mark.parametrize(
    ("data", "field", "expected"),
    [
        ({"spend": {"increment": 0.5}}, "spend", 2.5),
        ({"spend": {"decrement": 0.5}}, "spend", 1.5),
        ({"spend": {"multiply": 2}}, "spend", 4.0),
        ({"spend": {"divide": 4}}, "spend", 0.5),
        ({"spend": {"set": 9}}, "spend", 9.0),
        ({"spend": 3}, "spend", 3.0),
        ({"user_alias": None}, "user_alias", None),
        ({"teams": {"push": "blue"}}, "teams", ["red", "blue"]),
        ({"teams": {"push": ["blue", "green"]}}, "teams", ["red", "blue", "green"]),
        ({"teams": {"set": []}}, "teams", []),
        ({"teams": ["one"]}, "teams", ["one"]),
        ({"metadata": Json({"k": 1})}, "metadata", {"k": 1}),
        ({"tpm_limit": {"increment": 2**33}}, "tpm_limit", 2**33 + 1),
    ],
    ids=str,
)
async def test_update_operations(
    db: TenantScopedPrismaClient, data: dict[str, Any], field: str, expected: object
) -> None:
    await db.litellm_usertable.create(
        data={"user_id": "ann", "spend": 2, "teams": ["red"], "user_alias": "a", "tpm_limit": 1}
    )
    changed = await db.litellm_usertable.update(where={"user_id": "ann"}, data=data)
    assert changed is not None
    assert getattr(changed, field) == expected
    assert getattr(await db.litellm_usertable.find_unique(where={"user_id": "ann"}), field) == expected


async def test_update_and_delete_of_nothing_answer_none(db: TenantScopedPrismaClient) -> None:
    assert await db.litellm_usertable.update(where={"user_id": "nobody"}, data={"spend": 1}) is None
    assert await db.litellm_usertable.delete(where={"user_id": "nobody"}) is None


async def test_update_moves_updated_at(db: TenantScopedPrismaClient) -> None:
    before = await db.litellm_usertable.create(data={"user_id": "ann"})
    await asyncio.sleep(0.005)
    after = await db.litellm_usertable.update(where={"user_id": "ann"}, data={})
    assert after is not None
    assert after.updated_at > before.updated_at


async def test_many(db: TenantScopedPrismaClient) -> None:
    users = db.litellm_usertable
    rows = [{"user_id": f"u{n}", **({"user_alias": "even"} if n % 2 == 0 else {})} for n in range(10)]
    assert await users.create_many(data=rows) == 10
    assert await users.create_many(data=[*rows, {"user_id": "new"}], skip_duplicates=True) == 1
    with pytest.raises(errors.UniqueViolationError):
        await users.create_many(data=[{"user_id": "other"}, {"user_id": "u1"}])
    assert await users.find_unique(where={"user_id": "other"}) is None, "all or none"
    assert await users.update_many(where={"user_alias": "even"}, data={"spend": {"increment": 1}}) == 5
    assert await users.delete_many(where={"spend": {"gt": 0}}) == 5
    assert await users.count() == 6
    assert await users.delete_many() == 6
    assert await users.create_many(data=[]) == 0


async def test_create_many_beyond_one_statement(db: TenantScopedPrismaClient) -> None:
    rows = [{"user_id": f"u{n}", "user_alias": "x", "spend": float(n)} for n in range(12_000)]
    assert await db.litellm_usertable.create_many(data=rows) == 12_000
    assert await db.litellm_usertable.count(where={"spend": {"gte": 11_000.0}}) == 1000


async def test_upsert(db: TenantScopedPrismaClient) -> None:
    arguments: dict[str, Any] = {
        "where": {"user_id": "ann"},
        "data": {"create": {"user_id": "ann", "spend": 1}, "update": {"spend": {"increment": 5}}},
    }
    assert (await db.litellm_usertable.upsert(**arguments)).spend == 1
    assert (await db.litellm_usertable.upsert(**arguments)).spend == 6
    members: dict[str, Any] = {
        "where": {"user_id_team_id": {"user_id": "ann", "team_id": "red"}},
        "data": {"create": {"user_id": "ann", "team_id": "red", "spend": 2}, "update": {}},
    }
    assert (await db.litellm_teammembership.upsert(**members)).spend == 2
    assert (await db.litellm_teammembership.upsert(**members)).spend == 2


async def test_fifty_concurrent_upserts_of_one_row(db: TenantScopedPrismaClient) -> None:
    async def add() -> None:
        await db.litellm_usertable.upsert(
            where={"user_id": "ann"},
            data={"create": {"user_id": "ann", "spend": 1}, "update": {"spend": {"increment": 1}}},
        )

    await asyncio.gather(*(add() for _ in range(50)))
    assert (await db.litellm_usertable.find_unique(where={"user_id": "ann"})).spend == 50


async def test_group_by(db: TenantScopedPrismaClient) -> None:
    days = [("ann", "2026-01-01", 1.5, 10), ("ann", "2026-01-02", 2.5, 20), ("bob", "2026-01-01", 1.0, 2**40)]
    for user, date, spend, tokens in days:
        await db.litellm_dailyuserspend.create(
            data={"user_id": user, "date": date, "api_key": "k", "spend": spend, "prompt_tokens": tokens}
        )
    rows = await db.litellm_dailyuserspend.group_by(
        by=["user_id"],
        sum={"spend": True, "prompt_tokens": True},
        count=True,
        min={"date": True},
        max={"spend": True, "created_at": True},
        order={"_sum": {"spend": "desc"}},
    )
    assert [row["user_id"] for row in rows] == ["ann", "bob"]
    assert rows[0]["_sum"] == {"spend": 4.0, "prompt_tokens": 30}
    assert rows[1]["_sum"]["prompt_tokens"] == 2**40
    assert rows[0]["_count"] == {"_all": 2}
    assert rows[0]["_min"] == {"date": "2026-01-01"}
    assert rows[0]["_max"]["spend"] == 2.5
    assert rows[0]["_max"]["created_at"].endswith("Z")
    counted = await db.litellm_dailyuserspend.group_by(
        by=["user_id", "date"], where={"user_id": "ann"}, count={"model": True}, order={"date": "asc"}, take=1
    )
    assert counted == [{"user_id": "ann", "date": "2026-01-01", "_count": {"model": 0}}]


async def test_include(db: TenantScopedPrismaClient) -> None:
    budget = await db.litellm_budgettable.create(data={"created_by": "t", "updated_by": "t", "max_budget": 7})
    organization = await db.litellm_organizationtable.create(
        data={"organization_id": "org", "organization_alias": "o", "budget_id": budget.budget_id, "models": [],
              "created_by": "t", "updated_by": "t"},
        include={"litellm_budget_table": True},
    )  # fmt: skip
    assert organization.litellm_budget_table.max_budget == 7
    await db.litellm_usertable.create(data={"user_id": "ann"})
    await db.litellm_organizationmembership.create(data={"user_id": "ann", "organization_id": "org"})
    found = await db.litellm_organizationtable.find_many(
        include={"members": {"include": {"user": True}}, "teams": True, "litellm_budget_table": False}
    )
    assert found[0].members[0].user.user_id == "ann"
    assert found[0].teams == []
    assert found[0].litellm_budget_table is None
    with pytest.raises(errors.FieldNotFoundError):
        await db.litellm_organizationtable.find_many(include={"nothing": True})


async def test_include_with_order_and_take_counts_per_parent(db: TenantScopedPrismaClient) -> None:
    for run in ("r1", "r2"):
        await db.litellm_workflowrun.create(data={"run_id": run, "workflow_type": "w"})
        for number in range(3):
            await db.litellm_workflowevent.create(
                data={"run_id": run, "event_type": "e", "step_name": "s", "sequence_number": number}
            )
    runs = await db.litellm_workflowrun.find_many(
        include={"events": {"order_by": {"sequence_number": "desc"}, "take": 2}}, order={"run_id": "asc"}
    )
    assert [[event.sequence_number for event in run.events] for run in runs] == [[2, 1], [2, 1]]
    assert runs[1].events[0].run_id == "r2"


async def test_relation_filters(db: TenantScopedPrismaClient) -> None:
    for organization in ("o1", "o2"):
        budget = await db.litellm_budgettable.create(data={"created_by": "t", "updated_by": "t"})
        await db.litellm_organizationtable.create(
            data={"organization_id": organization, "organization_alias": organization, "models": [],
                  "budget_id": budget.budget_id, "created_by": "t", "updated_by": "t"}
        )  # fmt: skip
    await db.litellm_usertable.create(data={"user_id": "ann"})
    await db.litellm_usertable.create(data={"user_id": "bob"})
    await db.litellm_organizationmembership.create(data={"user_id": "ann", "organization_id": "o1", "spend": 4})

    async def users(where: dict[str, Any]) -> list[str]:
        return sorted(user.user_id for user in await db.litellm_usertable.find_many(where=where))

    member = "organization_memberships"
    assert await users({member: {"some": {"organization_id": "o1"}}}) == ["ann"]
    assert await users({member: {"some": {"organization_id": {"in": ["o2"]}}}}) == []
    assert await users({member: {"none": {}}}) == ["bob"]
    assert await users({member: {"every": {"spend": {"gt": 5}}}}) == ["bob"]
    memberships = db.litellm_organizationmembership
    assert await memberships.count(where={"user": {"is": {"user_id": "ann"}}}) == 1
    assert await memberships.count(where={"user": {"user_id": "bob"}}) == 0
    assert await memberships.count(where={"user": {"is_not": {"user_id": "ann"}}}) == 0


async def test_connect_and_disconnect(db: TenantScopedPrismaClient) -> None:
    budget = await db.litellm_budgettable.create(data={"created_by": "t", "updated_by": "t"})
    where = {"user_id_team_id": {"user_id": "ann", "team_id": "red"}}
    member = await db.litellm_teammembership.upsert(
        where=where,
        data={
            "create": {
                "user_id": "ann",
                "team_id": "red",
                "litellm_budget_table": {"connect": {"budget_id": budget.budget_id}},
            },
            "update": {"litellm_budget_table": {"connect": {"budget_id": budget.budget_id}}},
        },
        include={"litellm_budget_table": True},
    )
    assert member.litellm_budget_table.budget_id == budget.budget_id
    changed = await db.litellm_teammembership.update(where=where, data={"litellm_budget_table": {"disconnect": True}})
    assert changed is not None
    assert changed.budget_id is None
    with pytest.raises(errors.RecordNotFoundError):
        await db.litellm_teammembership.update(
            where=where, data={"litellm_budget_table": {"connect": {"budget_id": "missing"}}}
        )


async def test_nested_writes_on_agents(db: TenantScopedPrismaClient) -> None:
    identity = {"provider": "p", "issuer": "i", "tenant_id": "t", "client_id": "c"}
    agent = await db.litellm_agentstable.create(
        data={"agent_name": "a", "agent_card_params": Json({}), "created_by": "t", "updated_by": "t",
              "object_permission": {"create": {"models": ["m"]}}, "identity": {"create": identity}},
        include={"object_permission": True, "identity": True, "retired_identities": True},
    )  # fmt: skip
    assert agent.object_permission.models == ["m"]
    assert agent.identity.client_id == "c"
    changed = await db.litellm_agentstable.update(
        where={"agent_id": agent.agent_id},
        data={
            "object_permission": {"update": {"models": ["n"]}},
            "identity": {"upsert": {"create": identity, "update": {"client_id": "d"}}},
            "retired_identities": {"create": [identity]},
        },
        include={"object_permission": True, "identity": True, "retired_identities": True},
    )
    assert changed is not None
    assert changed.object_permission.models == ["n"]
    assert changed.identity.client_id == "d"
    assert len(changed.retired_identities) == 1
    deleted = await db.litellm_agentstable.delete(where={"agent_id": agent.agent_id}, include={"identity": True})
    assert deleted is not None
    assert deleted.identity.client_id == "d"
    assert await db.litellm_agentidentity.count() == 0


async def test_raw_rows_and_errors(db: TenantScopedPrismaClient) -> None:
    await db.litellm_usertable.create(
        data={"user_id": "ann", "budget_reset_at": datetime(2026, 1, 2, 3, 4, 5, 600000, tzinfo=UTC),
              "metadata": Json({"a": 1}), "teams": ["red"]}
    )  # fmt: skip
    rows = await db.query_raw(
        'SELECT user_id, budget_reset_at, metadata, teams, spend, 5::bigint AS n, 1.5::numeric AS d, NULL AS nothing'
        ' FROM "LiteLLM_UserTable" WHERE user_id = $1 AND spend = $2 AND budget_reset_at <= $3::timestamp',
        "ann", 0.0, datetime(2026, 1, 3, tzinfo=UTC),
    )  # fmt: skip
    assert rows == [
        {"user_id": "ann", "budget_reset_at": "2026-01-02T03:04:05.600+00:00", "metadata": {"a": 1}, "teams": ["red"],
         "spend": 0.0, "n": 5, "d": 1.5, "nothing": None}
    ]  # fmt: skip
    assert (await db.query_first('SELECT count(*) AS n FROM "LiteLLM_UserTable"'))["n"] == 1
    assert await db.execute_raw('UPDATE "LiteLLM_UserTable" SET spend = spend + $1 WHERE user_id = $2', 2, "ann") == 1
    with pytest.raises(errors.RawQueryError) as caught:
        await db.query_raw("SELECT * FROM nowhere")
    assert caught.value.meta["code"] == "42P01"
    assert "does not exist" in str(caught.value)
    with pytest.raises(errors.RawQueryError):
        await db.query_raw("SELECT $1::text, $2::text", "only one")


async def test_unknown_tables_and_methods(db: TenantScopedPrismaClient) -> None:
    with pytest.raises(AttributeError):
        _ = db.nothing
    with pytest.raises(NotImplementedError, match="aggregate"):
        await db.litellm_usertable.aggregate()


async def test_a_client_must_connect_first(engine_database: Any) -> None:
    client = TenantScopedPrismaClient.bound_to(engine_database)()
    with pytest.raises(errors.ClientNotConnectedError):
        await client.litellm_usertable.count()


async def test_an_unreachable_database_is_a_connect_error() -> None:
    from alchemi.db.engine import Database
    from alchemi.db.schema.composer import installed_catalogue

    nowhere = Database("postgresql://nobody:x@127.0.0.1:1/none", installed_catalogue())
    with pytest.raises(httpx.ConnectError):
        await TenantScopedPrismaClient.bound_to(nowhere)().connect()
