"""However two administrators are removed at the same instant, by whatever routes, one stays."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import httpx
import pytest

from alchemi.accounts.stores import call
from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management
from tests.support.signing_in import PASSWORD, an_address

Removal = Callable[[TestAccount, str, str, str], Awaitable[httpx.Response]]


async def _end(account: TestAccount, _email: str, _user_id: str, membership: str) -> httpx.Response:
    return await account.service.delete(f"/alchemi/membership/{membership}")


async def _demote(account: TestAccount, _email: str, _user_id: str, membership: str) -> httpx.Response:
    return await account.service.patch(f"/alchemi/membership/{membership}", json={"app_role": "viewer"})


async def _unappoint(account: TestAccount, email: str, _user_id: str, _membership: str) -> httpx.Response:
    return await account.service.delete(f"/alchemi/account/admin/{email}")


async def _remove(account: TestAccount, _email: str, user_id: str, _membership: str) -> httpx.Response:
    return await account.service.delete(f"/alchemi/user/{user_id}")


WAYS: dict[str, Removal] = {"end": _end, "demote": _demote, "unappoint": _unappoint, "remove": _remove}
PAIRS = [(one, other) for one in WAYS for other in WAYS if one <= other]


async def admins_of(account: TestAccount) -> list[tuple[str, str, str]]:
    async with account.worker.stores.rows_of(account.account_id, is_read_only=True) as rows:
        members = await call(
            rows,
            "Alchemi_AccountMembershipTable",
            "find_many",
            where={"app_role": {"in": ["owner", "admin"]}, "is_active": True},
        )
        users = await call(rows, "LiteLLM_UserTable", "find_many", where={"user_role": "proxy_admin"})
    emails = {user["user_id"]: user["user_email"] for user in users}
    return [(emails[one["user_id"]], one["user_id"], one["id"]) for one in members if one["user_id"] in emails]


@pytest.mark.parametrize(("first", "second"), PAIRS)
async def test_one_stays(worker: Management, first: str, second: str) -> None:
    async with an_account(worker) as account:
        for _ in range(6):
            while len(await admins_of(account)) < 2:
                body = {"user_email": an_address(), "password": PASSWORD}
                made = await worker.client.post(f"/account/{account.account_id}/admin", json=body)
                assert made.status_code == 200, made.text
            one, other = (await admins_of(account))[:2]
            answers = await asyncio.gather(WAYS[first](account, *one), WAYS[second](account, *other))
            assert sorted(answer.status_code for answer in answers) == [200, 409], [a.text for a in answers]
            assert len(await admins_of(account)) == 1
