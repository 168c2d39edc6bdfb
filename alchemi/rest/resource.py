"""The declaration of a resource: what its routes are, which rows they reach, and who may use them.

A declaration is checked when its routes are made, so that one that cannot work stops the application from starting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Literal

from pydantic import BaseModel

from alchemi.auth.caller import Caller
from alchemi.auth.permissions import Permission
from alchemi.db.schema.catalogue import Column, Scope, Table
from alchemi.db.schema.composer import installed_catalogue
from alchemi.errors import ConfigurationError

Operation = Literal["list", "get", "create", "update", "delete"]
OPERATIONS: Final[frozenset[Operation]] = frozenset({"list", "get", "create", "update", "delete"})

_MADE_HERE: Final = frozenset({"id", "created_at", "created_by", "updated_at", "updated_by"})
RESOURCE_OF: Final = "alchemi_resource"
"""The attribute of an endpoint under which its resource stands."""
TokenSight = Callable[[Caller], Mapping[str, Any]]
DEFAULT_LIMIT: Final = 50
MAX_LIMIT: Final = 200


@dataclass(frozen=True, slots=True)
class SoftDelete:
    """Deleting sets `at` (and `by`, and `sets`) and keeps the row; `POST /{id}/restore` undoes it with `restores`.

    `shown_by`: filters that ask for deleted rows, as those of `sets` do.
    """

    at: str = "deleted_at"
    by: str | None = None
    sets: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    restores: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    shown_by: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Reference:
    """The id in a field must be that of a row of `table` in the same account; `key` None is its primary key.

    `workspace`: as in `Resource`, for rows that not every member sees.
    """

    table: str
    key: str | None = None
    where: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    workspace: str | None = None


@dataclass(frozen=True, slots=True)
class Secret:
    """A field that is sealed at rest and told masked. `shown`: names inside it whose values are no secrets."""

    name: str
    shown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Parent:
    """The path of the resource names another row, `param`, whose id stands in `column`."""

    resource: Resource
    param: str
    column: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Resource:
    """One kind of rows of an account and the routes on it. `docs/resources.md` explains each field."""

    path: str
    table: str
    item: type[BaseModel]
    create: type[BaseModel] | None = None
    update: type[BaseModel] | None = None
    list_item: type[BaseModel] | None = None
    """What a list shows of each row, when that is less; columns that it does not name are not even read."""

    noun: str
    """What one row is called in sentences: `connection`."""
    plural: str
    """The name of the list in a page: `connections`."""

    read: Permission
    write: Permission
    create_with: Permission | None = None
    delete_with: Permission | None = None

    aliases: tuple[str, ...] = ()
    operations: frozenset[Operation] | set[Operation] = OPERATIONS
    sort: tuple[str, ...] = ()
    default_sort: str | None = None
    filters: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    secrets: tuple[str | Secret, ...] = ()
    references: Mapping[str, str | Reference] = field(default_factory=dict)
    conflicts: Mapping[str, str] = field(default_factory=dict)
    """Constraint to field, where the constraint's name does not say it."""
    fixed: Mapping[str, object] = field(default_factory=dict)
    """Column values that every row of this resource has: set on create, required on read."""
    soft_delete: SoftDelete | None = None
    version: str | None = None
    """A counting column: `If-Match` and the body's field of this name must agree with it."""
    workspace: str | None = None
    """The column, or relation to it, by which a row belongs to a workspace: see `docs/resources.md`."""
    for_tokens: TokenSight | None = None
    """Which rows a token for some workspaces sees, where `workspace` does not say it."""
    own: str | None = None
    """The column with the user whose row it is; others' rows are shown with `sees_all` only."""
    sees_all: Permission | None = None
    parent: Parent | None = None
    id: str = "id"
    tag: str | None = None

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The canonical prefix and its aliases, as `endpoints.ROUTERS` takes them."""
        return (self.path, *self.aliases)

    @property
    def model(self) -> Table:
        return installed_catalogue().tables[self.table]

    @property
    def secret_fields(self) -> dict[str, Secret]:
        named = (Secret(one) if isinstance(one, str) else one for one in self.secrets)
        return {secret.name: secret for secret in named}

    @property
    def reference_fields(self) -> dict[str, Reference]:
        return {name: Reference(found) if isinstance(found, str) else found for name, found in self.references.items()}

    @property
    def order(self) -> str:
        """The order of a list that asks for none."""
        return self.default_sort or ("-created_at" if "created_at" in self.model.columns else self.id)

    def check(self) -> None:
        """Find what cannot work.

        Raises:
            ConfigurationError: naming every fault.
        """
        faults = list(_faults(self))
        if faults:
            raise ConfigurationError([f"{self.path}: {fault}" for fault in faults])


def _faults(resource: Resource) -> Iterable[str]:
    tables = installed_catalogue().tables
    if resource.table not in tables:
        yield f"there is no table {resource.table}"
        return
    table = resource.model
    if table.scope is not Scope.ACCOUNT:
        yield f"{table.name} is not an account's table; write its routes out"
    yield from _unknown_columns(resource, table)
    yield from _bad_models(resource, table)
    for name in ("create", "update"):
        if name in resource.operations and getattr(resource, name) is None:
            yield f"{name} needs a schema, or has to leave `operations`"
    if unknown := set(resource.operations) - OPERATIONS:
        yield f"unknown operations {sorted(unknown)}"
    if resource.own is not None and resource.sees_all is None:
        yield "`own` needs `sees_all`"
    for name, reference in resource.reference_fields.items():
        target = tables.get(reference.table)
        if target is None:
            yield f"the reference {name} names no table: {reference.table}"
        elif reference.key is None and len(target.primary_key.fields) != 1:
            yield f"the reference {name} needs a `key`"


def _unknown_columns(resource: Resource, table: Table) -> Iterable[str]:
    named = {
        "sort": resource.sort,
        "filters": resource.filters,
        "search": resource.search,
        "secrets": resource.secret_fields,
        "references": resource.references,
        "fixed": resource.fixed,
        "own": [resource.own] if resource.own else [],
        "version": [resource.version] if resource.version else [],
        "default_sort": [resource.order.removeprefix("-")],
        "id": [resource.id],
        "parent": [resource.parent.column] if resource.parent else [],
    }
    for what, names in named.items():
        for name in names:
            if name not in table.columns:
                yield f"`{what}` names no column of {table.name}: {name}"
    for name in resource.secret_fields:
        column = table.columns.get(name)
        if column is not None and column.type != "String":
            yield f"the secret {name} is kept as text: make its column a String"
        if name in {*resource.sort, *resource.filters, *resource.search}:
            yield f"the secret {name} can neither be searched nor sorted by"
    for name in resource.search:
        column = table.columns.get(name)
        if column is not None and (column.type != "String" or column.is_list):
            yield f"`search` takes text columns: {name}"


def _bad_models(resource: Resource, table: Table) -> Iterable[str]:
    for operation, model in (("create", resource.create), ("update", resource.update)):
        if model is None:
            continue
        if model.model_config.get("extra") != "forbid":
            yield f"{model.__name__} must refuse unknown fields: derive it from Schema"
        for name in model.model_fields:
            # What a file writes itself may take more than its columns.
            is_written_here = operation in resource.operations
            if (fault := _field_fault(resource, table, name, is_written_here=is_written_here)) is not None:
                yield f"{model.__name__}.{name} {fault}"
        if not model.model_config.get("json_schema_extra") and not _has_examples(model):
            yield f"{model.__name__} needs an example: `examples` on its required fields"
    for name in resource.filters:
        if name not in resource.item.model_fields:
            yield f"the filter {name} is no field of {resource.item.__name__}"


def _field_fault(resource: Resource, table: Table, name: str, *, is_written_here: bool) -> str | None:
    if name in _MADE_HERE:
        return "is set here and by no caller"
    if name == "account_id":
        return "is accepted and checked without being declared"
    if is_written_here and name not in table.columns and name != resource.version:
        return f"is no column of {table.name}"
    return None


def _has_examples(model: type[BaseModel]) -> bool:
    """Whether an example body can be put together: every required field shows one, or there is none."""
    return all(info.examples for info in model.model_fields.values() if info.is_required())


def column_of(resource: Resource, name: str) -> Column:
    """The column `name` of the resource's table."""
    return resource.model.columns[name]


def example_of(model: type[BaseModel]) -> dict[str, Any]:
    """A body that `model` accepts, from its example or those of its fields."""
    extra = model.model_config.get("json_schema_extra")
    examples = extra.get("examples") if isinstance(extra, dict) else None
    if isinstance(examples, list) and examples and isinstance(examples[0], dict):
        return dict(examples[0])
    return {name: info.examples[0] for name, info in model.model_fields.items() if info.examples}
