"""Row classes: what Prisma's generated ones do, without generation."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from prisma.fields import Base64
from pydantic import ValidationError

from alchemi.db.models import model_builder, model_class
from alchemi.db.schema.catalogue import Column
from alchemi.db.schema.composer import installed_catalogue

CATALOGUE = installed_catalogue()
VALUES = {
    "String": "x",
    "Int": 1,
    "BigInt": 2**40,
    "Float": 0.5,
    "Decimal": Decimal("1.5"),
    "Boolean": True,
    "DateTime": datetime(2024, 1, 2, tzinfo=UTC),
    "Json": {"a": [1]},
    "Bytes": Base64.encode(b"xyz"),
}


def value_of(column: Column) -> object:
    return [VALUES[column.type]] if column.is_list else VALUES[column.type]


def row_of(table_name: str) -> dict[str, Any]:
    return {column.name: value_of(column) for column in CATALOGUE.tables[table_name].columns.values()}


def build(table_name: str, values: dict[str, Any]) -> Any:
    return model_builder(CATALOGUE, CATALOGUE.tables[table_name])(values)


@pytest.mark.parametrize("name", CATALOGUE.tables)
def test_a_built_row_equals_a_validated_one(name: str) -> None:
    values = row_of(name)
    built, validated = build(name, values), model_class(name).model_validate(values)
    assert built == validated
    assert built.model_fields_set == validated.model_fields_set
    assert built.model_dump() == validated.model_dump()
    assert built.model_dump_json() == validated.model_dump_json()
    assert list(built.model_dump()) == list(type(built).model_fields)


def test_related_rows_become_objects() -> None:
    team = build("LiteLLM_TeamTable", {"team_id": "t", "litellm_model_table": {"id": 1, "model_aliases": {"a": "b"}}})
    assert type(team.litellm_model_table) is model_class("LiteLLM_ModelTable")
    assert team.litellm_model_table.model_aliases == {"a": "b"}
    assert team.model_dump(exclude_unset=True) == {
        "team_id": "t",
        "litellm_model_table": {"id": 1, "model_aliases": {"a": "b"}},
    }
    organization = build("LiteLLM_OrganizationTable", {"members": [{"user_id": "u", "user": {"user_id": "u"}}]})
    assert organization.members[0].user.user_id == "u"
    assert organization.teams is None


def test_validation_reads_json_text_and_nested_rows() -> None:
    values = {**row_of("LiteLLM_TeamTable"), "metadata": '{"a": 1}', "models": None, "object_permission": None}
    values["litellm_model_table"] = row_of("LiteLLM_ModelTable")
    team: Any = model_class("LiteLLM_TeamTable").model_validate(values)
    assert team.metadata == {"a": 1}
    assert team.models == []
    assert type(team.litellm_model_table) is model_class("LiteLLM_ModelTable")


def test_a_row_can_be_changed_copied_and_compared() -> None:
    row = build("LiteLLM_BudgetTable", {"budget_id": "b", "max_budget": 1.0})
    other = row.model_copy(update={"max_budget": 2.0})
    row.max_budget = 2.0
    assert row == other
    assert row.model_fields_set == {"budget_id", "max_budget"}
    with pytest.raises(AttributeError):
        _ = row.nothing


def test_a_required_column_is_required() -> None:
    with pytest.raises(ValidationError):
        model_class("LiteLLM_TeamTable").model_validate({})


def test_an_unknown_table_has_no_class() -> None:
    with pytest.raises(KeyError):
        model_class("LiteLLM_Nothing")
