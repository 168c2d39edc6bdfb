"""A server of tools as an account has configured it for its gateway. Pure: what it is, not whether it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class ToolServer:
    """`name` is what the gateway knows it by; `headers` hold its secrets, in clear. `tools`: only these, when there are any."""

    server_id: str
    name: str
    url: str = field(repr=False)
    transport: Literal["http", "sse"]
    headers: Mapping[str, str] = field(repr=False)
    tools: tuple[str, ...]
    description: str | None
    updated_at: datetime
