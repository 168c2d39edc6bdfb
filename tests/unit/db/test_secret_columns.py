"""What of a value is a secret, by its column, its name and its looks."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from alchemi import endpoints
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.secret_columns import (
    SEALED_BY_WRITERS,
    SECRET_COLUMNS,
    changed,
    each_sealed,
    is_secret_name,
    looks_secret,
)
from alchemi.db.secrets import PREFIX
from alchemi.rest.resource import Resource

NAMED = ("LiteLLM_TeamTable", "metadata")
ALL = ("LiteLLM_CredentialsTable", "credential_values")


def sealed(value: Any, table: str = NAMED[0], column: str = NAMED[1]) -> Any:
    return changed(
        table, column, value, lambda place, text: f"{PREFIX}{place}={text}", lambda _place, text: f"clear {text}"
    )


@pytest.mark.parametrize(
    "name",
    ["api_key", "apiKey", "API-KEY", "x-api-key", "langfuse_secret_key", "password", "dbPassword", "client_secret",
     "github_token",     "Authorization", "aws_access_key_id", "aws_secret_access_key", "key", "private_key",
     "credentials", "pat", "auth_value",
     "vertex_credentials", "session_token", "SMTP_PASSWORD", "signing_key", "apikey", "cookie"],
)  # fmt: skip
def test_names_of_secrets(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    ["max_tokens", "cache_key", "sort_key", "model", "api_base", "key_alias", "department",
     "input_cost_per", "monkey", "tpm_limit",
     "author", "patience", "keyword", "guardrails"],
)  # fmt: skip
def test_names_of_other_things(name: str) -> None:
    assert not is_secret_name(name)


@pytest.mark.parametrize(
    "text",
    ["https://me:pass@host/x", "Bearer abcdefghijkl", "sk-abcdefghijklmnop1234", "AKIAABCDEFGHIJKLMNOP",
     "ghp_abcdefghijklmnopqrstuvwx", "https://host/x?api_key=abcdef123", "-----BEGIN PRIVATE KEY-----",
     "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0NTY3.x"],
)  # fmt: skip
def test_texts_that_look_like_credentials(text: str) -> None:
    assert looks_secret(text)


@pytest.mark.parametrize("text", ["hello", "https://host/path?page=2", "gpt-4o", "sk-", "user@example.org", "12:30"])
def test_texts_that_do_not(text: str) -> None:
    assert not looks_secret(text)


def test_texts_are_sealed_by_name_at_any_depth_and_the_shape_stays() -> None:
    value = {
        "a": 1,
        "b": [{"token": "t", "n": "x"}],
        "headers": {"X-Any": "h"},
        "key": None,
        "secret": {"deep": ["s", 2]},
    }
    assert sealed(value) == {
        "a": 1,
        "b": [{"token": f"{PREFIX}metadata/b/0/token=t", "n": "x"}],
        "headers": {"X-Any": f"{PREFIX}metadata/headers/X-Any=h"},
        "key": None,
        "secret": {"deep": [f"{PREFIX}metadata/secret/deep/0=s", 2]},
    }


def test_a_list_of_names_and_values_is_read_as_a_mapping() -> None:
    found = sealed([{"name": "API_TOKEN", "value": "t"}, {"name": "REGION", "value": "north"}])
    assert [item["value"] for item in found] == [f"{PREFIX}metadata/0/value=t", "north"]


def test_json_inside_a_text_keeps_its_shape() -> None:
    assert sealed('{"token": "t", "n": 1}') == f'{{"token": "{PREFIX}metadata///token=t", "n": 1}}'


def test_all_texts_of_a_column_of_secrets_are_sealed() -> None:
    found = sealed({"anything": "x", "n": 3, "empty": ""}, *ALL)
    assert found == {"anything": f"{PREFIX}credential_values/anything=x", "n": 3, "empty": ""}


def test_the_model_of_a_deployment_stays_in_clear() -> None:
    found = sealed({"model": "openai/x", "api_base": "http://x"}, "LiteLLM_ProxyModelTable", "litellm_params")
    assert found["model"] == "clear openai/x"
    assert found["api_base"].startswith(PREFIX)


def test_a_text_that_pretends_to_be_sealed_is_sealed() -> None:
    assert sealed({"note": f"{PREFIX}k:x"})["note"] != f"{PREFIX}k:x"


def test_a_value_without_secrets_stays_the_same_object() -> None:
    value = {"a": ["b", {"c": 1}]}
    assert sealed(value) is value
    assert each_sealed(value, "metadata", lambda _place, _text: "x") is value


def test_names_with_slashes_are_places_of_their_own() -> None:
    found = sealed({"a/token": "1", "a": {"token": "2"}})
    assert found["a/token"] != found["a"]["token"].replace("=2", "=1")


def test_every_column_of_the_table_is_there_and_of_a_kind_that_is_sealed() -> None:
    tables = installed_catalogue().tables
    for name, columns in SECRET_COLUMNS.items():
        for column in columns:
            assert tables[name].columns[column].type in ("Json", "String"), f"{name}.{column}"
            assert not tables[name].columns[column].is_list
            assert column not in {field for key in tables[name].unique_keys() for field in key.fields}


def test_a_column_is_sealed_by_the_engine_or_by_who_writes_it() -> None:
    tables = installed_catalogue().tables
    for name, columns in SEALED_BY_WRITERS.items():
        assert SECRET_COLUMNS.get(name, {}).keys().isdisjoint(columns)
        assert {tables[name].columns[column].type for column in columns} == {"String"}


def test_every_secret_field_of_a_resource_is_known_to_the_rotation() -> None:
    declared = {
        (resource.table, name)
        for module in (
            import_module(found.name) for found in iter_modules(endpoints.__path__, f"{endpoints.__name__}.")
        )
        for resource in vars(module).values()
        if isinstance(resource, Resource)
        for name in resource.secret_fields
    }
    assert declared == {(table, name) for table, names in SEALED_BY_WRITERS.items() for name in names}
