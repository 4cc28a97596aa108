"""Which rows are shown: all, those that need attention, or those of one colour of the map."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from reports.dashboards.places.colouring import STATUS_ORDER, Colouring
from reports.dashboards.places.rows import Place, Places
from targets.arithmetic.outcome import Outcome
from targets.models import Target
from targets.wording import outcome_label
from tasks.filings.timeliness import Timeliness
from texts.punctuation import labelled

OVERDUE, BEHIND, MISSING = "overdue", "behind", "missing"
MARKS: dict[str, Callable[[Place], bool]] = {
    BEHIND: lambda place: bool(place.behind),
    MISSING: lambda place: bool(place.missing),
    OVERDUE: lambda place: place.filing is not None and place.filing.timeliness == Timeliness.OVERDUE,
}


LAGGING = (Outcome.OFF_TRACK, Outcome.AT_RISK)


def outcome_key(target: Target, outcome: Outcome) -> str:
    """How an address asks for those who stand so on one target."""
    return f"{target.pk}-{outcome.value}"


def choices(places: Places, colouring: Colouring) -> list[tuple[str, str]]:
    """What the rows can be narrowed to, by its key in addresses."""
    lagging = {
        outcome_key(target, outcome): labelled(target.indicator.display_name, outcome_label(outcome))
        for target in places.targets
        for outcome in LAGGING
        if any(shown.outcome is outcome for shown in places.figures_on(target))
    }
    marks = {
        BEHIND: _("At risk or off track on something"),
        MISSING: _("Without an answer on something"),
        OVERDUE: _("Overdue with the filing"),
        **{status.value: str(status.label) for status in STATUS_ORDER},
    }
    return list({**marks, **lagging, **{look.key: look.label for look in colouring.looks}}.items())


def is_kept(place: Place, only: str, colouring: Colouring) -> bool:
    """Whether a row is shown; all are where nothing is asked for."""
    if not only or colouring.look_of(place) == only:
        return True
    if only in MARKS:
        return MARKS[only](place)
    if any(outcome_key(shown.target, shown.outcome) == only for shown in place.behind):
        return True
    return place.filing is not None and place.filing.status.value == only
