"""Builds the catalogue: the installed wheel's models, made account-scoped, and our own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, cast, get_args

from alchemi.db.schema.catalogue import (
    ACCOUNT_COLUMN,
    Catalogue,
    Column,
    Default,
    Index,
    Key,
    ReferentialAction,
    Relation,
    ScalarType,
    Scope,
    Table,
)
from alchemi.db.schema.parser import Attribute, Declarations, Field, Model, SchemaSyntaxError, literal, names, parse

_SCALARS: Final = frozenset(get_args(ScalarType))


def wheel_schema_text() -> str:
    """The schema that the installed wheel's database package ships."""
    return files("litellm_proxy_extras").joinpath("schema.prisma").read_text("utf-8")


def our_schema_text() -> str:
    """`schema.prisma` of this project: at the root of a checkout, inside the package when installed."""
    packaged = files("alchemi").joinpath("schema.prisma")
    if packaged.is_file():
        return packaged.read_text("utf-8")
    return (Path(__file__).parents[3] / "schema.prisma").read_text("utf-8")


@cache
def installed_catalogue() -> Catalogue:
    """The catalogue of the installed wheel and this project."""
    return compose(wheel_schema_text(), our_schema_text())


def compose(wheel_text: str, our_text: str) -> Catalogue:
    """One catalogue out of both schemas.

    Every model of the wheel is an account's table. Ours say with `/// @scope directory` or `/// @scope platform` when
    they are not, with `/// @app select` when an account may only read, and `/// @app append` when nobody may change a row.

    Raises:
        SchemaSyntaxError: a schema cannot be read, or both define the same model.
    """
    wheel, ours = parse(wheel_text), parse(our_text)
    own_names = {model.name for model in ours.models}
    if clash := own_names & {model.name for model in wheel.models}:
        raise SchemaSyntaxError(f"Both schemas define {', '.join(sorted(clash))}.")
    declarations = Declarations(wheel.models + ours.models, {**wheel.enums, **ours.enums})
    models = {model.name: model for model in declarations.models}
    tables = {name: _table(model, models, declarations, name in own_names) for name, model in models.items()}
    return Catalogue(tables, declarations.enums)


def _table(model: Model, models: dict[str, Model], declarations: Declarations, is_ours: bool) -> Table:
    scope = Scope(model.notes.get("scope", "account"))
    columns: dict[str, Column] = {}
    relations: dict[str, Relation] = {}
    for field in model.fields:
        if field.type in models:
            relations[field.name] = _relation(model, field, models)
        else:
            columns[field.name] = _column(model, field, declarations)
    if scope is Scope.ACCOUNT and ACCOUNT_COLUMN in columns:
        raise SchemaSyntaxError(f"{model.name}: {ACCOUNT_COLUMN} is added by the composer; leave it out.")
    if scope is Scope.DIRECTORY and ACCOUNT_COLUMN not in columns:
        raise SchemaSyntaxError(f"{model.name}: a directory table declares {ACCOUNT_COLUMN}.")
    primary, uniques, indexes, db_name = _keys(model)
    return Table(
        name=model.name,
        db_name=db_name,
        scope=scope,
        columns=columns,
        relations=relations,
        primary_key=primary,
        uniques=uniques,
        indexes=indexes,
        app_may_write="app" not in model.notes,
        is_append_only=model.notes.get("app") == "append",
        is_ours=is_ours,
    )


def _column(model: Model, field: Field, declarations: Declarations) -> Column:
    enum = field.type if field.type in declarations.enums else None
    if enum is None and field.type not in _SCALARS:
        raise SchemaSyntaxError(f"{model.name}.{field.name}: unknown type {field.type}.")
    mapped = field.attributes.get("map")
    default = field.attributes.get("default")
    return Column(
        name=field.name,
        db_name=str(literal(mapped.args[0])) if mapped else field.name,
        type="String" if enum else cast(ScalarType, field.type),
        is_list=field.is_list,
        is_required=not field.is_optional,
        default=_default(default) if default else None,
        is_updated_at="updatedAt" in field.attributes,
        enum=enum,
        native=_native(field.attributes.values()),
    )


