"""What each role may do: the whole table, so that nobody gains or loses a right unseen (design R18)."""

import pytest

from organizations.permissions import REACHING_ROLES, ROLE_PERMISSIONS, Permission, Role, roles_with

MAY = {
    Role.FILER: {"edit_filing", "remark_lines", "edit_report", "receive_report"},
    Role.LEAD: {
        *("edit_filing", "submit_filing", "withdraw_filing", "remark_lines", "export_report"),
        *("edit_report", "check_report", "sign_report", "receive_report"),
    },
    Role.REVIEWER: {
        *("review_filing", "reopen_filing", "remark_lines"),
        *("edit_report", "check_report", "receive_report"),
    },
    Role.OBSERVER: set(),
    Role.ADMINISTRATOR: {
        *("reopen_filing", "extend_filing", "administer"),
        *("export_report", "edit_report", "receive_report"),
    },
}


@pytest.mark.parametrize("role", Role)
def test_a_role_may_exactly_this(role: Role) -> None:
    assert {permission.value for permission in ROLE_PERMISSIONS[role]} == MAY[role]


@pytest.mark.parametrize("permission", Permission)
def test_a_permission_is_held_by_the_roles_that_list_it(permission: Permission) -> None:
    assert roles_with(permission) == {role for role, granted in MAY.items() if permission.value in granted}


def test_administrators_alone_reach_down() -> None:
    assert {Role.ADMINISTRATOR} == REACHING_ROLES
