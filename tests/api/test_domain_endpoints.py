"""A claim means nothing until the domain's own records say so; then it has one owner, and leads its users to the provider."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import uuid4

import httpx
import pytest

from alchemi.integrations.dns import DnsTxtRecords
from tests.support.accounts import TestAccount, an_account
from tests.support.cluster import TestDatabase
from tests.support.management import Management, management, problem
from tests.support.name_server import NameServer, name_server


@dataclass(frozen=True)
class Zone:
    worker: Management
    names: NameServer
    ours: TestAccount
    theirs: TestAccount

    async def claim(self, domain: str, account: TestAccount | None = None) -> dict[str, str]:
        response = await (account or self.ours).admin.post("/alchemi/domain", json={"domain": domain})
        assert response.status_code == 201, response.text
        found: dict[str, str] = response.json()
        return found

    async def verify(self, claim: dict[str, str], account: TestAccount | None = None) -> httpx.Response:
        return await (account or self.ours).admin.post(f"/alchemi/domain/{claim['id']}/verify")

    def publish(self, *claims: dict[str, str]) -> None:
        self.names.records[claims[0]["record_name"]] = [claim["record_value"] for claim in claims]

    async def resolved(self, address: str) -> dict[str, str | None]:
        async with self.worker.browser() as browser:
            found: dict[str, str | None] = (await browser.post("/v2/login/resolve", json={"email": address})).json()
            return found


@pytest.fixture(scope="module")
async def zone(database: TestDatabase) -> AsyncIterator[Zone]:
    async with name_server() as names:
        records = DnsTxtRecords(["127.0.0.1"], names.port)
        async with (
            management(database, txt_records=records) as worker,
            an_account(worker) as ours,
            an_account(worker) as theirs,
        ):
            for account in (ours, theirs):
                body = {"name": "Staff", "kind": "google", "client_id": "c", "client_secret": "s", "is_enabled": True}
                assert (await account.admin.post("/alchemi/sso", json=body)).status_code == 201
            yield Zone(worker, names, ours, theirs)


@pytest.fixture
def domain() -> str:
    return f"{uuid4().hex[:10]}.example"


async def test_a_claim_leads_nobody_anywhere_until_it_is_proved(zone: Zone, domain: str) -> None:
    claim = await zone.claim(domain.upper())
    assert (claim["domain"], claim["verified_at"]) == (domain, None)
    assert claim["record_name"] == f"_alchemi-challenge.{domain}"
    # Of another claim, since what a worker has looked up it believes for two seconds.
    unproved = await zone.claim(f"other.{domain}")
    assert (await zone.resolved(f"a@{unproved['domain']}"))["method"] == "password"
    problem(await zone.verify(claim), 422, "invalid-request")
    zone.publish(claim)
    proved = await zone.verify(claim)
    assert proved.status_code == 200, proved.text
    assert proved.json()["verified_at"] is not None
    way = await zone.resolved(f"a@{domain}")
    assert way["method"] == "sso"
    assert str(way["sso_url"]).startswith(f"/v2/login/sso/{zone.ours.account_id}/start?provider=")
    # What lies below it is not meant.
    assert (await zone.resolved(f"a@sub.{domain}"))["method"] == "password"


@pytest.mark.parametrize(
    "said",
    [[], [""], ["something else"], ["alchemi-domain-verification="], ["ALCHEMI{value}"], ["{value}x"], ["x {value}"]],
)
async def test_only_the_very_record_proves_it(zone: Zone, domain: str, said: list[str]) -> None:
    claim = await zone.claim(domain)
    zone.names.records[claim["record_name"]] = [text.format(value=claim["record_value"]) for text in said]
    problem(await zone.verify(claim), 422, "invalid-request")
    # Beside others, and in two parts, it does.
    value = claim["record_value"]
    zone.names.records[claim["record_name"]] = ["v=spf1 -all", f"{value[:10]}|{value[10:]}"]
    assert (await zone.verify(claim)).status_code == 200


async def test_a_domain_has_one_owner_and_a_claim_blocks_nobody(zone: Zone, domain: str) -> None:
    ours, theirs = await zone.claim(domain), await zone.claim(domain, zone.theirs)
    assert ours["record_value"] != theirs["record_value"]
    # Each has to publish its own proof.
    zone.publish(ours)
    problem(await zone.verify(theirs, zone.theirs), 422, "invalid-request")
    zone.publish(ours, theirs)
    assert (await zone.verify(theirs, zone.theirs)).status_code == 200
    problem(await zone.verify(ours), 409, "conflict")
    assert zone.theirs.account_id in str((await zone.resolved(f"a@{domain}"))["sso_url"])
    released = await zone.theirs.admin.delete(f"/alchemi/domain/{theirs['id']}")
    assert released.status_code == 200
    assert (await zone.verify(ours)).status_code == 200


async def test_what_the_operator_wrote_down_is_no_proof_and_no_obstacle(zone: Zone, domain: str) -> None:
    path = f"/account/{zone.theirs.account_id}"
    assert (await zone.worker.client.patch(path, json={"domains": [domain]})).status_code == 200
    assert (await zone.resolved(f"a@{domain}"))["method"] == "password"
    claim = await zone.claim(domain)
    zone.publish(claim)
    assert (await zone.verify(claim)).status_code == 200
    # The operator takes it away again.
    await zone.worker.client.patch(f"/account/{zone.ours.account_id}", json={"domains": []})
    assert (await zone.ours.admin.get(f"/alchemi/domain/{claim['id']}")).json()["verified_at"] is None


async def test_public_mail_domains_and_what_is_no_domain_are_refused(zone: Zone) -> None:
    for domain in (
        "gmail.com",
        "GMail.com.",
        "outlook.com",
        "localhost",
        "10.0.0.1",
        "a b.example",
        "x",
        "é\0.example",
    ):
        body = problem(await zone.ours.admin.post("/alchemi/domain", json={"domain": domain}), 422, "invalid-request")
        assert body["errors"][0]["pointer"] == "/domain"


async def test_a_domain_is_claimed_once_by_an_account(zone: Zone, domain: str) -> None:
    await zone.claim(domain)
    again = await zone.ours.admin.post("/alchemi/domain", json={"domain": f"{domain}."})
    assert problem(again, 409, "conflict")["field"] == "domain"


async def test_another_accounts_claim_is_not_there(zone: Zone, domain: str) -> None:
    claim = await zone.claim(domain)
    zone.publish(claim)
    problem(await zone.verify(claim, zone.theirs), 404, "not-found")
    problem(await zone.theirs.admin.delete(f"/alchemi/domain/{claim['id']}"), 404, "not-found")
    assert domain not in (await zone.theirs.admin.get("/alchemi/domain")).text


async def test_a_name_server_that_does_not_answer_proves_nothing(zone: Zone, domain: str) -> None:
    claim = await zone.claim(domain)
    zone.publish(claim)
    zone.names.is_silent = True
    try:
        assert (await zone.verify(claim)).status_code == 502
    finally:
        zone.names.is_silent = False
    assert (await zone.resolved(f"a@{domain}"))["method"] == "password"


async def test_members_neither_see_nor_claim_domains(zone: Zone, domain: str) -> None:
    for role in ("internal_user", "proxy_admin_viewer", "internal_user_viewer"):
        async with zone.ours.user(role) as (member, _):
            problem(await member.get("/alchemi/domain"), 403, "forbidden")
            problem(await member.post("/alchemi/domain", json={"domain": domain}), 403, "forbidden")
            problem(await member.get("/alchemi/sso"), 403, "forbidden")
