"""What a department has not read yet of the lines on its tasks and targets."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.models import User
from reports.dashboards.matters.matter import Matter
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Point
from tasks.filings.line_stream import Stream, kinds_asked, stream_of
from tasks.filings.remark_authority import department_voices

STREAM = "reports:dashboard-stream"


def unseen_lines(question: Question, user: User) -> Iterator[Matter]:
    """The lines of the year that nobody of the department has seen as they stand, of all periods and regions
    (one query; none for others than departments). It is theirs who may speak for it."""
    department = question.organization
    if not department.is_department:
        return
    unseen = Stream(
        {
            kind.key: stream_of(kind, department).filter(
                filing__period__guidance=question.guidance, is_seen=False
            )
            for kind in kinds_asked([])
        }
    )
    count = unseen.count()
    if count:
        said = ngettext("%(count)d line is not seen yet", "%(count)d lines are not seen yet", count)
        asked = urlencode({"year": str(question.guidance.year), "seen": "no"})
        yield Matter(
            Point(
                said % {"count": count},
                "info",
                _("Filed by others on what the department is responsible for."),
                f"{reverse(STREAM, args=[department.code])}?{asked}",
                is_count=True,
            ),
            is_mine=department in department_voices(user),
        )
