"""What a cell holds for a value of the snapshot: text through the gate of workbooks, or a number.

What passes here is what the file must say when it is read back.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Self

from django.utils.translation import gettext as _

from reports.snapshot.tables import Scalar
from texts.outgoing.workbook_text import MOST_DIGITS, cell_text

# Days of the year 1900 are counted wrongly on purpose; earlier ones not at all.
FIRST_YEAR = 1901
EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 (workbooks know no time zones)
DAY_SECONDS = 86_400
# Names, days and people stand in many rows.
REMEMBERED = 4_096


class Numeral(str):
    """A number as it is written into the file. ``decimals`` are those it is shown with, where they are not
    those of its digits."""

    decimals: int | None

    def __new__(cls, written: object, decimals: int | None = None) -> Self:
        numeral = super().__new__(cls, written)
        numeral.decimals = decimals
        return numeral


type Content = str | Numeral | None


def text_content(value: Scalar) -> Content:
    """Text as a cell can hold it; what is all printable and short needs no second look."""
    if value is None:
        return None
    text = str(value)
    if text.isprintable() and len(text) < REMEMBERED:
        return text or None
    return cell_text(text) or None


def number_content(value: Scalar) -> Content:
    """A number; as text where Excel would make zeros of its last digits."""
    if value is None:
        return None
    text = str(value)
    decimals = value.decimals if isinstance(value, Numeral) else None
    if len(text) <= MOST_DIGITS or len(Decimal(text).normalize().as_tuple().digits) <= MOST_DIGITS:
        return Numeral(text, decimals)
    return text


def yes_content(value: Scalar) -> Content:
    return _("yes") if value else None


@lru_cache(REMEMBERED)
def day_content(value: Scalar) -> Content:
    """A day as workbooks count it; as text before their calendar begins."""
    if value is None:
        return None
    day = dt.date.fromisoformat(str(value))
    return Numeral((day - EPOCH.date()).days) if day.year >= FIRST_YEAR else str(value)


@lru_cache(REMEMBERED)
def instant_content(value: Scalar) -> Content:
    """A moment on the clock that the snapshot tells it by, as workbooks count it."""
    if value is None:
        return None
    moment = dt.datetime.fromisoformat(str(value)).replace(tzinfo=None)
    if moment.year < FIRST_YEAR:
        return str(value)
    passed = moment - EPOCH
    return Numeral(repr(passed.days + passed.seconds / DAY_SECONDS))


CONTENTS: Mapping[str, Callable[[Scalar], Content]] = {
    "text": text_content,
    "number": number_content,
    "integer": number_content,
    "yes_no": yes_content,
    "day": day_content,
    "instant": instant_content,
}


def contents_in(rows: Iterable[Sequence[Scalar]], kinds: Sequence[str]) -> Iterator[list[Content]]:
    """The cells of each row; ``kinds`` are those of its columns."""
    made = [CONTENTS[kind] for kind in kinds]
    for row in rows:
        yield [content(value) for content, value in zip(made, row, strict=True)]
