"""Two guidances compared: their clauses, their tasks, and what carries over from one to the next."""

from tasks.comparison.clauses import Change, Clause, Kind, compare_clauses, counts
from tasks.comparison.documents import Comparison, compare_guidances
from tasks.comparison.duties import Duty, DutyChange, Owner, compare_duties, match_duties
from tasks.comparison.marks import Mark, Op, marks

__all__ = [
    "Change",
    "Clause",
    "Comparison",
    "Duty",
    "DutyChange",
    "Kind",
    "Mark",
    "Op",
    "Owner",
    "compare_clauses",
    "compare_duties",
    "compare_guidances",
    "counts",
    "marks",
    "match_duties",
]
