from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core import checks
from django.utils.translation import gettext_lazy as _


class GuidancePortalConfig(AppConfig):
    name = "guidance_portal"
    verbose_name = _("Guidance portal")

    def ready(self) -> None:
        from guidance_portal import checks, production  # noqa: F401, PLC0415 (register checks; want models)


class PortalAdminConfig(SimpleAdminConfig):
    """The back office, whose pages are read along with the addresses: most commands need neither."""

    default_site = "guidance_portal.admin_site.PortalAdminSite"

    def ready(self) -> None:
        checks.register(check_dependencies, checks.Tags.admin)
        checks.register(check_back_office, checks.Tags.admin)


def check_back_office(**asked: Any) -> list[checks.CheckMessage]:
    """Django's checks of the pages of the back office, all of them."""
    from django.contrib.admin import autodiscover  # noqa: PLC0415 (the pages want models)

    autodiscover()
    return list(check_admin_app(**asked))
