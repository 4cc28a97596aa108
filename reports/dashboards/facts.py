"""What stands on every export and print of a view: whose it is, what was asked, who took it and when."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organizations.models import User
from reports.dashboards.question import Question


def facts_of(
    question: Question, user: User, at: dt.datetime, *, coverage: str
) -> tuple[tuple[str, str], ...]:
    """Pairs of label and words, in the language of the page; ``coverage`` says on how many organizations the
    figures stand."""
    taken = date_format(localtime(at), "DATETIME_FORMAT")
    as_of = date_format(question.on, "DATE_FORMAT") if question.on else taken
    return (
        (_("Organization"), question.organization.full_display_name),
        (_("Guidance"), question.guidance.title),
        *[pair for pair in question.filters_in_words if pair[0] != _("As of")],
        (_("As of"), as_of),
        (_("Coverage"), coverage),
        (_("Taken by"), user.name),
        (_("Taken at"), taken),
    )
