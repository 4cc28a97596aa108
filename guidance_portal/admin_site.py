"""Django's administration, open to administrators of the office only."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from organizations.models import User

# Words of Django's own pages that its Chinese catalog lacks; ours supplies them.
LACKING_WORDS = (gettext_noop("- Select an option -"),)


class PortalAdminSite(AdminSite):
    site_header = _("Administration of the guidance portal")
    site_title = _("Guidance portal")
    index_title = _("Organizations, people, periods")

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and user.is_active and (user.is_superuser or user.is_administrator)
