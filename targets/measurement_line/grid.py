"""Measurements as a table to fill in: which cells a row has, and what stands beside them (design R7)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from targets.arithmetic.plausibility import Numbers
from targets.arithmetic.rollup import Figure
from targets.figures.line_numbers import attested_in
from targets.figures.queries import is_compared
from targets.figures.terms import rule_of
from targets.forms.measurement import what_is_counted
from targets.measurement_line.numbers_beside import NumbersBeside
from targets.models import Indicator, Measurement
from targets.wording import goal_in_words, quantity
from tasks.lines.grid import Grid, GridColumn
from tasks.models import Filing
from texts.punctuation import in_brackets

GRID = Grid(
    title=gettext_lazy("All targets in one table"),
    columns=(
        GridColumn(gettext_lazy("Value or numerator"), ("value", "numerator"), is_named=True),
        GridColumn(gettext_lazy("Denominator"), ("denominator",), is_named=True),
        GridColumn(gettext_lazy("Nil return"), ("nil_return",)),
        GridColumn(gettext_lazy("Reason for the nil return"), ("nil_reason",)),
        GridColumn(gettext_lazy("Note to the reviewer"), ("note",)),
    ),
    beside=(
        gettext_lazy("Goal"),
        gettext_lazy("Last period"),
        gettext_lazy("Subordinates, approved"),
        gettext_lazy("Unit"),
    ),
)


def words_beside(filing: Filing, line: Measurement, beside: NumbersBeside) -> tuple[str, ...]:
    """What stands beside the fields of a line, one text a column of ``GRID``."""
    indicator, earlier = line.target.indicator, beside.earlier.get(line.target_id)
    return (
        goal_beside(filing, line),
        stated_before(earlier[-1], indicator) if earlier else "",
        stated_beneath(beside.beneath.get(line.target_id), indicator),
        unit_beside(indicator),
    )


def goal_beside(filing: Filing, line: Measurement) -> str:
    """The goal, and in a line of its own what the organization is to bring of it."""
    goal = goal_in_words(line.target)
    if not is_compared(filing.organization, line.target):
        goal = _("Nation: %(goal)s") % {"goal": goal}
    if line.share is None:
        return goal
    return f"{goal}\n" + _("Own share: %(goal)s") % {"goal": goal_in_words(line.target, line.share)}


def stated_before(numbers: Numbers, indicator: Indicator) -> str:
    """What was stated for the last period; "" for nothing."""
    value = attested_in(numbers, rule_of(indicator))
    return "" if value is None else quantity(value, indicator)


def stated_beneath(figure: Figure | None, indicator: Indicator) -> str:
    """What the direct subordinates' approved filings come to, with how many of them these are."""
    if figure is None or figure.value is None:
        return ""
    coverage = figure.coverage
    return in_brackets(quantity(figure.value, indicator), f"{coverage.counted}/{coverage.expected}")


def unit_beside(indicator: Indicator) -> str:
    """The unit, which two numbers do not share, and in a line of its own what is counted."""
    unit = "" if indicator.has_two_numbers else indicator.display_unit
    return f"{unit}\n{what_is_counted(indicator)}".strip()
