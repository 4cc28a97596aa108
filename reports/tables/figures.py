"""Figures by organization, indicator and period, as each organization attests them (design R7, R8).

The year end is never left out: where it says nothing yet, a row without a number says why, so that no
earlier period stands in for it (design R22).
"""

from collections.abc import Iterator, Set
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from reports.gathering.bilingual import in_both
from reports.snapshot.tables import Row, TableHead
from reports.snapshot.year import Name
from reports.tables.columns import cells, column, named
from reports.tables.figure_lines import Line, answered, lines_of
from reports.tables.filing_facts import (
    Batch,
    FilingFacts,
    approval_cells,
    approval_columns,
    batches,
    no_answer,
    organization_cells,
    organization_columns,
    period_columns,
    period_names,
    standing_columns,
    standing_in_words,
)
from reports.tables.scope import TableScope
from reports.tables.terms import name_of
from spreadsheets.values import Number
from targets.arithmetic.plausibility import Numbers
from targets.arithmetic.rules import Rule
from targets.figure_numbers import stated
from targets.figures.filing_rows import rows_of
from targets.figures.line_numbers import attested_in
from targets.figures.reports import owed
from targets.figures.terms import rule_of
from targets.models import Indicator, Target
from tasks.models import Filing
from tasks.models.line import in_paragraphs

KEY = "figures"


class Measure(NamedTuple):
    """What a target measures, as its rows show it: named once."""

    indicator: Indicator
    rule: Rule
    named: Row
    numerator: Row
    denominator: Row


def head() -> TableHead:
    columns = (
        *organization_columns(),
        *named("indicator", lambda: _("Indicator"), 24),
        *named("unit", lambda: _("Unit"), 8),
        *period_columns(),
        *standing_columns(),
        column("value", lambda: _("Stated"), "number", 12),
        column("numerator", lambda: _("Numerator"), "number", 12),
        *named("numerator_name", lambda: _("Name of the numerator"), 16),
        column("denominator", lambda: _("Denominator"), "number", 12),
        *named("denominator_name", lambda: _("Name of the denominator"), 16),
        column("nil_return", lambda: _("Nothing to report"), "yes_no", 7),
        column("nil_reason", lambda: _("Reason for the nil return"), width=22),
        column("note", lambda: _("Note"), width=32),
        *approval_columns(),
    )
    return TableHead(KEY, in_both(lambda: _("Figures by organization")), columns)


# --- Rows -------------------------------------------------------------------------------------------
def rows(scope: TableScope) -> Iterator[Row]:
    """Every answer that is told, and for the year end every one that is not there."""
    measures = {pk: measure_of(target) for pk, target in scope.targets.items()}
    periods = period_names(scope)
    for batch in batches(scope):
        lines = lines_of(batch)
        absent = absent_in(batch, lines.keys())
        for pk, filings in groupby(batch.filings.values(), lambda filing: filing.organization):
            organization, own = batch.organizations[pk], list(filings)
            first = organization_cells(organization)
            last = {filing.pk: approval_cells(filing, organization) for filing in own}
            for target, measure in measures.items():
                for filing in own:
                    line = lines.get((filing.pk, target))
                    if line is not None or (filing.pk, target) in absent:
                        yield (
                            *first,
                            *measure.named,
                            *periods[filing.period],
                            *cells(answer_in_words(filing, line, scope)),
                            *line_cells(line, measure),
                            *last[filing.pk],
                        )


def measure_of(target: Target) -> Measure:
    indicator = target.indicator
    name = name_of(indicator.name, indicator.english_name)
    unit = name_of(indicator.unit, indicator.english_unit)
    return Measure(
        indicator,
        rule_of(indicator),
        (*cells(name), *cells(unit)),
        cells(name_of(indicator.numerator_name, indicator.english_numerator_name)),
        cells(name_of(indicator.denominator_name, indicator.english_denominator_name)),
    )


def answer_in_words(filing: FilingFacts, line: Line | None, scope: TableScope) -> Name:
    """Where an answer stands; one that a filing should have had is not there, whatever else it says."""
    if line is None and scope.tells(filing.status):
        return no_answer()
    return standing_in_words(filing, scope.periods[filing.period], on=scope.day)


def line_cells(line: Line | None, measure: Measure) -> Row:
    """What a line says, numerator and denominator under their own names."""
    if line is None:
        return (None, None, None, None, None, None, None, False, None, None)
    numbers = Numbers(line.value, line.numerator, line.denominator)
    has_two = line.numerator is not None
    return (
        written(stated(attested_in(numbers, measure.rule), measure.indicator)),
        written(stated(line.numerator, None)),
        *(measure.numerator if has_two else (None, None)),
        written(stated(line.denominator, None)),
        *(measure.denominator if has_two else (None, None)),
        line.is_nil,
        line.nil_reason or None,
        in_paragraphs(line.note, line.explanations) or None,
    )


def written(number: Number | None) -> str | None:
    """A number as the snapshot writes it, with the decimals it is shown with."""
    return None if number is None else format(number.value, f".{number.decimals}f")


# --- The year end -----------------------------------------------------------------------------------
def absent_in(batch: Batch, told: Set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Filing and target of each answer that the plan asks for at the year end and that is not ``told`` (one
    query)."""
    year_end = Filing.objects.filter(pk__in=[filing.pk for filing in batch.year_end.values()])
    return {
        (row.pk, target.pk)
        for row in rows_of(year_end)
        for target in batch.scope.targets.values()
        if (row.pk, target.pk) not in told and owed(row, target)
    }


def count(batch: Batch) -> int:
    """How many rows a batch makes (two queries)."""
    told = answered(batch)
    return len(told) + len(absent_in(batch, told))
