"""Values as cells in the XML of a sheet (ECMA-376): numbers as numbers, and text that no spreadsheet runs."""

import datetime as dt
from decimal import Decimal
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext as _

from spreadsheets.values import Number, Value
from texts.outgoing.formulas import is_formula
from texts.outgoing.workbook_text import MOST_DIGITS, cell_text, escaped

# Days of the year 1900 are counted wrongly on purpose; earlier ones not at all.
FIRST_YEAR = 1901
DAY_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001 (workbooks know no zones of time)
MOST_DECIMALS = 12
# Styles by their place in the list of ``package_xml``.
TEXT, QUOTED, HEAD, HEAD_QUOTED, TITLE, TITLE_QUOTED, LABEL, LABEL_QUOTED, NOTE, NOTE_QUOTED = range(1, 11)
WHOLE, DAY, INSTANT, NUMBER = range(11, 15)
# Short texts come again and again: names, periods, states.
REMEMBERED, SHORT = 4096, 80
BLANKS = (" ", "\t", "\n")


def cell_xml(place: str, value: Value) -> str:
    """A cell at ``place``, such as ``B7``; "" for what is absent."""
    match value:
        case None | "" | False:
            return ""
        case True:
            return f'<c r="{place}"{text_xml(_("yes"))}'
        case Number():
            return number_xml(place, value.value, NUMBER + min(value.decimals, MOST_DECIMALS))
        case int():
            return number_xml(place, Decimal(value), WHOLE)
        case dt.date():
            return moment_xml(place, value)
        case _:
            text = str(value)
            return f'<c r="{place}"{short_xml(text) if len(text) <= SHORT else text_xml(text)}'


def number_xml(place: str, value: Decimal, style: int) -> str:
    """A number; as text where Excel would make zeros of its last digits, or knows no such number."""
    if not value.is_finite() or len(value.normalize().as_tuple().digits) > MOST_DIGITS:
        return f'<c r="{place}"{text_xml(format(value, "f"))}'
    return f'<c r="{place}" s="{style}"><v>{value:f}</v></c>'


def moment_xml(place: str, value: dt.date) -> str:
    """A day, or a time on the clock of the office; as text before the calendar of workbooks begins."""
    if value.year < FIRST_YEAR:
        return f'<c r="{place}"{text_xml(value.isoformat())}'
    if isinstance(value, dt.datetime):
        since = timezone.localtime(value).replace(tzinfo=None) - DAY_ZERO
        return f'<c r="{place}" s="{INSTANT}"><v>{since / dt.timedelta(days=1)!r}</v></c>'
    return f'<c r="{place}" s="{DAY}"><v>{(value - DAY_ZERO.date()).days}</v></c>'


def text_xml(text: str, style: int = TEXT, quoted: int = QUOTED) -> str:
    """What follows the place of a cell with text. Its type says that it is text, and where it looks like a
    formula its style does too, so that editing the cell does not run it either."""
    shown = cell_text(text)
    chosen = quoted if is_formula(text) or is_formula(shown) else style
    space = ' xml:space="preserve"' if shown[:1] in BLANKS or shown[-1:] in BLANKS else ""
    said = escaped(shown).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' s="{chosen}" t="inlineStr"><is><t{space}>{said}</t></is></c>'


short_xml = lru_cache(REMEMBERED)(text_xml)
