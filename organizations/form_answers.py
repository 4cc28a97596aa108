"""What a list or a view was asked for, in words: they stand on every file of it."""

import datetime as dt
from typing import Any

from django.db.models import Model
from django.forms import Field
from django.forms.forms import BaseForm
from django.utils.formats import date_format
from django.utils.timezone import localtime

from organizations.calendar import today


def answers_in_words(form: BaseForm) -> list[tuple[str, str]]:
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
