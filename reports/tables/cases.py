"""The cases that organizations tell at the year end (典型案例)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reports.gathering.bilingual import in_both
from reports.snapshot.tables import Row, TableHead
from reports.tables.columns import cells, column
from reports.tables.filing_facts import (
    Batch,
    approval_cells,
    approval_columns,
    batches,
    organization_cells,
    organization_columns,
    standing_columns,
    standing_in_words,
)
from reports.tables.scope import TableScope
from tasks.models import CaseStudy
from tasks.models.case import CaseSection

KEY = "cases"


def head() -> TableHead:
    columns = (
        *organization_columns(),
        column("number", lambda: _("Number"), "integer", 7),
        column("title", lambda: _("Title"), width=26),
        column("text", lambda: _("Case"), width=64),
        column("sections", lambda: _("Sections"), width=12),
        *standing_columns(),
        *approval_columns(),
    )
    return TableHead(KEY, in_both(lambda: _("Cases")), columns)


def rows(scope: TableScope) -> Iterator[Row]:
    """Every case that is told."""
    for batch in batches(scope):
        found = told_cases(batch).order_by("number")
        told = list(found.values_list("pk", "filing_id", "number", "title", "text"))
        places = {pk: place for place, pk in enumerate(batch.filings)}
        told.sort(key=lambda case: places[case[1]])
        sections = sections_of(pk for pk, *_rest in told)
        for pk, filing_id, number, title, text in told:
            filing = batch.filings[filing_id]
            organization = batch.organizations[filing.organization]
            yield (
                *organization_cells(organization),
                *(number, title or None, text or None, "、".join(sections[pk]) or None),
                *cells(standing_in_words(filing, scope.periods[filing.period], on=scope.day)),
                *approval_cells(filing, organization),
            )


def told_cases(batch: Batch) -> QuerySet[CaseStudy]:
    return CaseStudy.objects.telling().filter(filing__in=batch.told)


def sections_of(cases: Iterable[int]) -> dict[int, list[str]]:
    """The paths of the sections that each case belongs to, by its id (one query)."""
    found: dict[int, list[str]] = defaultdict(list)
    links = CaseSection.objects.filter(case__in=list(cases)).order_by("section__order")
    for pk, path in links.values_list("case_id", "section__path"):
        found[pk].append(path)
    return found


def count(batch: Batch) -> int:
    """How many rows a batch makes (one query)."""
    return told_cases(batch).count()
