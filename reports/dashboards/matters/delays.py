"""Whether measures were reported as delayed, and by whom; the view of the work says where and why."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from organizations.models import Organization
from reports.dashboards.matters.late_filings import NAMES, named
from reports.dashboards.matters.matter import Matter
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Point
from reports.dashboards.tabs import view_address
from reports.overview import filings_beneath
from tasks.models import Filing, MeasureState, Task

WORK = "reports:dashboard-work"


def delays(question: Question) -> Iterator[Matter]:
    """Who has delayed measures in an approved filing for the period (one query). The latest answer counts, so
    these are among those that the view of the work lists."""
    filings = filings_beneath(question.organization).filter(
        period=question.period, status=Filing.Status.APPROVED
    )
    delayed = MeasureState.objects.filter(
        tasks_asked(question), entry__filing__in=filings.values("pk"), state=MeasureState.State.DELAYED
    )
    found = Organization.objects.filter(filings__in=delayed.values("entry__filing")).distinct()
    named_ones = found.only(*NAMES, "path")
    kept = [each for each in named_ones if question.keeps_organization(each)]
    if kept:
        text = _("Measures are delayed: %(organizations)s") % {"organizations": named(kept)}
        note = _("As reported for %(period)s.") % {"period": question.period}
        address = f"{view_address(WORK, question)}#delayed"
        yield Matter(Point(text, "warning", note, address), since=question.period.ends_on)


def tasks_asked(question: Question) -> Q:
    """The measures of the tasks that are looked at: of a department those that it answers for."""
    asked = Q()
    for department in (question.organization, question.department):
        if department is not None and department.is_department:
            owned = Task.objects.of_organization(department).values("pk")
            asked &= Q(entry__task__in=owned)
    if question.section is not None:
        path = question.section.path
        asked &= Q(entry__task__section__path=path) | Q(entry__task__section__path__startswith=f"{path}/")
    return asked
