"""What a target's row says, cell by cell: on pages, in the workbook and in the brief."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.page_addresses import page_address
from reports.charts.spark import spark_line
from reports.dashboards.figure_sentences import (
    calculation_of,
    change_sentence,
    course_in_words,
    coverage_sentence,
    end_sentence,
    year_end_of,
)
from reports.dashboards.forecast_pieces import forecast_cell
from reports.dashboards.question import Question
from reports.data_tables.pills import pill_cell
from reports.data_tables.values import NOTHING, Cell, Head
from spreadsheets.values import Number
from targets.arithmetic.outcome import Outcome
from targets.explanation.addresses import address_of
from targets.figure_numbers import attainment, number_of, shown_number
from targets.figures.rows import Change, FigureRow
from targets.forecasting.gathering import Expectation, share_of_year
from targets.money import scale_of
from targets.views.drawing import bullet_of
from targets.wording import MINUS, amount, attainment_in_percent, quantity, with_unit
from texts.punctuation import sentences

# The worst first: what needs somebody stands on top.
WORST_FIRST = (Outcome.OFF_TRACK, Outcome.AT_RISK, Outcome.ON_TRACK, Outcome.MET, Outcome.NO_DATA)
TREND = "trend"
# A column that makes way where the table stands beside others.
RESPONSIBLE = "target-row__responsible"
TREND_WORDS = {"better": gettext_lazy("better"), "worse": gettext_lazy("worse")}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the cells of one row are made of; no expectation before it has come. ``explained`` is where the
    figure explains itself."""

    row: FigureRow
    question: Question
    expectation: Expectation | None
    explained: str


def name_cell(asked: Asked) -> Cell:
    target = asked.row.shown.target
    address = page_address("targets:target-detail", target.pk)
    return Cell(target.indicator.display_name, href=address, css="target-row__name")


def figure_cell(asked: Asked) -> Cell:
    """The figure with its unit. Figures of many units are ordered by how much of the goal they reach."""
    shown = asked.row.shown
    has_value = shown.figure.value is not None
    return Cell(
        shown_number(shown.figure.value, shown),
        shown.value_in_words if has_value else shown.absence_in_words,
        href=asked.explained,
        note=calculation_of(asked.row, asked.question),
        css="target-row__figure",
        order=attained(asked.row),
        unit=shown.target.indicator.display_unit,
    )


def attained(row: FigureRow) -> Number | None:
    share = row.shown.assessment.attainment
    return None if share is None or not row.shown.is_compared else attainment(share)


def outcome_cell(asked: Asked) -> Cell:
    """How it stands; nothing where no goal is set for it."""
    shown = asked.row.shown
    if not shown.is_compared:
        return Cell(css="target-row__outcome")
    order = WORST_FIRST.index(shown.outcome)
    cell = pill_cell(shown.outcome.value, shown.outcome_in_words, order=order)
    return replace(cell, css="target-row__outcome")


def attainment_cell(asked: Asked) -> Cell:
    """How much of the goal is reached, and the figure against the goal as a bar."""
    shown = asked.row.shown
    share = shown.assessment.attainment if shown.is_compared else None
    return Cell(
        attained(asked.row),
        "" if share is None else attainment_in_percent(share),
        css="target-row__bar",
        unit="" if share is None else "%",
        drawing=bullet_of(shown, is_small=True),
    )


def course_cell(asked: Asked) -> Cell:
    """The figure over the year as a line; nothing before there is one."""
    row = asked.row
    shown, words = row.shown, course_in_words(row)
    drawing = spark_line(
        [
            (share_of_year(shown.target, point.period), value)
            for point in row.answered
            if (value := row.value_at(point)) is not None
        ],
        bounds=shown.goal.bounds if shown.is_compared else (),
        title=_("%(indicator)s over the year") % {"indicator": shown.target.indicator.display_name},
        description=words,
    )
    if not drawing:
        return Cell(css="target-row__course")
    return Cell(words, css="target-row__course", drawing=drawing, is_drawn=True)


def goal_cell(asked: Asked) -> Cell:
    """What is wanted; that it is wanted of the whole country where the figure is a part of it."""
    shown = asked.row.shown
    bounds = shown.goal.bounds
    return Cell(
        shown.goal_in_words,
        shown.goal_of_whom,
        css="target-row__goal",
        order=Number(bounds[0]) if bounds else None,
    )


def expected_cell(asked: Asked) -> Cell:
    """Where the path to the goal stands by now; nothing before it begins and once the year is over."""
    shown = asked.row.shown
    judged = shown.assessment
    is_on_the_way = judged.measured_on >= shown.goal.starts_on and not judged.is_final
    if not shown.is_compared or not is_on_the_way or judged.expected is None:
        return Cell(css="target-row__path")
    indicator, wanted = shown.target.indicator, shown.goal.leading.threshold
    return Cell(
        number_of(judged.expected, indicator),
        quantity(judged.expected, indicator),
        css="target-row__path",
        order=Number(judged.expected / wanted) if wanted else None,
        unit=indicator.display_unit,
    )


