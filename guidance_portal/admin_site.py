"""Django's administration, open to administrators of the office only.

It has no sign-in of its own: whoever is not signed in goes through the portal's one sign-in page, where
passwords are checked and guessing is slowed down.
"""

from typing import Any, override

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance_portal.changelist_files import ChangelistFiles
from organizations.answers import own_address
from organizations.backends import ADMINISTERED_APPS
from organizations.models import User


class PortalAdminSite(AdminSite):
    site_header = gettext_lazy("Administration of the guidance portal")
    site_title = gettext_lazy("Guidance portal")
    index_title = gettext_lazy("Organizations, people, periods")

    @override
    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take in the models of the rooms. What packages would have administered, such as groups, rows of the
        queue and addresses of their own, knows none of the portal's rules, and has no page here."""
        models: list[Any] = (
            [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        )
        own = [model for model in models if model._meta.app_label in ADMINISTERED_APPS]
        super().register(own, with_files(admin_class), **options)

    @override
    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and user.is_active and (user.is_superuser or user.is_administrator)

    @override
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Lead to the portal's sign-in page, whatever was sent; 403 for others who are signed in."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied(_("The administration is for administrators of the office."))
        wanted = page_asked_for(request)
        return redirect(wanted) if request.user.is_authenticated else redirect_to_login(wanted)

    @override
    def password_change(  # type: ignore[override] # Django's types promise a page of its own
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    @override
    def password_change_done(  # type: ignore[override] # as above
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account")


def with_files(admin_class: type[ModelAdmin[Any]] | None) -> type[ModelAdmin[Any]]:
    """The pages of a model, whose list is there as files."""
    given: type[ModelAdmin[Any]] = admin_class or ModelAdmin
    return type(given.__name__, (ChangelistFiles, given), {"__module__": given.__module__})


def page_asked_for(request: HttpRequest) -> str:
    """The page of this portal that somebody was on the way to; without one the administration's first."""
    return own_address(request.GET.get(REDIRECT_FIELD_NAME, ""), otherwise=reverse("admin:index"))
