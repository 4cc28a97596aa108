"""The one way in: checks passwords, slows guessing down, and answers Django's permission questions from the
memberships."""

from typing import Any, override

from allauth.account.adapter import get_adapter
from django.contrib.auth.backends import ModelBackend
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from organizations.actions import (
    Source,
    begin_attempt,
    settle_right,
    settle_wrong,
    use_temporary_password,
)
from organizations.known_browsers import browser_of, knows
from organizations.models import User

ADMINISTERED_APPS = frozenset({"background", "organizations", "tasks", "targets", "reports"})


class RoleBackend(ModelBackend):
    """Signs in by password, whatever door it is typed at, and lets administrators of the office use the
    administration pages.

    It grants on whole models; single filings are guarded by ``User.can`` and the scope.
    """

    @override
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The person whose password it is. Raises ``SignInRefused`` for a try that comes too early, and for a
        temporary password that was used before.

        One hash is computed whether or not there is such a person, so that the time tells nothing.
        """
        if not username or not password:
            return None
        attempt = begin_attempt(name=username, source=source_of(request, username), at=timezone.now())
        person = User.objects.named(username)
        if person is None or not person.check_password(password):
            if person is None:
                User().set_password(password)
            settle_wrong(attempt=attempt, user=person)
            return None
        settle_right(attempt=attempt)
        if not self.user_can_authenticate(person):
            return None
        if person.must_change_password and not is_signed_in(request, person):
            use_temporary_password(user=person, at=attempt.at)
        return person

    @override
    def get_user(self, user_id: int) -> User | None:
        """The person of a session with their roles as they are now (one query)."""
        person = User.objects.with_roles(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None

    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:  # noqa: ARG002
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        return user_obj.is_administrator and perm.partition(".")[0] in ADMINISTERED_APPS

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        return user_obj.is_administrator and app_label in ADMINISTERED_APPS


def source_of(request: HttpRequest | None, username: str) -> Source:
    """Where a sign-in comes from; a call without a request comes from nowhere in particular."""
    if request is None:
        return Source("")
    browser = browser_of(request)
    address = get_adapter().get_client_ip(request)
    return Source(address, browser.id if browser is not None and knows(browser, username) else "")


def is_signed_in(request: HttpRequest | None, person: User) -> bool:
    """Whether the password is asked for again of the person whose session it is."""
    return request is not None and getattr(request, "user", None) == person
