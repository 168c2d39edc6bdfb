"""Who a browser's session acts as, as the middleware leaves it in the ASGI scope. No client can put it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CALLER_KEY: Final = "alchemi.caller"
"""The key in the scope; None or absent when the request is not a session's."""


@dataclass(frozen=True, slots=True)
class SessionCaller:
    """A user of the bound account with the role it has there; of the system account, the super admin."""

    user_id: str
    email: str | None
    role: str | None
    is_super_admin: bool = False
