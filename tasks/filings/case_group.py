"""The cases of a filing as its page shows them: those that stand, those taken away, and the next one."""

from collections.abc import Iterable
from dataclasses import dataclass

from tasks.lines.checked_lines import CheckedLine
from tasks.models import CaseStudy, Filing
from tasks.models.case import MOST_CASES


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """``cases`` stand in the filing; ``removed`` say nothing any more and can be put back; ``next_number`` is
    that of a new one, None where there is no room."""

    cases: tuple[CheckedLine, ...]
    removed: tuple[CaseStudy, ...]
    next_number: int | None
    most: int = MOST_CASES


def case_group(filing: Filing, lines: Iterable[CheckedLine]) -> CaseGroup | None:
    """The cases among a filing's lines; None for a period that has none. Reads ``filing.all_cases``.

    A new case takes a number that nobody has used, so that no remark on another case stands at it; only where
    there is none left, that of a case taken away.
    """
    if not filing.period.is_year_end:
        return None
    cases = tuple(checked for checked in lines if not checked.kind.is_asked)
    taken = {checked.line.subject_id for checked in cases}
    removed = tuple(case for case in filing.all_cases if case.version and case.number not in taken)
    used = [case.number for case in removed]
    free = [number for number in range(1, MOST_CASES + 1) if number not in taken and number not in used]
    return CaseGroup(cases, removed, next(iter(free + used), None))
