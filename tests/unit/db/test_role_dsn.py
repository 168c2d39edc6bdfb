"""The roles' connection strings keep everything of the owner's but name and password."""

from __future__ import annotations

import pytest

from alchemi.db.roles import APP_ROLE, PLATFORM_ROLE, role_dsn, role_password

_KEY = "0123456789abcdef"
_APP = f"{APP_ROLE}:{role_password(_KEY, APP_ROLE)}"


@pytest.mark.parametrize(
    ("owner", "app"),
    [
        ("postgresql://o:p@db:5432/x", f"postgresql://{_APP}@db:5432/x"),
        ("postgres://o:p@db/x", f"postgres://{_APP}@db/x"),
        ("postgresql://db/x", f"postgresql://{_APP}@db/x"),
        ("postgresql://o:p%40%2F%3A@db/x?sslmode=require", f"postgresql://{_APP}@db/x?sslmode=require"),
        ("postgresql://o:p@ss@db/x", f"postgresql://{_APP}@db/x"),
        ("postgresql://o:p@[::1]:5432/x", f"postgresql://{_APP}@[::1]:5432/x"),
        ("postgresql://o:p@One:1,Two:2/x", f"postgresql://{_APP}@One:1,Two:2/x"),
        ("postgresql://o@%2Frun%2Fpg/x", f"postgresql://{_APP}@%2Frun%2Fpg/x"),
        ("postgresql:///x?host=/run/pg&user=o&password=p", f"postgresql://{_APP}@/x?host=%2Frun%2Fpg"),
        ("postgresql://o:p@db/x%20y", f"postgresql://{_APP}@db/x%20y"),
    ],
)
def test_the_app_roles_string(owner: str, app: str) -> None:
    assert role_dsn(owner, "app", _KEY) == app


def test_roles_and_keys_have_passwords_of_their_own() -> None:
    passwords = {role_password(key, role) for key in (_KEY, _KEY + "x") for role in (APP_ROLE, PLATFORM_ROLE)}
    assert len(passwords) == 4
    assert all(len(password) == 64 for password in passwords)
    assert role_password(_KEY, APP_ROLE) == role_password(_KEY, APP_ROLE)


def test_another_kind_of_url_is_refused() -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        role_dsn("mysql://o:p@db/x", "app", _KEY)
