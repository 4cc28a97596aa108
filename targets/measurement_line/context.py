"""What stands beside the form of a measurement: earlier values, drawn, and the subordinates' total."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from targets.arithmetic.rollup import Figure
from targets.charts.history import Bar, history_chart
from targets.figures.line_numbers import attested
from targets.figures.queries import is_compared
from targets.figures.reports import lines_on, reports_of_lines
from targets.figures.subordinates import combines_beneath, figures_in
from targets.figures.terms import goal_of
from targets.models import Measurement, Target
from targets.wording import amount, goal_in_words
from tasks.models import Filing
from texts.punctuation import in_brackets


def earlier_lines(filing: Filing, line: Measurement) -> list[Measurement]:
    """What the organization wrote on the target for the earlier periods of the year, in order (one query)."""
    rows = (
        Measurement.objects.filter(
            target=line.target_id,
            filing__organization=filing.organization_id,
            filing__period__order__lt=filing.period.order,
            version__gt=0,
        )
        .select_related("filing__period__guidance")
        .defer("filing__period__guidance__source_text")
        .order_by("filing__period__order")
    )
    lines = list(rows)
    for earlier in lines:
        earlier.target = line.target
    return lines


def history_drawing(filing: Filing, target: Target, history: Sequence[Measurement]) -> SafeString:
    """The earlier values as bars, with the goal where it says something about this organization."""
    bounds = goal_of(target).bounds if is_compared(filing.organization, target) else ()
    bars = [
        Bar(
            name=f"{line.filing.period.ends_on:%Y-%m}",
            value=value,
            words="" if value is None else amount(value, target.indicator),
        )
        for line in history
        for value in [attested(line)]
    ]
    return history_chart(
        bars,
        bounds=bounds,
        title=in_brackets(
            _("%(indicator)s, reported before") % {"indicator": target.indicator.display_name},
            target.indicator.display_unit,
        ),
        goal_words=goal_in_words(target),
    )


@dataclass(frozen=True, slots=True)
class SubordinatesTotal:
    """The direct subordinates' approved total for a period, and the line of each (design R7)."""

    figure: Figure
    lines: tuple[Measurement, ...]


def subordinates_total(filing: Filing, target: Target) -> SubordinatesTotal | None:
    """What the direct subordinates say on ``target`` for the same period; None without any (two queries)."""
    if filing.organization.is_leaf() or not combines_beneath(target):
        return None
    filings = Filing.objects.filter(reports_to=filing.organization_id, period=filing.period_id)
    in_order = filings.select_related("organization", "period").order_by("organization__path")
    lines = lines_on(target, in_order)
    if not lines:
        return None
    reports = reports_of_lines(lines)
    figures = figures_in({target.pk: [*reports.values()]}, [target], filing.period)
    return SubordinatesTotal(figures[target.pk], tuple(lines)) if figures else None
