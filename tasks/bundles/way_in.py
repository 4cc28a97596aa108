"""Who may bring in what a spreadsheet says for a filing: its own people, and the bureau above for it
(decision 0068).

An own filer or lead brings what they could type. The people of the bureau that a filing goes to carry for
it: what its workbook says, and nothing that its people have written otherwise meanwhile. A carrier gets a
workbook that says nothing of the draft, and reads nothing of it (design R22); who carried does not approve
(design R4).
"""

from enum import StrEnum

from django.utils.translation import gettext as _

from organizations.models import Organization, User
from organizations.permissions import Permission
from tasks.filings.waiting import CARRYING
from tasks.models import Filing


class WayIn(StrEnum):
    """In what somebody brings for a filing: as one of its own people, or carrying for it."""

    OWN = "own"
    CARRIED = "carried"


def way_in(user: User, filing: Filing) -> WayIn | None:
    """In what a person brings for a filing that they see, with its organizations at hand; None where they may
    not (no query). ``tasks.filings.waiting.to_bring`` asks the same of the database."""
    if user.can(Permission.EDIT_FILING, at=filing.organization):
        return WayIn.OWN
    return WayIn.CARRIED if carries_to(user, filing.reports_to) else None


def carries_to(user: User, above: Organization) -> bool:
    """Whether a person carries for those that file to ``above``: a local organization, never the office, to
    whom bureaus attest themselves what they file."""
    return above.is_local and any(user.can(right, at=above) for right in CARRYING)


def refusal_of(way: WayIn | None, filing: Filing) -> str:
    """Why nothing can be brought into a filing so; "" where something can. The filing with its period is at
    hand (no query)."""
    if way is None:
        return _("Your role does not allow to fill this in: leave it to the organization itself.")
    if not filing.is_in_draft:
        return _("The filing is now in the state “%(status)s”: nothing can be brought into it.") % {
            "status": filing.get_status_display()
        }
    if not filing.has_opened:
        return _("The window for %(period)s opens on %(day)s.") % {
            "period": filing.period,
            "day": filing.period.opens_on.isoformat(),
        }
    if way is WayIn.CARRIED and filing.is_handed_over:
        return _("It waits for the signature of its lead: only the organization itself still changes it.")
    return ""
