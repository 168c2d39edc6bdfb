"""Compiles a `where` argument into a condition. Semantics are Prisma's, as measured on its Python client 0.15."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from prisma.fields import Json

from alchemi.db.schema.catalogue import Column, Relation, Table
from alchemi.db.sql.statement import Builder, QueryError, UnknownFieldError, quoted
from alchemi.db.sql.values import encode, literal

Where = Mapping[str, object]

_TRUE: Final = "TRUE"
_FALSE: Final = "FALSE"
_COMPARISONS: Final = MappingProxyType({"lt": "<", "lte": "<=", "gt": ">", "gte": ">="})
_PATTERNS: Final = MappingProxyType({"contains": "%{}%", "startswith": "{}%", "endswith": "%{}"})
_RELATION_OPERATORS: Final = frozenset({"is", "is_not", "isNot", "some", "every", "none"})


def condition(builder: Builder, table: Table, alias: str, where: Where | None) -> str:
    """The condition of `where` on `alias`, the account clause included: never empty on a scoped table.

    Raises:
        QueryError: an unknown field or operator, or a malformed filter.
    """
    parts = [part for part in (builder.fence(table, alias),) if part is not None]
    parts.extend(_terms(builder, table, alias, where or {}, is_top=True))
    return " AND ".join(parts) if parts else _TRUE


def _terms(builder: Builder, table: Table, alias: str, where: Where, *, is_top: bool = False) -> list[str]:
    parts: list[str] = []
    for name, value in where.items():
        match name:
            case "AND":
                parts.extend(_group(builder, table, alias, clause) for clause in _clauses(value))
            case "NOT":
                parts.extend(f"NOT {_group(builder, table, alias, clause)}" for clause in _clauses(value))
            case "OR":
                parts.append(_any(builder, table, alias, value))
            case _:
                if value is None and is_top:
                    # Prisma's Python client drops top-level arguments that are None before it builds the query.
                    continue
                parts.append(_field(builder, table, alias, name, value))
    return parts


def _clauses(value: object) -> Sequence[Where]:
    if isinstance(value, Mapping):
        return (value,)
    if isinstance(value, list | tuple):
        return value
    raise QueryError("AND, OR and NOT take a filter or a list of filters.")


def _group(builder: Builder, table: Table, alias: str, clause: Where) -> str:
    parts = _terms(builder, table, alias, clause)
    return f"({' AND '.join(parts)})" if parts else f"({_TRUE})"


def _any(builder: Builder, table: Table, alias: str, value: object) -> str:
    clauses = [_group(builder, table, alias, clause) for clause in _clauses(value)]
    return f"({' OR '.join(clauses)})" if clauses else _FALSE


def _field(builder: Builder, table: Table, alias: str, name: str, value: object) -> str:
    column = table.columns.get(name)
    if column is not None:
        return _scalar(builder, column, f"{alias}.{quoted(column.db_name)}", value)
    relation = table.relations.get(name)
    if relation is not None:
        return _relation(builder, alias, relation, value)
    for key in table.unique_keys():
        if key.name == name and len(key.fields) > 1 and isinstance(value, Mapping):
            if unknown := set(value) - set(key.fields):
                raise UnknownFieldError(table, f"{name}.{unknown.pop()}")
            return _group(builder, table, alias, value)
    raise UnknownFieldError(table, name)


def _scalar(builder: Builder, column: Column, target: str, value: object) -> str:
    if isinstance(value, Mapping) and not isinstance(value, Json):
        return _operators(builder, column, target, value)
    return _equals(builder, column, target, value)


def _equals(builder: Builder, column: Column, target: str, value: object) -> str:
    if value is None:
        return f"{target} IS NULL"
    return f"{target} = {_comparable(builder, column, value)}"


def _comparable(builder: Builder, column: Column, value: object) -> str:
    parameter = builder.bind_column(column, value)
    return f"{parameter}::jsonb" if column.type == "Json" else parameter


def _operators(builder: Builder, column: Column, target: str, filters: Where) -> str:
    if column.type == "Json":
        return _json(builder, column, target, filters)
    operators = {_canonical(name): value for name, value in filters.items()}
    insensitive = operators.pop("mode", None) == "insensitive"
    if column.is_list:
        parts = [_list(builder, column, target, name, value) for name, value in operators.items()]
    else:
        parts = [_operator(builder, column, target, name, value, insensitive) for name, value in operators.items()]
    return f"({' AND '.join(parts)})" if parts else _TRUE


def _canonical(name: str) -> str:
    """camelCase and snake_case both occur in the wheel."""
    return name.replace("_", "").lower()


def _operator(builder: Builder, column: Column, target: str, name: str, value: object, insensitive: bool) -> str:
    if name in _COMPARISONS:
        return f"{target} {_COMPARISONS[name]} {builder.bind_column(column, value)}"
    if name in _PATTERNS:
        # `%` and `_` in the value stay wildcards, as in Prisma.
        pattern = _PATTERNS[name].format(encode(column, value))
        return f"{target} {'ILIKE' if insensitive else 'LIKE'} {builder.bind(pattern)}"
    # Elsewhere the value stands for itself: Prisma takes it for a pattern here too, and whoever looks for the user
    # `a_b@example.com` could be given `a-b@example.com`.
    match name:
        case "equals":
            if insensitive and value is not None:
                return f"{target} ILIKE {builder.bind_column(column, literal(value))}"
            return _equals(builder, column, target, value)
        case "not":
            return _negated(builder, column, target, value, insensitive)
        case "in":
            return _in(builder, column, target, value, insensitive)
        case "notin":
            return f"NOT ({_in(builder, column, target, value, insensitive)})"
    raise QueryError(f"Field `{column.name}`: unknown operator `{name}`.")


def _in(builder: Builder, column: Column, target: str, value: object, insensitive: bool) -> str:
    if value is None:
        return f"{target} IS NULL"
    if insensitive and isinstance(value, list | tuple):
        return f"{target} ILIKE ANY({builder.bind_list(column, [literal(one) for one in value])})"
    return f"{target} = ANY({builder.bind_list(column, value)})"


def _negated(builder: Builder, column: Column, target: str, value: object, insensitive: bool) -> str:
    if value is None:
        return f"{target} IS NOT NULL"
    if isinstance(value, Mapping):
        inner = {"mode": "insensitive", **value} if insensitive else value
        return f"NOT {_operators(builder, column, target, inner)}"
    if insensitive:
        return f"{target} NOT ILIKE {builder.bind_column(column, literal(value))}"
    return f"{target} <> {_comparable(builder, column, value)}"


def _list(builder: Builder, column: Column, target: str, name: str, value: object) -> str:
    match name:
        case "has":
            return f"{target} @> {builder.bind_list(column, [value])}"
        case "hassome":
            return f"{target} && {builder.bind_list(column, value)}"
        case "hasevery":
            return f"{target} @> {builder.bind_list(column, value)}"
        case "isempty":
            return f"{target} {'=' if value else '<>'} '{{}}'"
        case "equals":
            return _equals(builder, column, target, value)
    raise QueryError(f"Field `{column.name}`: unknown list operator `{name}`.")


def _json(builder: Builder, column: Column, target: str, filters: Where) -> str:
    operators = {_canonical(name): value for name, value in filters.items()}
    path = operators.pop("path", None)
    if not operators:
        return _TRUE
    if path is None:
        at, at_text = target, f"{target} #>> '{{}}'"
    else:
        if not isinstance(path, list | tuple):
            raise QueryError(f"Field `{column.name}`: `path` is a list of keys.")
        parameter = builder.bind([str(part) for part in path])
        at, at_text = f"({target} #> {parameter}::text[])", f"({target} #>> {parameter}::text[])"
    parts: list[str] = []
    for name, value in operators.items():
        compile_operator = _JSON_OPERATORS.get(name)
        if compile_operator is None:
            raise QueryError(f"Field `{column.name}`: unknown JSON operator `{name}`.")
        parts.append(compile_operator(builder, column, at, at_text, value))
    return f"({' AND '.join(parts)})"


def _json_equals(builder: Builder, column: Column, at: str, _text: str, value: object) -> str:
    if value is None:
        return f"{at} IS NULL"
    return f"{at} = {builder.bind(encode(column, value))}::jsonb"


def _json_not(builder: Builder, column: Column, at: str, _text: str, value: object) -> str:
    if value is None:
        return f"{at} IS NOT NULL"
    return f"{at} <> {builder.bind(encode(column, value))}::jsonb"


def _json_pattern(pattern: str) -> Callable[[Builder, Column, str, str, object], str]:
    def compile_pattern(builder: Builder, _column: Column, at: str, text: str, value: object) -> str:
        bound = builder.bind(pattern.format(value))
        return f"(jsonb_typeof({at}) = 'string' AND {text} LIKE {bound})"

    return compile_pattern


_JSON_OPERATORS: Final[Mapping[str, Callable[[Builder, Column, str, str, object], str]]] = MappingProxyType(
    {
        "equals": _json_equals,
        "not": _json_not,
        "stringcontains": _json_pattern("%{}%"),
        "stringstartswith": _json_pattern("{}%"),
        "stringendswith": _json_pattern("%{}"),
    }
)


def _relation(builder: Builder, alias: str, relation: Relation, value: object) -> str:
    if value is None:
        return f"NOT {_exists(builder, alias, relation, None)}"
    if not isinstance(value, Mapping):
        raise QueryError(f"Relation `{relation.name}` takes a filter.")
    if not set(value) <= _RELATION_OPERATORS or not value:
        return _exists(builder, alias, relation, value)
    parts = [_related(builder, alias, relation, name, inner) for name, inner in value.items()]
    return f"({' AND '.join(parts)})"


def _related(builder: Builder, alias: str, relation: Relation, name: str, inner: object) -> str:
    if inner is not None and not isinstance(inner, Mapping):
        raise QueryError(f"Relation `{relation.name}`: `{name}` takes a filter.")
    match name:
        case "is":
            return ("NOT " if inner is None else "") + _exists(builder, alias, relation, inner)
        case "is_not" | "isNot":
            return ("" if inner is None else "NOT ") + _exists(builder, alias, relation, inner)
        case "none":
            return f"NOT {_exists(builder, alias, relation, inner)}"
        case "every":
            return f"NOT {_exists(builder, alias, relation, {'NOT': inner or {}})}"
    return _exists(builder, alias, relation, inner)


def _exists(builder: Builder, alias: str, relation: Relation, where: Where | None) -> str:
    target = builder.catalogue.tables[relation.target]
    inner = builder.alias()
    parts = [
        # Field names and column names agree on every column that a relation uses (tests/unit/db/schema).
        f"{inner}.{quoted(theirs)} = {alias}.{quoted(ours)}"
        for ours, theirs in zip(relation.fields, relation.references, strict=True)
    ]
    if (fence := builder.fence(target, inner)) is not None:
        parts.append(fence)
    parts.extend(_terms(builder, target, inner, where or {}))
    return f"EXISTS (SELECT 1 FROM {quoted(target.db_name)} {inner} WHERE {' AND '.join(parts)})"
