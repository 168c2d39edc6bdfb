"""Batches, interactive transactions and the pool, against a real server."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from prisma import errors

from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.errors import NoAccountError
from alchemi.tenancy.context import acting_for

pytestmark = pytest.mark.usefixtures("account")


async def test_a_batch_is_all_or_none(db: TenantScopedPrismaClient) -> None:
    async with db.batch_() as batch:
        batch.litellm_usertable.create(data={"user_id": "a"})
        batch.litellm_usertable.upsert(
            where={"user_id": "a"}, data={"create": {"user_id": "a"}, "update": {"spend": {"increment": 2}}}
        )
        batch.litellm_usertable.update_many(where={"user_id": "a"}, data={"spend": {"increment": 1}})
    assert (await db.litellm_usertable.find_unique(where={"user_id": "a"})).spend == 3
    failing = db.batch_()
    failing.litellm_usertable.create(data={"user_id": "b"})
    failing.litellm_usertable.update(where={"user_id": "nobody"}, data={"spend": 1})
    with pytest.raises(errors.RecordNotFoundError):
        await failing.commit()
    assert await db.litellm_usertable.find_unique(where={"user_id": "b"}) is None


async def test_a_transaction_commits_or_rolls_back(db: TenantScopedPrismaClient) -> None:
    async with db.tx() as tx:
        await tx.litellm_usertable.create(data={"user_id": "kept"})
        async with tx.batch_() as batch:
            batch.litellm_usertable.create(data={"user_id": "kept-too"})
        assert await db.litellm_usertable.count() == 0, "not visible outside"
    with pytest.raises(RuntimeError, match="changed my mind"):
        async with db.tx() as tx:
            await tx.litellm_usertable.create(data={"user_id": "lost"})
            raise RuntimeError("changed my mind")
    assert await db.litellm_usertable.count() == 2


async def test_a_transaction_expires(db: TenantScopedPrismaClient) -> None:
    with pytest.raises(errors.TransactionExpiredError):
        async with db.tx(timeout=timedelta(milliseconds=80)) as tx:
            await tx.litellm_usertable.create(data={"user_id": "late"})
            await asyncio.sleep(0.15)
            await tx.litellm_usertable.create(data={"user_id": "later"})
    assert await db.litellm_usertable.count() == 0


async def test_a_swallowed_failure_does_not_commit(db: TenantScopedPrismaClient) -> None:
    await db.litellm_usertable.create(data={"user_id": "dup"})
    with pytest.raises(errors.TransactionError):
        async with db.tx() as tx:
            await tx.litellm_usertable.create(data={"user_id": "first"})
            with pytest.raises(errors.UniqueViolationError):
                await tx.litellm_usertable.create(data={"user_id": "dup"})
    assert await db.litellm_usertable.find_unique(where={"user_id": "first"}) is None


async def test_one_transaction_used_by_several_tasks(db: TenantScopedPrismaClient) -> None:
    async with db.tx() as tx:
        await asyncio.gather(*(tx.litellm_usertable.create(data={"user_id": f"u{n}"}) for n in range(20)))
    assert await db.litellm_usertable.count() == 20


async def test_a_transaction_belongs_to_its_account(db: TenantScopedPrismaClient, other_account: str) -> None:
    async with db.tx() as tx:
        with acting_for(other_account), pytest.raises(NoAccountError):
            await tx.litellm_usertable.count()


async def test_pool_exhaustion_is_reported(db: TenantScopedPrismaClient) -> None:
    transactions = [db.tx(max_wait=timedelta(seconds=5)) for _ in range(5)]
    for transaction in transactions:
        await transaction.start()
    with pytest.raises(errors.DataError) as caught:
        await db.tx(max_wait=timedelta(milliseconds=50)).start()
    assert caught.value.code == "P2024"
    for transaction in transactions:
        await transaction.rollback()
    assert await db.litellm_usertable.count() == 0
