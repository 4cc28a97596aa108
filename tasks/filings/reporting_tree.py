"""What a change of the reporting tree means for filings: nobody's reviewer is lost."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organizations.models import Organization
from tasks.models import Filing
from tasks.models.filing import FilingQuerySet

Status = Filing.Status
NAMED = 5


class FilingsInTree:
    """The filings of an organization and those handed in to it, as ``organizations.dependants`` asks."""

    def obstacles_to_move(self, organization: Organization) -> list[str]:
        """A filing that was handed in is decided on by whom it was handed to, before anybody moves (two
        queries)."""
        under_way = Filing.objects.filter(organization=organization).exclude(status=Status.APPROVED)
        list(under_way.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
        handed_in = names_of(under_way.filter(status=Status.SUBMITTED))
        if not handed_in:
            return []
        return [
            _(
                "These filings wait for a decision of the present superior: %(filings)s. Approve or return"
                " them, or let them be withdrawn; then move."
            )
            % {"filings": in_a_row(handed_in)}
        ]

    def take_along(self, organization: Organization, under: Organization) -> list[str]:
        """What is not approved will be handed in to the new superior."""
        going = Filing.objects.filter(organization=organization).exclude(status=Status.APPROVED)
        names = names_of(going)
        going.update(reports_to=under)
        return names

    def waiting_for_reviewers(self, organization: Organization) -> list[str]:
        """The filings handed in to the organization."""
        return names_of(Filing.objects.filter(reports_to=organization, status=Status.SUBMITTED))


def names_of(filings: FilingQuerySet) -> list[str]:
    return [
        str(filing) for filing in filings.select_related("organization", "period__guidance").order_by("pk")
    ]


def in_a_row(names: list[str]) -> str:
    shown = pgettext("between names", ", ").join(names[:NAMED])
    return f"{shown}…" if len(names) > NAMED else shown
