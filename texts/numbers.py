"""Numbers as people read them: without exponent, and without zeros that say nothing."""

from decimal import Decimal


def plain_number(number: Decimal) -> str:
    """The number as one types it: ``120.5``."""
    return without_zeros(format(number, "f"))


def grouped_number(number: Decimal) -> str:
    """The number with thousands separators: ``1,120.5``."""
    return without_zeros(format(number, ",f"))


def without_zeros(text: str) -> str:
    """A written number without the zeros that end its decimals."""
    return text.rstrip("0").rstrip(".") if "." in text else text
