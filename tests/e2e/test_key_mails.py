"""Mails about virtual keys: to whose they are, once, by whatever route, and never with the key."""

from __future__ import annotations

import time
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest

from tests.support.cluster import TestDatabase
from tests.support.gateway import Gateway, made
from tests.support.mail_server import KeptMails

LOG = "/alchemi/email-event"
CREATED, ROTATED = "Virtual Key Created", "Virtual Key Rotated"


@pytest.fixture(scope="module")
def mails() -> Iterator[KeptMails]:
    with KeptMails() as server:
        yield server


@pytest.fixture(scope="module")
def gateway(database: TestDatabase, mails: KeptMails, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    smtp = {
        "SMTP_HOST": mails.server.host,
        "SMTP_PORT": str(mails.server.port),
        "SMTP_SENDER_EMAIL": mails.server.sender,
        "SMTP_TLS": "false",
    }
    with Gateway(database, tmp_path_factory.mktemp("mails"), **smtp) as running:
        yield running


@pytest.fixture(scope="module")
def service(gateway: Gateway) -> Iterator[httpx.Client]:
    with gateway.client(account=None) as operator:
        account = made(operator.post("/account/new", json={"account_name": uuid4().hex}))["account_id"]
    with gateway.client(account=account) as client:
        yield client


def new_user(service: httpx.Client) -> tuple[str, str]:
    email = f"{uuid4().hex}@corp.example"
    user = service.post("/alchemi/user", json={"email": email, "name": "Ann"})
    assert user.status_code == 201, user.text
    return email, user.json()["id"]


def log_of(service: httpx.Client, email: str, until: int = 1) -> list[tuple[str, str]]:
    """The log of mails to `email`, the oldest first, once `until` of them are done."""
    deadline = time.monotonic() + 10
    while True:
        found = made(service.get(f"{LOG}/list", params={"recipient": email, "limit": 100}))["deliveries"]
        if len([one for one in found if one["status"] != "PENDING"]) >= until or time.monotonic() > deadline:
            return [(one["event"], one["status"]) for one in reversed(found)]
        time.sleep(0.1)


def test_a_key_that_is_made_and_rotated_is_told_of_once_and_not_shown(service: httpx.Client, mails: KeptMails) -> None:
    email, user_id = new_user(service)
    key = made(service.post("/key/generate", json={"user_id": user_id, "key_alias": "Nightly reports"}))["key"]
    mail = mails.next()
    assert (mail["To"], mail["Subject"]) == (email, "A virtual key was made for you")
    assert '"Nightly reports"' in mail.get_content()
    assert key not in str(mail)
    new = made(service.post(f"/key/{key}/regenerate", json={}))["key"]
    assert new != key
    mail = mails.next()
    assert (mail["To"], mail["Subject"]) == (email, "A virtual key of yours was rotated")
    assert key not in str(mail)
    assert new not in str(mail)
    # What changes a key otherwise tells nobody, and nothing is told twice.
    made(service.post("/key/update", json={"key": new, "max_budget": 5.0}))
    made(service.post("/key/block", json={"key": new}))
    time.sleep(3)
    assert log_of(service, email, 2) == [(CREATED, "SENT"), (ROTATED, "SENT")]
    assert mails.mails.count(mail) == 1


def test_the_gateways_own_way_of_making_users_tells_of_their_key(service: httpx.Client, mails: KeptMails) -> None:
    email = f"{uuid4().hex}@corp.example"
    key = made(service.post("/user/new", json={"user_email": email}))["key"]
    mail = mails.next()
    assert (mail["To"], key in str(mail)) == (email, False)
    assert log_of(service, email) == [(CREATED, "SENT")]


def test_what_is_switched_off_is_not_sent_and_the_log_says_so(service: httpx.Client, mails: KeptMails) -> None:
    email, user_id = new_user(service)
    off = {"settings": [{"event": CREATED, "enabled": False}]}
    made(service.patch(LOG, json=off))
    key = made(service.post("/key/generate", json={"user_id": user_id}))["key"]
    assert log_of(service, email) == [(CREATED, "SUPPRESSED")]
    made(service.post(f"/key/{key}/regenerate", json={}))
    assert mails.next()["Subject"] == "A virtual key of yours was rotated"
    made(service.post(f"{LOG}/reset"))


def test_nobody_is_told_of_keys_that_are_nobodys(service: httpx.Client) -> None:
    before = made(service.get(f"{LOG}/list"))["total"]
    made(service.post("/key/generate", json={}))
    made(service.post("/key/generate", json={"user_id": f"unknown-{uuid4().hex}"}))
    made(service.post("/key/service-account/generate", json={"team_id": _team(service)}))
    time.sleep(1)
    assert made(service.get(f"{LOG}/list"))["total"] == before


def test_no_mailbox_is_filled(service: httpx.Client, mails: KeptMails) -> None:
    email, user_id = new_user(service)
    for _ in range(22):
        made(service.post("/key/generate", json={"user_id": user_id}))
    told = log_of(service, email, 22)
    assert (told.count((CREATED, "SENT")), told.count((CREATED, "SUPPRESSED"))) == (20, 2)
    assert {mails.next()["To"] for _ in range(20)} == {email}


def _team(service: httpx.Client) -> str:
    return str(made(service.post("/team/new", json={"team_alias": uuid4().hex}))["team_id"])
