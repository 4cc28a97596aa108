"""The cases that organizations tell in their year-end filings."""

from collections.abc import Mapping, Sequence

from reports.snapshot.year import Case
from tasks.models import Filing

# The kind of line that evidence of a case stands at.
KIND = "case"


def cases_of(_filings: Sequence[Filing]) -> Mapping[int, tuple[Case, ...]]:
    """The cases told in ``filings``, by organization."""
    return {}
