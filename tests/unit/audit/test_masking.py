"""Secrets are not shown under whatever name or inside whatever text; names and numbers are."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from prisma.fields import Json

from alchemi.audit.masking import MASK, MAX_BYTES, masked, masked_text, shown

SECRETS = [
    "sk-abcdefghijklmnop", "AKIAIOSFODNN7EXAMPLE", "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefgh", "postgresql://u:hunter22@db/x", "Bearer abcdef123456",
    "$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA", "a" * 32 + "1" * 32, "0123456789abcdef" * 4,
    "Zk9vQm3xT8rL2pWc7yNd5sHg1uJf4eKb", "-----BEGIN PRIVATE KEY-----\nMIIE",
]  # fmt: skip


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_not_shown_under_an_innocent_name(secret: str) -> None:
    for value in (secret, {"note": secret}, [secret], Json({"a": [{"b": secret}]}), json.dumps({"note": secret})):
        assert secret not in json.dumps(masked("metadata", value))


@pytest.mark.parametrize(
    "name",
    ["api_key", "password", "client_secret", "authorization", "static_headers", "credential_values", "token", "messages",
     "system_prompt", "webhook_url", "env_vars", "aws_secret_access_key", "langfuse_secret_key", "content", "param_values_b64"],
)  # fmt: skip
def test_what_has_the_name_of_a_secret_is_not_shown(name: str) -> None:
    assert masked(name, "plain") == MASK
    assert masked("metadata", {name: "plain"}) == {name: MASK}


def test_parameters_of_any_other_name_are_not_shown() -> None:
    row = masked("litellm_params", Json({"model": "openai/x", "rpm": 3, "odd": "plain", "nested": {"a": "b"}}))
    assert row == {"model": "openai/x", "rpm": 3, "odd": MASK, "nested": MASK}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("key_alias", "ci-pipeline-of-the-billing-team"), ("team_id", "0b4e3f5a-95c1-4a6f-9a0c-2f4f2a0f6f11"),
        ("max_budget", 12.5), ("models", ["gpt-4o", "claude-sonnet-4-20250514"]), ("blocked", True), ("tpm_limit", 3),
        ("max_tokens", 100), ("user_email", "someone@corp.example"), ("credential_name", "openai-production"), ("spend", None),
    ],
)  # fmt: skip
def test_what_is_no_secret_is_shown(name: str, value: Any) -> None:
    assert masked(name, value) == value


def test_texts_are_short_and_without_control_characters() -> None:
    assert masked_text("a\x1b[31mb\nc") == "a [31mb c"
    assert len(masked_text("word " * 1000)) == 500
    assert len(shown({f"field {number}": "word " * 90 for number in range(100)}) or "") < MAX_BYTES


def test_the_text_of_a_row_is_one_for_every_order() -> None:
    assert shown({"b": Decimal("1.50"), "a": 1}) == shown({"a": 1, "b": Decimal("1.50")}) == '{"a":1,"b":"1.50"}'
