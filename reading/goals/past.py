"""Whether running text tells what was reached already."""

from collections.abc import Iterable

from reading.late_pattern import LatePattern

_SO_FAR = LatePattern(
    r"^(?:截至|截止|目前|近年来|[过去近]{1,2}[0-9一二三四五]年|“?十[二三]五”?|上年|去年|[一二三四五]年来)|(?:以来|期间[，,]?已)$"
)
_YEAR = LatePattern(r"^(?:截至|到|至)?\s*(20[0-9]{2})\s*年")
_TO_COME = LatePattern(r"力争|争取|确保|目标|将|到20[2-9][0-9]|年底前")


def tells_past(clauses: Iterable[str], year: int | None) -> bool:
    """Whether a sentence, by its ``clauses`` so far, speaks of what was before a plan for ``year``:
    截至目前, or a year that is over."""
    is_told = False
    for clause in clauses:
        named = _YEAR.match(clause)
        if _SO_FAR.search(clause) or (named and year and int(named[1]) < year):
            is_told = True
        elif named or _TO_COME.search(clause):
            is_told = False
    return is_told
