"""Reading a number with its unit, as people type it (design R13)."""

import re
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from targets.models.indicator import PLACES
from targets.models.measurement import DIGITS
from texts.digits import OddDigit, half_width, plain_digits, sentence_on

# Units that convert into each other, by how many of the last one each is worth.
MONEY = {"万亿元": Decimal(10) ** 12, "亿元": Decimal(10) ** 8, "万元": Decimal(10) ** 4, "元": Decimal(1)}
LARGEST = Decimal(10) ** (DIGITS - PLACES)
SHAPE = re.compile(r"(?P<number>[-+]?[0-9.,]+(?:[eE][-+]?[0-9]{1,3})?)\s*(?P<unit>[^0-9]{0,20})")
IN_NAME = re.compile(r"[（(](?P<unit>[^（(）)]{1,20})[）)]\s*$")
THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")


def parse_quantity(text: str, unit: str, *, shown: str = "") -> Decimal:
    """The number in ``unit`` that ``text`` states: "0.031 万亿元" is 310 in 亿元. ``shown`` is what the page
    calls the unit, where that is something else.

    Full-width digits, thousands separators and a repeated unit are understood, and what nobody can see is no
    part of a number; another unit is converted where both are money, and refused otherwise. Raises
    ``ValidationError`` with a sentence for the clerk.
    """
    try:
        plain = plain_digits(text, unit=unit)
    except OddDigit as odd:
        raise ValidationError(sentence_on(odd.sign)) from None
    match = SHAPE.fullmatch(plain)
    if match is None:
        raise ValidationError(_("“%(text)s” is not a number. Write digits, such as 1234.5.") % {"text": text})
    given = match["unit"].strip()
    worth = Decimal(1) if given == half_width(shown) else factor(given, unit, shown=shown)
    number = parse_number(match["number"], text) * worth
    if number < 0:
        raise ValidationError(_("A negative number is not possible here."))
    if number >= LARGEST:
        raise ValidationError(too_large(shown or unit))
    rounded = number.quantize(Decimal(1).scaleb(-PLACES))
    if rounded != number:
        raise ValidationError(_("At most %(places)d decimals.") % {"places": PLACES})
    return rounded


def unit_in(name: str) -> str:
    """The unit that stands in brackets at the end of a name: 家 of "惠及企业数（家）"; empty without one."""
    found = IN_NAME.search(name)
    return found["unit"].strip() if found else ""


def too_large(unit: str) -> str:
    if not unit:
        return _("This number is too large.")
    return _("This number is too large; check the unit (%(unit)s).") % {"unit": unit}


def parse_number(digits: str, text: str) -> Decimal:
    """The bare number; commas must stand where thousands end."""
    if "," in digits and not THOUSANDS.fullmatch(digits):
        raise ValidationError(
            _("“%(text)s”: use a point for decimals; commas only part thousands.") % {"text": text}
        )
    try:
        number = Decimal(digits.replace(",", ""))
    except InvalidOperation:
        raise ValidationError(
            _("“%(text)s” is not a number. Write digits, such as 1234.5.") % {"text": text}
        ) from None
    if number.adjusted() > DIGITS:
        raise ValidationError(too_large(""))
    return number


def factor(given: str, wanted: str, *, shown: str = "") -> Decimal:
    """By what a number in ``given`` is multiplied to be in ``wanted``, which the page calls ``shown``."""
    if half_width(given) in {"", half_width(wanted)}:
        return Decimal(1)
    if given in MONEY and wanted in MONEY:
        return MONEY[given] / MONEY[wanted]
    if not wanted:
        raise ValidationError(_("Write the number alone, without “%(given)s”.") % {"given": given})
    raise ValidationError(
        _("The unit here is “%(wanted)s”, not “%(given)s”.") % {"wanted": shown or wanted, "given": given}
    )
