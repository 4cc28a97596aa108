"""The pages of a list of filings, read period by period however many filings there are.

To sort all filings of a year for the 25 of a page costs as much as to show them all. So the filings of each
period are counted, which tells in which periods a page lies, and an index leads to its filings.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.utils.functional import cached_property

from tasks.models import Filing
from tasks.models.filing import FilingQuerySet
from tasks.year_in_view import Window, published_windows

ORDER = ("organization__path", "-period_id")
LATEST_FIRST = ("-period__due_on", *ORDER)
SOURCE_TEXT = "period__guidance__source_text"


class FilingStretch(Sequence[Filing]):
    """Filings of the periods of some windows, the last due first, in each in the order of the tree.

    It is cut like a list (one query). Where a page is of one day, an index leads through the tree.
    """

    def __init__(self, filings: FilingQuerySet, windows: Iterable[Window]) -> None:
        self.filings = filings
        self.due_on = {window.period: window.due_on for window in windows}

    @cached_property
    def counts(self) -> dict[int, int]:
        """How many filings there are of each period, by its id (one query, that an index answers)."""
        counted = self.filings.filter(period__in=self.due_on).order_by().values_list("period_id")
        return dict(counted.annotate(count=Count("*")))

    def __len__(self) -> int:
        return sum(self.counts.values())

    def __getitem__(self, place: Any) -> Any:
        start, stop, _step = place.indices(len(self))
        before, periods = self.periods_around(start, stop)
        order = ORDER if len({self.due_on[period] for period in periods}) == 1 else LATEST_FIRST
        due = self.filings.filter(period__in=periods).order_by(*order)
        shown = due.values("pk")[start - before : stop - before]
        return list(Filing.objects.filter(pk__in=shown).for_list().defer(SOURCE_TEXT).order_by(*LATEST_FIRST))

    def periods_around(self, start: int, stop: int) -> tuple[int, list[int]]:
        """The periods, by id, in which the filings of a page lie, and how many filings come before those."""

        def due(period: int) -> dt.date:
            return self.due_on[period]

        before, found, after = 0, list[int](), 0
        for _day, of_day in groupby(sorted(self.counts, key=due, reverse=True), key=due):
            periods = list(of_day)
            first, after = after, after + sum(self.counts[period] for period in periods)
            if first < stop and start < after:
                before, found = (before, found + periods) if found else (first, periods)
        return before, found


class FilingPages(Paginator[Filing]):
    """The pages of filings that somebody may see, out of the published periods or of those of ``windows``."""

    def __init__(
        self, filings: FilingQuerySet, per_page: int, *, windows: Iterable[Window] | None = None
    ) -> None:
        shown = published_windows() if windows is None else windows
        super().__init__(FilingStretch(filings, shown), per_page)
