"""What a cell says, as the text that a person would have typed into a form."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from django.utils.translation import gettext as _

from spreadsheets.incoming.number_formats import Meaning, is_divided, meaning_of, unit_shown
from spreadsheets.incoming.values import Cell, CellValue
from texts.digits import half_width
from texts.incoming import incoming
from texts.numbers import plain_number
from texts.outgoing.workbook_text import MOST_DIGITS

KEPT = Context(prec=MOST_DIGITS)
# Spreadsheets know no number beyond 10^308; what a file claims beyond is not written out digit by digit.
LARGEST_EXPONENT = 310
MINUTES_OF_A_DAY = 24 * 60
# In a number format: text in quotes or behind a sign that takes the next one as it is, colours, conditions.
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
YES = frozenset({"是", "yes", "y", "true", "1", "√", "✓", "✔", "对", "有"})
NO = frozenset({"否", "no", "n", "false", "0", "×", "✗", "✘", "x", "无"})


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell says. ``fault`` is a sentence on why it cannot be taken, ``text`` is empty then; ``remark``
    is one on how it was taken."""

    text: str
    fault: str = ""
    remark: str = ""


def text_of(cell: Cell | None) -> CellText:
    """A cell as text: numbers without exponent or thousands, percents as "42%", days as 2021-11-22. Nothing
    for a cell that is empty."""
    if cell is None:
        return CellText("")
    fault = fault_of(cell)
    if fault:
        return CellText("", fault)
    text = value_text(cell.value, cell.number_format)
    return CellText(text, remark=_("The result of the formula was taken.") if cell.formula else "")


def number_of(cell: Cell | None) -> CellText:
    """A cell as the text of a number, with the unit that its format writes behind it; days, times, lapses of
    time, true and false are faults, and so are numbers that are shown divided. Text stays as it was typed,
    for the form to read, its digits and its unit."""
    if cell is None:
        return CellText("")
    if moment := moment_shown(cell):
        return CellText(
            "",
            _(
                "The cell holds a day or a time (%(shown)s), not a number: format it as a number and type the"
                " value again."
            )
            % {"shown": moment},
        )
    if isinstance(cell.value, bool):
        return CellText("", _("The cell holds true or false, not a number: type the number."))
    read = text_of(cell)
    if not isinstance(cell.value, Decimal) or read.fault:
        return read
    if is_divided(cell.number_format):
        return CellText(
            "",
            _(
                "The format of this cell shows its number %(number)s divided, as another one: format it as a"
                " number and type the value that is meant."
            )
            % {"number": read.text},
        )
    return replace(read, text=f"{read.text}{unit_shown(cell.number_format)}")


def moment_shown(cell: Cell) -> str:
    """The day, the time or the lapse of time that a cell shows, "" for none of them: spreadsheets take 36:00
    for a lapse and keep 1.5 of it."""
    value = cell.value
    if isinstance(value, dt.date | dt.time):
        return value_text(value, cell.number_format)
    if isinstance(value, Decimal) and is_plain(value) and meaning_of(cell.number_format) is Meaning.LAPSE:
        hours, minutes = divmod(int(value * MINUTES_OF_A_DAY), 60)
        return f"{hours}:{minutes:02}"
    return ""


def fault_of(cell: Cell) -> str:
    """Why nothing can be taken from a cell; "" where nothing stands in the way."""
    if cell.error:
        return _("The cell shows %(error)s: correct its formula, or type the value.") % {"error": cell.error}
    if cell.formula and cell.value is None:
        return _(
            "The file does not hold the result of this formula: open it in Excel or WPS and save it once"
            " more, or type the value."
        )
    if isinstance(cell.value, Decimal) and not is_plain(cell.value):
        return _("The number in this cell is too large or too small to be read: correct it.")
    return ""


def is_plain(number: Decimal) -> bool:
    """Whether a number can be written out."""
    return number.is_finite() and abs(number.adjusted()) <= LARGEST_EXPONENT


def value_text(value: CellValue, number_format: str) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Decimal():
            return number_text(value, number_format)
        case dt.datetime():
            return value.date().isoformat() if value.time() == dt.time() else f"{value:%Y-%m-%d %H:%M}"
        case dt.date():
            return value.isoformat()
        case dt.time():
            return f"{value:%H:%M}"
        case _:
            return value or ""


def number_text(number: Decimal, number_format: str = "General") -> str:
    """A number with the digits that a spreadsheet keeps of it, so that 0.30000000000000004 is 0.3; in percent
    where it is shown so."""
    kept = kept_digits(number)
    return f"{plain_number(kept.scaleb(2))}%" if is_percent(number_format) else plain_number(kept)


def kept_digits(number: Decimal) -> Decimal:
    """The number with as many digits as spreadsheets keep; what comes behind them is how binary numbers
    write decimal ones."""
    if not number:
        return Decimal(0)
    is_whole = number == number.to_integral_value()
    return number if is_whole else KEPT.plus(number)


def is_percent(number_format: str) -> bool:
    """Whether a number format shows a hundred times its number: its percent sign is no literal text."""
    return "%" in LITERAL.sub("", number_format.partition(";")[0])


# --- Words of a choice --------------------------------------------------------------------------------
def levelled(text: str) -> str:
    """A word as it is compared: of half width, in small letters, without blanks and invisible signs."""
    return "".join(half_width(incoming(text)).split()).casefold()


def yes_or_no(text: str) -> bool | None:
    """What a word or sign for yes or no says, in Chinese or English; None for any other."""
    word = levelled(text)
    if word in YES:
        return True
    return False if word in NO else None
