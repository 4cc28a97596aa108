"""Values as plain text."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from spreadsheets.values import Number, Value
from texts.outgoing.csv_text import field_text


def plain_text(value: Value) -> str:
    """A value for a file of plain text, which has no types: numbers bare, days as 2021-11-22, and a quote
    before text that a spreadsheet would run."""
    match value:
        case None | False:
            return ""
        case True:
            return _("yes")
        case Number():
            return format(value.value, "f")
        case dt.datetime():
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
        case _:
            return field_text(str(value))
