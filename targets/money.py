"""Amounts of money as English says them: 2,400 亿元 is CNY 240 billion."""

from decimal import Decimal

# English units of indicators, by the power of ten of one of them in yuan.
POWERS = {"CNY": 0, "CNY 10,000": 4, "CNY 100 million": 8, "CNY trillion": 12}
SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))


def is_money(unit: str) -> bool:
    """Whether ``unit`` is an English unit of money."""
    return unit in POWERS


def scale_of(unit: str) -> str:
    """``unit`` where its numbers are not in yuan, so that English writes them in another scale; else ""."""
    return unit if POWERS.get(unit) else ""


def money_in_english(number: str, unit: str) -> str:
    """``number`` of ``unit`` as English reads it: "2,400" of "CNY 100 million" is "CNY 240 billion".

    No digit is lost and none is added, but for the zeros that a smaller scale needs.
    """
    yuan = Decimal(number.replace(",", "").replace("−", "-")).scaleb(POWERS[unit])
    power, scale = next(
        ((power, f" {name}") for power, name in SCALES if abs(yuan) >= Decimal(10) ** power), (0, "")
    )
    amount = format(yuan.scaleb(-power), ",f")
    if "." not in number and "." in amount:
        amount = amount.rstrip("0").rstrip(".")
    return f"{'−' if yuan < 0 else ''}CNY {amount.removeprefix('-')}{scale}"
