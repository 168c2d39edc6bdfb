"""Prints the SQL of our tables from `schema.prisma`, to begin a migration with: `python -m scripts.table_sql NAME …`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from alchemi.db.schema.catalogue import ACCOUNT_COLUMN, Catalogue, Column, Scope, Table
from alchemi.db.schema.composer import installed_catalogue

_LIMIT = 63
_ACTIONS = {"Cascade": "CASCADE", "Restrict": "RESTRICT", "NoAction": "NO ACTION"}


def statements(catalogue: Catalogue, table: Table) -> Iterator[str]:
    """CREATE TABLE, then its indexes."""
    own = [f'    "{ACCOUNT_COLUMN}" TEXT NOT NULL'] if table.scope is Scope.ACCOUNT else []
    lines = [*own, *(f"    {_column(column)}" for column in table.columns.values()), ""]
    key = ", ".join(f'"{name}"' for name in table.physical_key)
    lines.append(f'    CONSTRAINT "{table.db_name}_pkey" PRIMARY KEY ({key})')
    for relation in table.relations.values():
        if relation.is_owner:
            lines[-1] += ","
            lines.append("    " + _foreign_key(catalogue, table, relation.name))
    if table.scope is not Scope.PLATFORM:
        lines[-1] += ","
        lines.append("    CONSTRAINT \"account_id_not_empty\" CHECK (account_id <> '')")
    body = "\n".join(
        f"{line}," if 0 <= number < len(lines) and _is_column(line) else line for number, line in enumerate(lines)
    )
    yield f'CREATE TABLE IF NOT EXISTS "{table.db_name}" (\n{body}\n);'
    first = (ACCOUNT_COLUMN,) if table.scope is Scope.ACCOUNT else ()
    for keys, suffix, kind in ((table.uniques, "key", "UNIQUE INDEX"), (table.indexes, "idx", "INDEX")):
        for one in keys:
            columns = (*first, *(table.columns[name].db_name for name in one.fields))
            name = f"{table.db_name}_{'_'.join(columns)}"[: _LIMIT - 4] + f"_{suffix}"
            listed = ", ".join(f'"{column}"' for column in columns)
            yield f'CREATE {kind} IF NOT EXISTS "{name}"\n    ON "{table.db_name}"({listed});'


def _is_column(line: str) -> bool:
    return line.startswith('    "')


def _column(column: Column) -> str:
    text = f'"{column.db_name}" {column.sql_type.upper()}' + (" NOT NULL" if column.is_required else "")
    default = column.default
    if default is not None and default.kind == "now":
        text += " DEFAULT CURRENT_TIMESTAMP"
    elif default is not None and default.kind == "literal":
        value = default.value
        shown = (
            str(value).lower() if isinstance(value, bool) else f"'{value}'" if isinstance(value, str) else str(value)
        )
        text += f" DEFAULT {'ARRAY[]::TEXT[]' if column.is_list else shown}"
    return text


def _foreign_key(catalogue: Catalogue, table: Table, name: str) -> str:
    relation = table.relations[name]
    target = catalogue.tables[relation.target]
    prefix = (ACCOUNT_COLUMN,) if target.scope is Scope.ACCOUNT else ()
    ours, theirs = (*prefix, *relation.fields), (*prefix, *relation.references)
    null = ", ".join(f'"{field}"' for field in relation.fields)
    action = _ACTIONS.get(relation.on_delete, f"SET NULL ({null})")
    constraint = f"{table.db_name}_{'_'.join(relation.fields)}_fkey"[:_LIMIT]
    mine, other = (", ".join(f'"{one}"' for one in columns) for columns in (ours, theirs))
    return (
        f'CONSTRAINT "{constraint}" FOREIGN KEY ({mine})\n'
        f'        REFERENCES "{target.db_name}" ({other}) ON DELETE {action} ON UPDATE NO ACTION'
    )


if __name__ == "__main__":
    installed = installed_catalogue()
    for wanted in sys.argv[1:]:
        print("\n\n".join(statements(installed, installed.tables[wanted])) + "\n")
