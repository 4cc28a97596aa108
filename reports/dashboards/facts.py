"""What stands on every export and print of a view: whose it is, what was asked, who took it and when."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organizations.form_answers import as_of_in_words
from organizations.models import User
from reports.dashboards.question import Question


def facts_of(
    question: Question, user: User, at: dt.datetime, *, coverage: str
) -> tuple[tuple[str, str], ...]:
    """Pairs of label and words, in the language of the page; ``coverage`` says on how many organizations the
    figures stand."""
    return (
        (_("Organization"), question.organization.full_display_name),
        (_("Guidance"), question.guidance.title),
        *[pair for pair in question.filters_in_words if pair[0] != _("As of")],
        (_("As of"), as_of_in_words(question.on, at)),
        (_("Coverage"), coverage),
        (_("Taken by"), user.name),
        (_("Taken at"), date_format(localtime(at), "DATETIME_FORMAT")),
    )
