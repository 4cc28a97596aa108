"""Django's permission questions, answered from the memberships."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Model

from organizations.models import User

ADMINISTERED_APPS = frozenset({"organizations", "tasks", "targets", "reports"})


class RoleBackend(ModelBackend):
    """Signs in by password, and lets administrators of the office use the administration pages.

    It grants on whole models; single filings are guarded by ``User.can`` and the scope.
    """

    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:  # noqa: ARG002
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        return user_obj.is_administrator and perm.partition(".")[0] in ADMINISTERED_APPS

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        return user_obj.is_administrator and app_label in ADMINISTERED_APPS
