"""What stands on every export and print of a view: whose it is, what was asked, who took it and when."""

import datetime as dt
from typing import Any

from django.db.models import Model
from django.forms import Field, Form
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organizations.calendar import today
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


def answers_in_words(form: Form) -> list[tuple[str, str]]:
    """What a form that narrows a list was answered, each with its label; without what does not fit."""
    form.is_valid()
    return [
        (str(form.fields[name].label), answer_in_words(form.fields[name], answer))
        for name, answer in form.cleaned_data.items()
        if answer not in {None, ""}
    ]


def answer_in_words(field: Field, answer: Any) -> str:
    """The words that stand beside a choice; a day as it is written."""
    if isinstance(answer, dt.date):
        return date_format(answer, "DATE_FORMAT")
    if isinstance(answer, Model):
        return str(answer)
    return str(dict(getattr(field, "choices", [])).get(answer, answer))


def as_of_in_words(on: dt.date | None, at: dt.datetime) -> str:
    """The earlier day at whose end all is told, else this day of the portal's calendar and the time."""
    if on is not None:
        return date_format(on, "DATE_FORMAT")
    return date_format(dt.datetime.combine(today(), localtime(at).time()), "DATETIME_FORMAT")
