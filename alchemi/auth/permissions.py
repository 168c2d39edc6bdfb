"""What a session's caller may do, in the words that the dashboard shows its pages by. Each route decides for itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from alchemi.auth.sessions import Kind, Session

_PLATFORM: Final = ("accounts:manage", "platform:read")
_VIEW: Final = ("account:read",)
_USE: Final = (*_VIEW, "keys:own", "models:call")
_OF_ROLE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "proxy_admin": (*_USE, "account:manage", "members:manage"),
        "proxy_admin_viewer": (*_VIEW, "account:audit"),
        "internal_user_viewer": _VIEW,
    }
)


def permissions_of(session: Session) -> tuple[str, ...]:
    """The permissions of the user that the session acts as."""
    if session.kind is Kind.PLATFORM or session.member is None:
        return _PLATFORM
    return _OF_ROLE.get(session.member.role or "", _USE)
