"""The numbers before headings and points, as the language of the report has them."""

from django.utils.translation import get_language

from reports.snapshot.document import Heading

DIGITS = "零一二三四五六七八九"
# Beyond it nobody counts in words.
MOST_IN_WORDS = 99


def in_chinese(number: int) -> str:
    """一 to 九十九, as headings have them; larger ones in digits."""
    if not 0 < number <= MOST_IN_WORDS:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def heading(level: int, number: int, text: str) -> Heading:
    """A heading of level 1 (一、) to 4 (（1）); in English 1. and (1)."""
    if get_language() == "en":
        return Heading(level, f"{number}. " if level % 2 else f"({number}) ", text)
    printed = (f"{in_chinese(number)}、", f"（{in_chinese(number)}）", f"{number}. ", f"（{number}）")
    return Heading(level, printed[level - 1], text)


def ordinal_mark(number: int) -> str:
    """What stands before a point within a paragraph: 一是; in English (1)."""
    return f"({number}) " if get_language() == "en" else f"{in_chinese(number)}是"
