"""The figures of an organization, a row for each indicator: over years, and over the periods of a year."""

from decimal import Decimal

from django.utils.translation import gettext as _

from organizations.page_addresses import page_address
from reports.charts.spark import spark_line
from reports.dashboards.history.gathering import Histories, IndicatorHistory, outcome_of
from reports.data_tables.pills import pill_cell, sign
from reports.data_tables.values import NOTHING, Cell, DataTable, Head, Row
from spreadsheets.values import Number
from targets.arithmetic.outcome import Outcome
from targets.explanation.addresses import address_of
from targets.figure_numbers import attainment, number_of, shown_number
from targets.figures.rows import counted_at
from targets.figures.series import Year
from targets.wording import DASH, outcome_label, quantity
from texts.punctuation import enumerated, labelled, sentences

NAME_WIDTH = 32


def years_table(told: Histories) -> DataTable:
    """The official figure at the end of each year, what changed, and how often the goal was reached."""
    table = DataTable(
        key="years",
        title=_("Figures over the years"),
        heads=(
            Head("name", _("Indicator"), width=NAME_WIDTH),
            Head("course", _("Course"), is_sortable=False, width=40),
            Head("change", _("Last change"), is_number=True, descends=True, width=24),
            Head("reached", _("Goals reached"), is_number=True, descends=True),
            *(Head(f"year_{year}", str(year), is_number=True, descends=True) for year in latest_first(told)),
        ),
        rows=tuple(year_row(told, one) for one in told.found),
        note=sentences([_("%(said)s.") % {"said": told.question.counting_in_words}, legend()]),
        empty=_("There is no figure of any year."),
        is_stacked=False,
    )
    return table.without_empty("change", "reached")


def latest_first(told: Histories) -> list[int]:
    """The years as columns: what is nearest is seen without scrolling."""
    return told.years[::-1]


def legend() -> str:
    return _(
        "A sign beside a figure says how it stood against the goal of its year; a year that goes on is told"
        " as it stands so far."
    )


def year_row(told: Histories, one: IndicatorHistory) -> Row:
    return Row(
        f"indicator-{one.indicator.code}",
        (
            name_cell(one),
            course_cell(told, one),
            change_cell(one),
            reached_cell(one),
            *(year_cell(told, one.by_year.get(year)) for year in latest_first(told)),
        ),
    )


def name_cell(one: IndicatorHistory) -> Cell:
    """The indicator, which leads to its latest target."""
    latest = next((year.target for year in reversed(one.years) if year.target is not None), None)
    href = page_address("targets:target-detail", latest.pk) if latest else ""
    return Cell(one.indicator.display_name, href=href, css="history__name")


def year_cell(told: Histories, year: Year | None) -> Cell:
    """A year's figure with its unit; ordered by how much of the goal it reaches, where it was judged."""
    if year is None or year.actual is None:
        return Cell(None, DASH)
    shown = year.shown if not year.is_stated else None
    is_judged = year.is_judged and outcome_of(year) is not Outcome.NO_DATA
    judged = shown if is_judged else None
    reached = judged.assessment.attainment if judged else None
    goal = shown.goal_of_whom if shown is not None else year.goal_in_words
    number = number_of(year.actual, year.indicator, apart_from=year.marks)
    return Cell(
        number,
        year.actual_in_words,
        href=address_of(shown, region=told.question.region) if shown is not None else "",
        note=sentences([told_of(year), _("Goal: %(goal)s.") % {"goal": goal}]),
        drawing=sign(judged.outcome.value) if judged else NOTHING,
        state=judged.outcome.value if judged else "",
        order=attainment(reached) if reached is not None else number,
        unit=year.indicator.display_unit,
    )


def told_of(year: Year) -> str:
    """What a year's figure is, and how it stood."""
    said = [labelled(year.year, year.actual_in_words)]
    if year.remark:
        said.append(year.remark)
    if year.shown is not None and year.is_judged:
        said.append(outcome_label(year.shown.outcome, has_answer=True))
    return _("%(said)s.") % {"said": enumerated(said)}


def change_cell(one: IndicatorHistory) -> Cell:
    """From the year before to the last one that is over."""
    last = one.last_over
    if last is None or last.actual is None or last.before is None:
        return Cell(None, DASH)
    share = (last.actual - last.before) / abs(last.before) if last.before else Decimal(0)
    note = _("%(year)s against %(before)s") % {"year": last.year, "before": last.year - 1}
    return Cell(last.change_in_words, words=last.change_in_words, note=note, order=Number(share))


def reached_cell(one: IndicatorHistory) -> Cell:
    """In how many of the years that were judged the goal was reached."""
    judged = len(one.judged)
    if not judged:
        return Cell(None, DASH)
    words = _("%(reached)s of %(years)s") % {"reached": one.reached, "years": judged}
    note = _("Years that are over and were compared with a goal.")
    return Cell(words, note=note, order=Number(Decimal(one.reached) / judged))


def course_cell(told: Histories, one: IndicatorHistory) -> Cell:
    """All years as a line."""
    known = [year for year in one.years if year.actual is not None]
    words = enumerated(labelled(year.year, year.actual_in_words) for year in known)
    first, last = told.years[0], told.years[-1]
    drawing = spark_line(
        [(Decimal(year.year - first) / max(last - first, 1), year.actual or Decimal(0)) for year in known],
        bounds=(),
        title=one.indicator.display_name,
        description=words,
    )
    return Cell(words, drawing=drawing, is_drawn=True, css="history__course")


def periods_table(told: Histories) -> DataTable:
    """What each figure was with each period of the year in view, and how it stands with the last."""
    question = told.question
    periods = [period for period in question.periods if period.order <= question.period.order]
    return DataTable(
        key="periods",
        title=_("Figures over the periods of %(year)s") % {"year": question.guidance.year},
        heads=(
            Head("name", _("Indicator"), width=NAME_WIDTH),
            *(Head(f"period_{one.order}", str(one), is_number=True, descends=True) for one in periods),
            Head("goal", _("Goal"), width=20),
            Head("outcome", _("Outcome")),
        ),
        rows=tuple(
            period_row(told, one, [period.order for period in periods])
            for one in told.found
            if one.shown is not None
        ),
        note=_("To date: with each period and those before it."),
        empty=_("The guidance of this year has no goal here."),
        is_stacked=False,
    )


def period_row(told: Histories, one: IndicatorHistory, orders: list[int]) -> Row:
    points = {point.period.order: point for point in one.course}
    shown = one.shown
    if shown is None:
        return Row("", ())
    cells = []
    for order in orders:
        figure = counted_at(points[order], shown) if order in points else None
        value = figure.value if figure else None
        note = (
            _("%(counted)s of %(expected)s organizations counted")
            % {"counted": figure.coverage.counted, "expected": figure.coverage.expected}
            if figure
            else ""
        )
        words = quantity(value, one.indicator, apart_from=shown.marks)
        unit = one.indicator.display_unit
        cells.append(Cell(shown_number(value, shown), words, note=note, unit=unit))
    if cells:
        cells[-1] = linked(cells[-1], address_of(shown, region=told.question.region))
    outcome = (
        pill_cell(shown.outcome.value, shown.outcome_in_words) if shown.is_compared else Cell(None, DASH)
    )
    name = name_cell(one)
    return Row(f"course-{one.indicator.code}", (name, *cells, Cell(shown.goal_of_whom), outcome))


def linked(cell: Cell, href: str) -> Cell:
    """The last period is the figure itself, which explains how it came about."""
    return Cell(cell.value, cell.words, href=href, note=cell.note, unit=cell.unit)
