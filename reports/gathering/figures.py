"""The figures of a year, from the one query layer, with the filings and the day that they stand on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from organizations.rounding import reached_in_percent
from reports.gathering.bilingual import full_name_of
from reports.gathering.figure_words import FigureWords
from reports.gathering.filings import Standpoint, holds_on, source_id
from reports.gathering.plan import Plan
from reports.snapshot.year import Coverage, Figure
from targets.arithmetic.rules import OverPeriods
from targets.figures.queries import TargetFigure
from targets.figures.reports import NUMBERS
from targets.goals.previous_years import Reached, kept
from targets.models import Measurement
from tasks.models import Filing
from texts.numbers import plain_number


@dataclass(frozen=True, slots=True)
class Answered:
    """What one filing answers on a target: a number, or a nil return with its reason."""

    filing: Filing
    is_nil: bool
    nil_reason: str


type Answers = Mapping[tuple[int, int], list[Answered]]


def answers_of(filings: Sequence[Filing]) -> Answers:
    """The lines on targets that ``filings`` hold, by organization and target in the order of the periods (one
    query). Drafts and what is not to count are not among ``filings``."""
    by_id = {filing.pk: filing for filing in filings}
    found: dict[tuple[int, int], list[Answered]] = defaultdict(list)
    lines = Measurement.objects.filter(filing__in=by_id).order_by("filing__period__order")
    for line in lines.only("filing", "target", *NUMBERS, "nil_reason"):
        if line.is_answered:
            filing = by_id[line.filing_id]
            answer = Answered(filing, line.nil_return, line.nil_reason.strip())
            found[filing.organization_id, line.target_id].append(answer)
    return found


def figures_of_year(
    shown: Iterable[TargetFigure],
    answers: Answers,
    last_year: Mapping[int, Decimal],
    standpoint: Standpoint,
) -> tuple[Figure, ...]:
    """The figures as the snapshot keeps them; ``last_year`` is what each indicator came to, by its id."""
    return tuple(
        figure_of(
            provisional(one) if standpoint.with_submitted else one,
            answers_behind(one, answers),
            last_year.get(one.target.indicator_id),
        )
        for one in sorted(shown, key=lambda one: one.target.order)
    )


def provisional(shown: TargetFigure) -> TargetFigure:
    """The same with what waits for approval in it, judged anew. What waits may leave the value as it is and
    change what it stands on."""
    if shown.provisional == replace(shown.figure, is_provisional=True):
        return shown
    return shown.counting_submitted()


def answers_behind(shown: TargetFigure, answers: Answers) -> list[Answered]:
    """The answers that make a figure, the earliest first: all of the year where increments add up, else each
    organization's latest; nil returns only where there is no number. Whose numbers stand in a successor's is
    behind none."""
    is_sum = OverPeriods(shown.target.indicator.over_periods) is OverPeriods.SUM
    behind: list[Answered] = []
    for part in shown.figure.contributors:
        found = answers.get((int(str(part.organization)), shown.target.pk), [])
        numbers = [answer for answer in found if not answer.is_nil]
        if numbers and part.value is None:
            continue
        numbers = numbers or found[-1:]
        behind += numbers if is_sum else numbers[-1:]
    with_number = [answer for answer in behind if not answer.is_nil]
    return sorted(with_number or behind, key=lambda answer: answer.filing.period.order)


def figure_of(shown: TargetFigure, behind: Sequence[Answered], last_year: Decimal | None) -> Figure:
    """One figure with its words in both languages."""
    target, figure, indicator = shown.target, shown.figure, shown.target.indicator
    words = FigureWords.of(shown, last_year)
    bounds = shown.goal.bounds
    attainment = shown.assessment.attainment if shown.is_compared else None
    coverage = figure.coverage
    return Figure(
        id=f"{shown.organization.code}:{indicator.code}",
        organization=shown.organization.code,
        indicator=indicator.code,
        name=words.name,
        unit=words.unit,
        text=words.text,
        value=written(figure.value),
        holds_on=max(holds_on(answer.filing) for answer in behind).isoformat() if behind else "",
        numerator=written(figure.numerator),
        denominator=written(figure.denominator),
        numerator_name=words.numerator_name if indicator.has_two_numbers else None,
        denominator_name=words.denominator_name if indicator.has_two_numbers else None,
        goal=words.goal,
        goal_value=written(bounds[0]) if len(bounds) == 1 else None,
        share=written(shown.share),
        outcome=shown.outcome.value if shown.is_compared else None,
        outcome_name=words.outcome if shown.is_compared else None,
        attainment=None if attainment is None else str(reached_in_percent(attainment)),
        last_year=written(last_year),
        change=words.change if last_year is not None and figure.value is not None else None,
        sentence=words.sentence,
        summary=words.summary,
        coverage=Coverage(
            coverage.expected, coverage.counted, coverage.nil, coverage.pending, coverage.missing
        ),
        is_provisional=figure.is_provisional,
        nil_reason=next((answer.nil_reason for answer in reversed(behind) if answer.is_nil), ""),
        section=target.section.path,
        responsible=full_name_of(target.responsible),
        sources=tuple(dict.fromkeys(source_id(answer.filing) for answer in behind)),
    )


def written(number: Decimal | None) -> str | None:
    """A number as the snapshot writes it, with as many decimals as the database keeps."""
    return None if number is None else plain_number(kept(number))


def last_year_of(plan: Plan, shown: Iterable[TargetFigure], *, is_national: bool) -> dict[int, Decimal]:
    """What each indicator came to in the year before, by its id: the figure then, where everybody's answer
    for every period is in it, else for the whole country what this guidance states of it. A part is no year's
    figure."""
    stated = {
        target.indicator_id: target.baseline
        for target in plan.targets
        if is_national and target.baseline is not None
    }
    reached = {
        one.target.indicator_id: one.figure.value
        for one in shown
        if one.figure.value is not None and Reached(one.figure.value, one).is_complete
    }
    return {**stated, **reached}
