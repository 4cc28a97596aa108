"""Whether measures were reported as delayed, and by whom; the view of the work says where and why."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from organizations.models import Organization
from reports.dashboards.matters.late_filings import NAMES, named
from reports.dashboards.matters.matter import Matter
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Point
from reports.dashboards.tabs import view_address
from reports.overview import filings_beneath
from tasks.filings.past_entries import entries_then
from tasks.models import Filing, MeasureState, ProgressEntry, Task

WORK = "reports:dashboard-work"
DELAYED = MeasureState.State.DELAYED


def delays(question: Question) -> Iterator[Matter]:
    """Who has delayed measures in an approved filing for the period, or had at the end of the earlier day
    that is asked for (one query, four for an earlier day). The latest answer counts, so these are among those
    that the view of the work lists."""
    found = delayed_now(question) if question.on is None else delayed_then(question, question.on)
    kept = [each for each in found if question.keeps_organization(each)]
    if kept:
        text = _("Measures are delayed: %(organizations)s") % {"organizations": named(kept)}
        note = _("As reported for %(period)s.") % {"period": question.period}
        address = f"{view_address(WORK, question)}#delayed"
        yield Matter(Point(text, "warning", note, address), since=question.period.ends_on)


def delayed_now(question: Question) -> Iterable[Organization]:
    """Who has delayed measures (one query)."""
    filings = filings_beneath(question.organization).filter(
        period=question.period, status=Filing.Status.APPROVED
    )
    delayed = MeasureState.objects.filter(
        tasks_asked(question, "entry__"), entry__filing__in=filings.values("pk"), state=DELAYED
    )
    found = Organization.objects.filter(filings__in=delayed.values("entry__filing")).distinct()
    return list(found.only(*NAMES, "path"))


def delayed_then(question: Question, day: dt.date) -> Iterable[Organization]:
    """Who had delayed measures at the end of an earlier day (four queries)."""
    filings = filings_beneath(question.organization).filter(period=question.period)
    asked = ProgressEntry.objects.filter(tasks_asked(question), filing__in=filings.values("pk"))
    entries = entries_then(asked.order_by("filing__organization__path"), day)
    late = [
        entry.filing.organization
        for entry in entries
        if entry.filing.status == Filing.Status.APPROVED
        and any(state.state == DELAYED for state in entry.states)
    ]
    return dict.fromkeys(late)


def tasks_asked(question: Question, prefix: str = "") -> Q:
    """The entries on the tasks that are looked at, reached over ``prefix``: of a department those that it
    answers for."""
    asked = Q()
    for department in (question.organization, question.department):
        if department is not None and department.is_department:
            owned = Task.objects.of_organization(department).values("pk")
            asked &= Q(**{f"{prefix}task__in": owned})
    if question.section is not None:
        path, place = question.section.path, f"{prefix}task__section__path"
        asked &= Q(**{place: path}) | Q(**{f"{place}__startswith": f"{path}/"})
    return asked
