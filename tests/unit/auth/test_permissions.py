"""The vocabulary, the built-in roles, and that nobody gives what they lack."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest

from alchemi.auth.permissions import (
    GRANTABLE,
    PERMISSIONS_OF,
    PLATFORM_ONLY,
    SERVICE_ONLY,
    Permission,
    Role,
    check_may,
    check_may_grant,
    may,
    parse_permissions,
    permissions_of_role,
    role_of_wheel,
)
from alchemi.errors import ForbiddenError


@dataclass(frozen=True)
class Somebody:
    permissions: frozenset[Permission]


def test_no_role_of_an_account_has_what_is_the_platforms_or_a_services() -> None:
    kept = PLATFORM_ONLY | SERVICE_ONLY
    roles = [role for role in Role if role not in (Role.PLATFORM, Role.SERVICE)]
    assert {role: PERMISSIONS_OF[role] & kept for role in roles} == dict.fromkeys(roles, frozenset())
    assert PERMISSIONS_OF[Role.SERVICE] & PLATFORM_ONLY == frozenset()
    assert permissions_of_role(Role.MEMBER, [str(one) for one in kept]) == PERMISSIONS_OF[Role.MEMBER]


def test_roles_grow_from_viewer_to_admin() -> None:
    ladder = (Role.VIEWER, Role.MEMBER, Role.TEAM_ADMIN, Role.ORGANIZATION_ADMIN, Role.ACCOUNT_ADMIN, Role.SERVICE)
    for less, more in pairwise(ladder):
        assert PERMISSIONS_OF[less] < PERMISSIONS_OF[more], (less, more)


def test_who_only_looks_changes_nothing() -> None:
    for role in (Role.VIEWER, Role.AUDITOR):
        assert [one for one in PERMISSIONS_OF[role] if one.endswith((":write", ":manage", ":contribute"))] == []


@pytest.mark.parametrize(
    ("wheel", "role"),
    [
        ("proxy_admin", Role.ACCOUNT_ADMIN), ("proxy_admin_viewer", Role.AUDITOR), ("org_admin", Role.ORGANIZATION_ADMIN),
        ("team", Role.TEAM_ADMIN), ("internal_user", Role.MEMBER), ("internal_user_viewer", Role.VIEWER),
        (None, Role.MEMBER), ("platform", Role.MEMBER), ("service", Role.MEMBER),
    ],
)  # fmt: skip
def test_a_role_of_the_wheel_is_one_of_ours(wheel: str | None, role: Role) -> None:
    assert role_of_wheel(wheel) is role


def test_an_accounts_own_role_adds_what_it_lists_and_unknown_words_give_nothing() -> None:
    held = permissions_of_role(Role.VIEWER, ["groups:write", "no:such", "Permission.GROUP_WRITE"])
    assert held == PERMISSIONS_OF[Role.VIEWER] | {Permission.GROUP_WRITE}
    assert parse_permissions([str(one) for one in GRANTABLE]) == GRANTABLE


def test_nobody_gives_what_they_lack() -> None:
    holder = Somebody(frozenset({Permission.GROUP_READ, Permission.ROLE_WRITE}))
    assert check_may_grant(holder, ["groups:read"]) == {Permission.GROUP_READ}
    for wanted in (["groups:write"], ["groups:read", "no:such"], ["groups:read", "platform:write"]):
        with pytest.raises(ForbiddenError) as refused:
            check_may_grant(holder, wanted)
        assert refused.value.members["permissions"] == sorted(set(wanted) - {"groups:read"})


def test_the_policy_is_that_one_holds_it() -> None:
    holder = Somebody(frozenset({Permission.GROUP_READ}))
    assert (may(holder, Permission.GROUP_READ), may(holder, Permission.GROUP_WRITE)) == (True, False)
    with pytest.raises(ForbiddenError) as refused:
        check_may(holder, Permission.GROUP_WRITE)
    assert refused.value.members == {"permission": "groups:write"}