def _native(attributes: Iterable[Attribute]) -> str | None:
    for attribute in attributes:
        if attribute.name.startswith("db."):
            kind = attribute.name.removeprefix("db.").lower()
            return f"{kind}({','.join(attribute.args)})" if attribute.args else kind
    return None


def _default(attribute: Attribute) -> Default:
    text = attribute.args[0]
    match text.split("(")[0]:
        case "now":
            return Default("now")
        case "uuid":
            return Default("uuid")
        case "cuid":
            return Default("cuid")
        case "autoincrement":
            return Default("autoincrement")
        case "dbgenerated":
            return Default("expression", literal(text.removeprefix("dbgenerated(").removesuffix(")")))
    return Default("literal", literal(text))


def _relation(model: Model, field: Field, models: dict[str, Model]) -> Relation:
    relation = field.attributes.get("relation")
    if relation is not None and "fields" in relation.named:
        ours, theirs = names(relation.named["fields"]), names(relation.named["references"])
        # The columns decide, not the relation's question mark: what may not be NULL cannot be set to it.
        optional = {column.name for column in model.fields if column.is_optional}
        fallback = "SetNull" if optional & set(ours) else "Restrict"
        on_delete = relation.named.get("onDelete", fallback)
        mapped = relation.named.get("map")
        constraint = str(literal(mapped)) if mapped else None
        return Relation(
            field.name, field.type, False, not field.is_optional, True, ours, theirs,
            cast(ReferentialAction, on_delete), constraint,
        )  # fmt: skip
    owner = _owning_side(model, field, models[field.type])
    named = owner.attributes["relation"].named
    return Relation(
        field.name, field.type, field.is_list, not field.is_optional and not field.is_list, False,
        names(named["references"]), names(named["fields"]), "NoAction",
    )  # fmt: skip


def _owning_side(model: Model, field: Field, target: Model) -> Field:
    """The field of `target` that holds the foreign key of the relation that `field` is the other side of."""
    wanted = _relation_name(field)
    candidates = [
        other
        for other in target.fields
        if other.type == model.name
        and "fields" in (other.attributes["relation"].named if "relation" in other.attributes else {})
        and _relation_name(other) == wanted
    ]
    if len(candidates) != 1:
        raise SchemaSyntaxError(f"{model.name}.{field.name}: {len(candidates)} fields of {target.name} answer to it.")
    return candidates[0]


def _relation_name(field: Field) -> str | None:
    relation = field.attributes.get("relation")
    if relation is None:
        return None
    return relation.first("name")


def _keys(model: Model) -> tuple[Key, tuple[Key, ...], tuple[Index, ...], str]:
    primary: Key | None = None
    uniques: list[Key] = []
    indexes: list[Index] = []
    db_name = model.name
    for field in model.fields:
        if "id" in field.attributes:
            primary = Key(field.name, (field.name,))
        if "unique" in field.attributes:
            uniques.append(Key(field.name, (field.name,), _text(field.attributes["unique"], "map")))
    for attribute in model.attributes:
        match attribute.name:
            case "map":
                db_name = str(literal(attribute.args[0]))
            case "id":
                primary = _key(attribute)
            case "unique":
                uniques.append(_key(attribute))
            case "index":
                indexes.append(Index(names(attribute.args[0]), _text(attribute, "map")))
    if primary is None:
        raise SchemaSyntaxError(f"{model.name} has no primary key.")
    return primary, tuple(uniques), tuple(indexes), db_name


def _key(attribute: Attribute) -> Key:
    fields = names(attribute.first("fields") or "")
    return Key(_text(attribute, "name") or "_".join(fields), fields, _text(attribute, "map"))


def _text(attribute: Attribute, name: str) -> str | None:
    found = attribute.named.get(name)
    return str(literal(found)) if found else None
