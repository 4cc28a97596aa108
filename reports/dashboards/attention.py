"""What needs the person who looks at a dashboard, in order of urgency."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from organizations.models import User
from organizations.permissions import Permission
from reports.dashboards.matters.delays import delayed_now, delayed_then, delays
from reports.dashboards.matters.hand_ins import hand_in_matters
from reports.dashboards.matters.late_filings import closing_windows, late_filings
from reports.dashboards.matters.matter import Matter, in_order
from reports.dashboards.matters.own_work import own_work
from reports.dashboards.matters.shortfalls import shortfalls
from reports.dashboards.matters.signatures import signature_matters
from reports.dashboards.matters.unseen_lines import unseen_lines
from reports.dashboards.matters.year_end import year_end_matter, year_end_of
from reports.dashboards.question import Question
from reports.dashboards.shown_page import PointList
from reports.overview import Reporting
from targets.figures.rows import FigureRow

KEY = "attention"


def attention_of(question: Question, user: User, reported: Reporting, rows: Sequence[FigureRow]) -> PointList:
    """What needs attention, by the person's roles at the organization (two queries, one more each for a
    department, and for who files, who reviews, who signs reports, and who administers the office; seven more
    for who receives reports; one for texts that are signed off, six more while one is).

    Of an earlier day figures and delays alone are told: what was to be done then is done or not by now.
    """
    is_past = question.on is not None
    matters = (
        matters_of(question, user, reported, rows)
        if question.on is None
        else past_matters(question, rows, question.on)
    )
    return PointList(
        key=KEY,
        title=_("What needs attention"),
        points=in_order(matters),
        note=_("Of that day targets and delayed measures are told.") if is_past else "",
        empty=_("Nothing needs attention now."),
    )


def past_matters(question: Question, rows: Sequence[FigureRow], day: dt.date) -> Iterator[Matter]:
    """What there was to see at the end of an earlier day (five queries)."""
    yield from shortfalls(question, rows)
    yield from delays(question, delayed_then(question, day))


def matters_of(
    question: Question, user: User, reported: Reporting, rows: Sequence[FigureRow]
) -> Iterator[Matter]:
    """Everything, in the order in which equals are told."""
    day = question.today
    yield from own_work(question, user, day)
    yield from signature_matters(question, user)
    yield from late_filings(question, user, day)
    yield from shortfalls(question, rows)
    yield from delays(question, delayed_now(question, reported))
    yield from unseen_lines(question, user)
    yield from closing_windows(reported, day)
    yield from hand_in_matters(question, user, day)
    organization = question.organization
    if organization.is_office and user.can(Permission.ADMINISTER, at=organization):
        year_end = year_end_of(organization, question.guidance, question.periods[-1], day)
        matter = year_end_matter(year_end, day)
        if matter is not None:
            yield matter
