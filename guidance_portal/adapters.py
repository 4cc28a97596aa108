"""How allauth behaves here."""

from typing import Any, override

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.contrib import messages
from django.contrib.auth import authenticate
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from organizations.account_wording import sentence
from organizations.actions import change_own_password
from organizations.known_browsers import remember_browser
from organizations.models import User

TOLD_AT_SIGN_IN = 5


class AccountAdapter(DefaultAccountAdapter):
    """People are entered by administrators; nobody signs up. Passwords are checked, and guessing is slowed
    down, by ``organizations.backends.RoleBackend`` alone."""

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    @override
    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Ask the one backend; allauth's own count of failures locks names and is left out."""
        return authenticate(request, **credentials)

    @override
    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that tries are counted by. A header that does not fit ``TRUSTED_PROXY_COUNT`` did not
        come by the proxies, so the address of the connection counts."""
        try:
            return str(super().get_client_ip(request))
        except (ImproperlyConfigured, PermissionDenied):
            return str(request.META.get("REMOTE_ADDR") or "unknown")

    @override
    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Tell what others did to the account since the last time, and know the browser again."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_browser(request, response, user.username)
        return response

    @override
    def login(self, request: HttpRequest, user: User) -> None:
        since = user.last_login
        super().login(request, user)
        news = user.account_events.exclude(by=user)
        for event in (news.filter(at__gt=since) if since else news)[:TOLD_AT_SIGN_IN]:
            messages.warning(request, sentence(event))

    @override
    def set_password(self, user: User, password: str) -> None:
        """Every password that people choose themselves comes through here, changed or reset."""
        request = context.request
        change_own_password(
            user=user,
            password=password,
            at=timezone.now(),
            source=self.get_client_ip(request),
            is_reset=request.user != user,
        )

    @override
    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """The page of the account, where the change is the newest entry."""
        return reverse("account")