def last_period_cell(asked: Asked) -> Cell:
    row = asked.row
    before = row.period_before
    cell = change_cell(row, row.since_last_period, str(before.period) if before else "")
    return replace(cell, css="target-row__change target-row__period")


def last_year_cell(asked: Asked) -> Cell:
    """To the same time of last year; of a level without a figure then, to last year's end. The note tells
    what that year came to."""
    row = asked.row
    same, ended = row.since_last_year, row.since_end_of_last_year
    css = "target-row__change target-row__year"
    if same is None and ended is not None and not row.shown.goal.accumulates:
        return replace(change_cell(row, ended, year_end_of(row)), css=css)
    period = row.same_last_year.period if row.same_last_year else None
    cell = change_cell(row, same, str(period or ""))
    note = sentences((cell.note, end_sentence(row))) if cell.note else ""
    return replace(cell, css=css, note=note)


def change_cell(row: FigureRow, change: Change | None, before: str) -> Cell:
    """A change as a number with its sign, whose unit is the figure's; ordered by how much better, in
    parts of what it was."""
    if change is None:
        return Cell(css="target-row__change")
    indicator = row.shown.target.indicator
    return Cell(
        number_of(change.amount, indicator, apart_from=[Decimal(0)]),
        signed(change, row),
        note=change_sentence(row, change, before),
        css="target-row__change",
        drawing=trend_mark(change),
        order=gain_of(change),
        unit=indicator.display_unit,
    )


def signed(change: Change, row: FigureRow) -> str:
    """ "+12.4", "−0.4"; "±0" where nothing has changed. Money of another scale than the figure's number is
    written out: "+CNY 79.03 billion" of 亿元."""
    if not change.amount:
        return "±0"
    indicator = row.shown.target.indicator
    number = amount(abs(change.amount), indicator, apart_from=[Decimal(0)])
    if scale_of(indicator.display_unit):
        number = with_unit(number, indicator.display_unit)
    return f"{'+' if change.amount > 0 else MINUS}{number}"


def trend_mark(change: Change) -> SafeString:
    """Whether that is better: a word with a sign of its own."""
    word = TREND_WORDS.get(change.trend or "")
    if word is None:
        return NOTHING
    return format_html('<span class="{0} {0}--{1}">{2}</span>', TREND, change.trend, word)


def gain_of(change: Change) -> Number | None:
    """By how much it is better, below zero by how much it is worse, in parts of what it was."""
    if change.trend is None or not change.before:
        return None
    part = abs(change.amount / change.before)
    return Number(-part if change.trend == "worse" else part)


def coverage_cell(asked: Asked) -> Cell:
    """On how many of those asked so far the figure stands, small; opens who they are."""
    shown = asked.row.shown
    coverage = shown.figure.coverage_to_date
    return Cell(
        f"{coverage.counted}/{coverage.expected}",
        href=f"{asked.explained}#counted-to-date",
        note=coverage_sentence(shown),
        css="target-row__coverage",
        order=Number(Decimal(coverage.counted) / coverage.expected) if coverage.expected else None,
        is_count=True,
    )


def responsible_cell(asked: Asked) -> Cell:
    return Cell(asked.row.shown.target.responsible.display_name, css=RESPONSIBLE)


def expectation_cell(asked: Asked) -> Cell:
    return forecast_cell(asked.row.shown, asked.expectation)


type Column = tuple[Callable[[], Head], Callable[[Asked], Cell]]
COLUMNS: tuple[Column, ...] = (
    (lambda: Head("target", _("Target"), width=28), name_cell),
    (lambda: Head("figure", _("Figure"), is_number=True, descends=True, width=16), figure_cell),
    (lambda: Head("outcome", _("Outcome"), width=12), outcome_cell),
    (lambda: Head("attainment", _("Goal reached"), descends=True, width=10), attainment_cell),
    (lambda: Head("course", _("Over the year"), is_sortable=False, width=40), course_cell),
    (lambda: Head("goal", _("Goal"), width=20), goal_cell),
    (lambda: Head("path", _("Expected by now"), is_number=True, descends=True), expected_cell),
    (lambda: Head("period", _("Since last period"), is_number=True, descends=True), last_period_cell),
    (lambda: Head("year", _("Since last year"), is_number=True, descends=True), last_year_cell),
    (lambda: Head("coverage", _("Coverage"), is_number=True, width=10), coverage_cell),
    (lambda: Head("responsible", _("Responsible"), width=16, css=RESPONSIBLE), responsible_cell),
    (lambda: Head("forecast", _("Forecast"), descends=True, width=30), expectation_cell),
)


def heads_of() -> tuple[Head, ...]:
    heads = (head() for head, _cell in COLUMNS)
    return tuple(replace(head, css=f"target-row__head {head.css}".rstrip()) for head in heads)


def cells_of(row: FigureRow, question: Question, expectation: Expectation | None) -> tuple[Cell, ...]:
    """The cells of a row under ``heads_of``."""
    asked = Asked(row, question, expectation, address_of(row.shown, region=question.region))
    return tuple(cell(asked) for _head, cell in COLUMNS)
