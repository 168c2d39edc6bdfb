"""Whether values fit their columns, told before the database has to: a number that is too large names its field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from alchemi.db.schema.catalogue import Column, Table
from alchemi.errors import InvalidRequestError

_BITS: Final = {"Int": 31, "BigInt": 63}
_DECIMAL: Final = re.compile(r"(?:decimal|numeric)\((\d+),\s*(\d+)\)")
_MOST_DIGITS: Final = (65, 30)


def check_fits(table: Table, values: Mapping[str, Any]) -> None:
    """Compare `values` with the columns of `table`.

    Raises:
        InvalidRequestError: naming each that does not fit.
    """
    errors = [
        {"pointer": f"/{name}", "detail": fault}
        for name, value in values.items()
        if value is not None and (column := table.columns.get(name)) is not None and (fault := _fault(column, value))
    ] + [
        {"pointer": f"/{name}", "detail": "A value is needed."}
        for name, value in values.items()
        if value is None and (column := table.columns.get(name)) is not None and column.is_required
    ]
    if errors:
        names = ", ".join(error["pointer"] for error in errors)
        raise InvalidRequestError(f"The request cannot be accepted: see {names}.", errors=errors)


def _fault(column: Column, value: Any) -> str | None:
    bits = _BITS.get(column.type)
    if bits is not None and isinstance(value, int) and not -(2**bits) <= value < 2**bits:
        return f"A whole number of at most {bits} bits."
    if column.type == "Decimal" and isinstance(value, int | float | Decimal):
        match = _DECIMAL.fullmatch(column.native or "")
        digits, scale = (int(match[1]), int(match[2])) if match else _MOST_DIGITS
        number = Decimal(str(value))
        if not number.is_finite() or abs(number) >= Decimal(10) ** (digits - scale):
            return f"A number below 10^{digits - scale}."
    return None
