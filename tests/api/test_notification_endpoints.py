"""Notifications: one's own alone, read once, mailed after the transaction, in the account's own words."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from uuid import uuid4

import pytest

from tests.support.accounts import TestAccount
from tests.support.cluster import TestDatabase
from tests.support.mail_server import KeptMails
from tests.support.management import Management, management, problem

URL = "/alchemi/notification"


@pytest.fixture(scope="module")
def mails() -> Iterator[KeptMails]:
    with KeptMails() as server:
        yield server


@pytest.fixture(scope="module")
async def worker(database: TestDatabase, mails: KeptMails) -> AsyncIterator[Management]:
    async with management(database, mail_server=mails.server) as running:
        yield running


def notice(recipient: str, **more: object) -> dict[str, object]:
    return {"recipient_id": recipient, "type": "INFO", "title": "Title", "content": "Content"} | more


async def a_template(worker: Management, **more: object) -> str:
    name = uuid4().hex
    body = {"template_id": name, "event_id": name, "title_line": "Hi {{ name }}", "template_content": "{{ name }}, hello.",
            "placeholders": ["name"]} | more  # fmt: skip
    made = await worker.client.post(f"{URL}/template/new", json=body)
    assert made.status_code == 201, made.text
    return name


async def test_users_see_and_read_their_own_alone(ours: TestAccount) -> None:
    async with ours.user() as (first, first_id), ours.user() as (second, _):
        made = (await ours.admin.post(URL, json=notice(first_id))).json()
        assert (made["status"], made["created_by"], made["sent_at"] is None) == ("SENT", ours.admin_id, False)
        url = f"{URL}/{made['id']}"
        for response in (await second.get(url), await second.put(f"{url}/read"), await second.delete(url)):
            problem(response, 404, "not-found")
        assert (await second.get(URL, params={"recipient_id": first_id})).json()["total"] == 0
        problem(await second.get(f"{URL}/unread-count", params={"recipient_id": first_id}), 403, "forbidden")
        problem(await second.put(f"{URL}/read-all", params={"recipient_id": first_id}), 403, "forbidden")
        problem(await ours.admin.put(f"{url}/read"), 403, "forbidden")
        problem(await first.post(URL, json=notice(first_id)), 403, "forbidden")
        assert (await first.get(f"{URL}/unread-count")).json() == {"count": 1}
        read = (await first.put(f"{url}/read")).json()["read_at"]
        assert (await first.put(f"{url}/read")).json()["read_at"] == read
        for _ in range(2):
            await ours.service.post(URL, json=notice(first_id))
        assert (await first.get(URL, params={"unread": "true"})).json()["total"] == 2
        assert (await first.put(f"{URL}/read-all")).json()["count"] == 2
        assert (await first.get(f"{URL}/unread-count")).json() == {"count": 0}
        assert (await first.get(URL, params={"unread": "false"})).json()["total"] == 3
        assert (await first.delete(url)).status_code == 200


async def test_nobody_outside_the_account_is_told(ours: TestAccount, theirs: TestAccount) -> None:
    for recipient in (theirs.admin_id, "nobody"):
        found = problem(await ours.admin.post(URL, json=notice(recipient)), 422, "invalid-request")
        assert [one["pointer"] for one in found["errors"]] == ["/recipient_id"]


async def test_a_mail_says_what_became_of_it(ours: TestAccount, worker: Management, mails: KeptMails) -> None:
    template = await a_template(worker)
    body = {"recipient_id": ours.admin_id, "type": "INFO", "channel": "EMAIL", "template_id": template}
    made = (await ours.service.post(URL, json=body | {"values": {"name": "<Ann>\nBo"}})).json()
    mail = mails.next()
    assert (made["status"], made["title"], made["content"]) == ("SENT", "Hi <Ann> Bo", "&lt;Ann&gt;\nBo, hello.")
    assert (made["content_format"], mail["Subject"]) == ("html", "Hi <Ann> Bo")
    assert mail.get_content().splitlines() == ["<Ann>", "Bo, hello."]
    problem(await ours.service.post(URL, json=body), 422, "invalid-request")


async def test_an_account_says_it_in_its_own_words(ours: TestAccount, theirs: TestAccount, worker: Management) -> None:
    template, prefix = await a_template(worker), f"{URL}/account-template"
    body = {"template_id": template, "overrides": {"title_line": "Moin {{ name }}"}}
    own = (await ours.admin.post(prefix, json=body)).json()
    problem(await ours.admin.post(prefix, json=body), 409, "conflict")
    for account, title in ((ours, "Moin Ann"), (theirs, "Hi Ann")):
        sent = {"recipient_id": account.admin_id, "type": "INFO", "template_id": template, "values": {"name": "Ann"}}
        assert (await account.service.post(URL, json=sent)).json()["title"] == title
    url = f"{prefix}/{own['id']}"
    told = (await ours.admin.post(f"{url}/preview", json={"values": {"name": "Bo"}})).json()
    assert told == {"title": "Moin Bo", "content": "Bo, hello."}
    for hostile in ("{{ name.__class__ }}", "{{ secret }}", "{% for a in name %}{% endfor %}"):
        change = {"overrides": {"template_content": hostile}}
        found = problem(await ours.admin.patch(url, json=change), 422, "invalid-request")
        assert [one["pointer"] for one in found["errors"]] == ["/overrides/template_content"]
    assert (await ours.admin.patch(url, json={"is_active": False})).status_code == 200
    sent = {"recipient_id": ours.admin_id, "type": "INFO", "template_id": template, "values": {"name": "Ann"}}
    assert (await ours.service.post(URL, json=sent)).json()["title"] == "Hi Ann"


async def test_the_operator_alone_writes_the_platforms_templates(ours: TestAccount, worker: Management) -> None:
    template, operator = await a_template(worker), worker.client
    url = f"{URL}/template/{template}"
    problem(await operator.patch(url, json={"title_line": "{{ other }}"}), 422, "invalid-request")
    assert (await operator.patch(url, json={"title_line": "Bye {{ name }}"})).json()["title_line"] == "Bye {{ name }}"
    page = (await ours.admin.get(f"{URL}/template/list", params={"event_id": template})).json()
    assert [one["title_line"] for one in page["templates"]] == ["Bye {{ name }}"]
    assert (await operator.get(f"{URL}/template", params={"event_id": template})).json()["total"] == 1
    clash = {"template_id": uuid4().hex, "event_id": template, "title_line": "a", "template_content": "a"}
    assert problem(await operator.post(f"{URL}/template/new", json=clash), 409, "conflict")["field"] == "event_id"
    assert (await operator.delete(url)).status_code == 200
    problem(await operator.delete(url), 404, "not-found")
