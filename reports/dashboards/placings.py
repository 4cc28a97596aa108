"""Which place a local organization has among those beside it, where that is shown to it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from organizations.page_addresses import page_address
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Point, PointList
from targets.allocation.shares import Placing, places_of
from targets.figures.periods import period_asked
from targets.figures.rows import FigureRow
from targets.wording import attainment_in_percent
from texts.punctuation import labelled

KEY = "placings"


def placings_of(question: Question, rows: Sequence[FigureRow]) -> PointList | None:
    """The places by how much of its own share is reached, target by target; None where none is shown (five
    queries where any is, none else)."""
    if not question.organization.is_local or not is_of_now(question):
        return None
    places = places_of(row.shown for row in rows)
    points = tuple(placing(row, places[row.shown.target.pk]) for row in rows if row.shown.target.pk in places)
    if not points:
        return None
    note = _("By how much of its own share is reached; the figures of others are not told.")
    return PointList(KEY, _("Place among those beside it"), points, note=note)


def is_of_now(question: Question) -> bool:
    """Whether official figures of the year so far are asked for, of which alone there are places."""
    is_latest = question.period == period_asked(question.periods, question.today)
    return is_latest and question.on is None and not question.with_submitted


def placing(row: FigureRow, place: Placing) -> Point:
    """The place on one target, and how much of the share that is."""
    shown = row.shown
    words = {"rank": place.rank, "of": place.of}
    return Point(
        text=labelled(shown.target.indicator.display_name, _("number %(rank)d of %(of)d") % words),
        note=_("%(attainment)s of its share of %(share)s")
        % {
            "attainment": attainment_in_percent(shown.assessment.attainment),
            "share": shown.goal_in_words,
        },
        href=page_address("targets:target-detail", shown.target.pk),
    )
