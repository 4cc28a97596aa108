"""What the text that a file keeps for a cell stands for."""

import datetime as dt
import re
from decimal import Context, Decimal
from functools import lru_cache

from spreadsheets.incoming.number_formats import Meaning, meaning_of
from spreadsheets.incoming.serial_days import moment_of
from spreadsheets.incoming.values import CellValue
from texts.incoming import incoming

# A character by its number, as workbooks write what XML cannot hold.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,400}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,4})?")
# Spreadsheets calculate and show with so many digits; what files keep behind them is noise of binary numbers.
_SHOWN = Context(prec=15, Emax=400, Emin=-400, traps=[])
_LARGEST_WRITTEN_OUT = 28
NOT_SHOWN = "#####"
"""What stands in place of a day before the first or after the last."""
_LONGEST_ERROR = 40


def plain_text(text: str) -> str:
    """A text of a file: without its escapes, and through the gate for what comes in (design R26)."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        # Two escapes may be halves of one character.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return incoming(text)


@lru_cache(5_000)
def number_of(text: str) -> Decimal | None:
    """The number that a file keeps, to the 15 digits that are shown; None where it is none."""
    if not _NUMBER.fullmatch(text):
        return None
    number = _SHOWN.create_decimal(text)
    if not number.is_finite():
        return None
    number = number.normalize(_SHOWN)
    exponent = number.as_tuple().exponent
    is_short = isinstance(exponent, int) and exponent > 0 and number.adjusted() < _LARGEST_WRITTEN_OUT
    return number.quantize(Decimal(1)) if is_short else number


def value_of_number(text: str, number_format: str, *, from_1904: bool) -> tuple[CellValue, str]:
    """The value of a cell that holds a number, and the error that stands in its place.

    What is kept as a number and is none stays text, for the field to refuse.
    """
    number = number_of(text.strip())
    if number is None:
        return plain_text(text), ""
    if meaning_of(number_format) not in {Meaning.DAY, Meaning.TIME}:
        return number, ""
    moment = moment_of(number, from_1904=from_1904) if number.adjusted() < 8 else None
    return (None, NOT_SHOWN) if moment is None else (moment, "")


def value_of_day(text: str) -> CellValue:
    """A day, moment or time that is kept as ISO 8601 writes it; as text where it is none."""
    stripped = text.strip()
    for read in (dt.date.fromisoformat, dt.time.fromisoformat, dt.datetime.fromisoformat):
        try:
            return read(stripped)
        except ValueError:
            continue
    return plain_text(text)


def error_of(text: str) -> str:
    """What stands in place of a value, such as #DIV/0!."""
    return plain_text(text).strip()[:_LONGEST_ERROR] or "#VALUE!"
