from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class GuidancePortalConfig(AppConfig):
    name = "guidance_portal"
    verbose_name = _("Guidance portal")

    def ready(self) -> None:
        from guidance_portal import checks, production  # noqa: F401, PLC0415 (register checks; want models)


class PortalAdminConfig(AdminConfig):
    default_site = "guidance_portal.admin_site.PortalAdminSite"
