"""What the back office shows of texts that people edit: how far each is to administrators, what it says to
people of its organization alone (design R22)."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from background.read_only import Lead
from organizations.models import User
from reports.models import Edition

# How a row that hangs on a text is found: by the organization whose report it is.
EDITION_SEARCH = ("edition__organization__name", "edition__organization__code")
EDITION_NAMES = ("edition__guidance", "edition__organization")


def may_read(request: HttpRequest, edition: Edition) -> bool:
    """Whether the person reads what a text says in the portal as well (one query)."""
    user = request.user
    return isinstance(user, User) and Edition.objects.visible_to(user).filter(pk=edition.pk).exists()


class DraftFields:
    """Shows ``told`` of a row to every administrator, and what it ``said`` to those who read its text."""

    told: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    def edition_of(self, row: Any) -> Edition:
        """The text that a row hangs on; of the rows among those of a text that itself."""
        edition: Edition = row if isinstance(row, Edition) else row.edition
        return edition

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        is_shown = obj is not None and may_read(request, self.edition_of(obj))
        return self.told + self.said if is_shown else self.told

    def get_readonly_fields(self, _request: HttpRequest, _obj: Any = None) -> tuple[str, ...]:
        return self.told + self.said


class DraftPage(DraftFields):
    """A page of the back office for what hangs on a text, with the way to its report."""

    list_per_page = 50
    show_full_result_count = False

    def year(self, row: Any) -> int:
        return int(self.edition_of(row).guidance.year)

    year.short_description = _("year")  # type: ignore[attr-defined] # as the decorator sets it

    def leads_of(self, row: Any) -> Iterable[Lead]:
        edition = self.edition_of(row)
        address = reverse("reports:annual-report", args=[edition.guidance.year, edition.organization.code])
        return [Lead(address, _t("The report's page"))]

    def standing_of(self, _row: Any) -> str:
        return _t(
            "A text is edited and signed on its own pages. What it says is shown to people of its"
            " organization; to others stands here how far it is."
        )
