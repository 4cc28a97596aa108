"""One figure taken apart: formula, filings, who is missing, and the figure made anew from what was submitted
(design R10)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from organizations.calendar import today
from organizations.models import Organization, User
from targets.arithmetic.plausibility import Numbers
from targets.arithmetic.rollup import AnswerStatus, Coverage, Figure, Report, answer_status
from targets.arithmetic.rules import NumberForm, OverOrganizations, OverPeriods, Rule
from targets.explanation.absence import Absent, by_absence
from targets.explanation.contributions import Row, own_and_beneath, rows_of, total_beneath
from targets.explanation.figure_lines import FigureLines, figure_lines, official
from targets.explanation.formula import Formula, formula
from targets.explanation.recompute import is_heard, recompute
from targets.explanation.record import day_after, heirs_in, record_of_few
from targets.explanation.respondents import Respondents, respondents
from targets.figures.line_numbers import attested, is_apart, numbers_of
from targets.figures.queries import TargetFigure
from targets.figures.reports import reports_of_lines
from targets.figures.subordinates import figures_of_superiors
from targets.figures.terms import rule_of
from targets.models import Measurement, Target
from targets.wording import difference, quantity, rule_in_words
from tasks.models import Filing

# What the subordinates of an organization come to, by its id and the period's place in the year.
type Totals = Mapping[tuple[int, int], Figure]


@dataclass(frozen=True, slots=True)
class Stated:
    """What one filing says on the target. ``counts`` where its number is in the figure; ``beneath`` is what
    the approved filings of the organization's direct subordinates come to for the same period (design R7)."""

    line: Measurement
    status: AnswerStatus
    counts: bool
    beneath: Figure | None

    @property
    def value(self) -> Decimal | None:
        return attested(self.line)

    @property
    def beneath_in_words(self) -> str:
        return quantity(self.beneath.value if self.beneath else None, self.line.target.indicator)

    @property
    def coverage_beneath(self) -> Coverage | None:
        """Of how many subordinates the total is; None where it is of all of them, or there is none."""
        if self.beneath is None or self.beneath.value is None or self.beneath.coverage.is_complete:
            return None
        return self.beneath.coverage

    @property
    def difference_in_words(self) -> str:
        """How far the attested value lies from the subordinates' total, where that would be doubted in a
        draft: all of them are approved, and rounding does not explain it. Else ""."""
        if self.value is None or self.beneath is None or self.beneath.value is None:
            return ""
        if not self.beneath.coverage.is_complete or not is_apart(self.line, self.beneath):
            return ""
        apart = self.value - self.beneath.value
        return f"{'+' if apart > 0 else '−'}{difference(apart, self.line.target.indicator)}"


@dataclass(frozen=True, slots=True)
class Part:
    """One organization's part of a figure: its filings in order of the periods, and how they come to it."""

    row: Row
    stated: tuple[Stated, ...]
    formula: Formula | None

    @property
    def organization(self) -> Organization:
        return self.row.organization


@dataclass(frozen=True, slots=True)
class Recomputation:
    """The figure made a second time, from the submitted versions; no value where they do not allow any."""

    value: Fraction | None
    counted: int
    versions: int
    agrees: bool
    target: Target

    @property
    def value_in_words(self) -> str:
        if self.value is None:
            return quantity(None, self.target.indicator)
        exact = Decimal(self.value.numerator) / Decimal(self.value.denominator)
        return quantity(exact, self.target.indicator)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """All that made ``shown``. ``beneath`` are the parts of the subordinates' total beside what a local
    organization attests itself, and ``beneath_formula`` how they come to ``beneath_figure``."""

    shown: TargetFigure
    parts: tuple[Part, ...]
    formula: Formula | None
    recomputation: Recomputation | None
    beneath: tuple[Part, ...] = ()
    beneath_figure: Figure | None = None
    beneath_formula: Formula | None = None

    @property
    def respondents(self) -> Respondents:
        """Who is counted in the coverage of the figure."""
        return respondents(self.shown.figure, named(self.parts))

    @property
    def respondents_beneath(self) -> Respondents | None:
        """Who is counted in that of the subordinates' total."""
        if self.beneath_figure is None:
            return None
        return respondents(self.beneath_figure, named(self.beneath), prefix="beneath-")

    @property
    def rule(self) -> str:
        return rule_in_words(rule_of(self.shown.target.indicator))

    @property
    def pending(self) -> list[Measurement]:
        """What was submitted and waits for approval."""
        return self._with_status(AnswerStatus.PENDING)

    @property
    def missing(self) -> list[Measurement]:
        """What was never begun, is in draft, was returned, or says nothing on the target."""
        return self._with_status(AnswerStatus.MISSING)

    @property
    def absent(self) -> list[Absent]:
        """``missing`` by what is said of each on the day of the figure."""
        return by_absence(self.missing, self.shown.as_of or today())

    @property
    def nil(self) -> list[Measurement]:
        return self._with_status(AnswerStatus.NIL)

    def _with_status(self, wanted: AnswerStatus) -> list[Measurement]:
        lines = [stated.line for part in self.parts for stated in part.stated if stated.status is wanted]
        return sorted(lines, key=lambda line: (-line.filing.period.order, str(line.filing.organization.path)))


def breakdown_of(shown: TargetFigure, user: User, read: FigureLines | None = None) -> Breakdown:
    """What made a figure, as far as ``user`` may see it, out of the lines that were ``read`` (five queries at
    most; six more without them)."""
    read = read or figure_lines(shown, user)
    organization, filings, lines = shown.organization, read.filings, read.lines
    totals = totals_beneath(shown, lines, user)
    own, beneath = own_and_beneath(organization, lines)
    parts = parts_of(shown, shown.figure, own, totals)
    formula_of_all = formula_of(shown, shown.figure, parts, shown.value_in_words)
    whole = Breakdown(shown, parts, formula_of_all, recomputed(shown, official(filings, organization)))
    return with_subordinates(whole, beneath, totals) if beneath else whole


def with_subordinates(whole: Breakdown, lines: Sequence[Measurement], totals: Totals) -> Breakdown:
    """The breakdown of a local organization's figure with that of its subordinates' total beside it."""
    total = total_beneath(whole.shown, lines)
    parts = parts_of(whole.shown, total, lines, totals)
    words = quantity(total.value, whole.shown.target.indicator)
    return replace(
        whole,
        beneath=parts,
        beneath_figure=total,
        beneath_formula=formula_of(whole.shown, total, parts, words),
    )


def named(parts: Iterable[Part]) -> dict[int, Organization]:
    return {part.organization.pk: part.organization for part in parts}


def totals_beneath(shown: TargetFigure, lines: Collection[Measurement], user: User) -> Totals:
    """What the direct subordinates of everybody who has a line come to in its period (three queries at most).
    Of an earlier day that is not told."""
    if shown.as_of is not None:
        return {}
    superiors = {line.filing.organization_id for line in lines}
    periods = {line.filing.period_id: line.filing.period for line in lines}
    return figures_of_superiors(shown.target, superiors, periods.values(), user)


def parts_of(
    shown: TargetFigure,
    figure: Figure,
    lines: Sequence[Measurement],
    totals: Totals,
) -> tuple[Part, ...]:
    """The parts of ``figure``, the largest first."""
    reports = reports_of_lines(lines, on=shown.as_of)
    heard = [line for line in lines if line.filing_id in reports]
    return tuple(part_of(shown, row, reports, totals) for row in rows_of(shown, figure, heard))


def part_of(shown: TargetFigure, row: Row, reports: Mapping[int, Report], totals: Totals) -> Part:
    rule = rule_of(shown.target.indicator)
    stated = tuple(
        Stated(
            line,
            status := answer_status(reports[line.filing_id], provisional=shown.is_provisional),
            counts=status is AnswerStatus.COUNTED and is_counted(row, order, rule),
            beneath=totals.get((row.organization.pk, order)),
        )
        for order, line in sorted(row.lines.items())
    )
    counted = [numbers_of(each.line) for each in stated if each.counts]
    alone = replace(rule, over_organizations=one_over(rule))
    words = quantity(row.value, shown.target.indicator)
    unit = shown.target.indicator.display_unit
    return Part(row, stated, formula(counted, alone, row.value, words, unit))


def is_counted(row: Row, order: int, rule: Rule) -> bool:
    """Whether an approved number of the period is in the organization's part: each increment, or the last
    level."""
    return rule.over_periods is OverPeriods.SUM or order == row.contribution.last_period


def one_over(rule: Rule) -> OverOrganizations:
    """How one organization's own periods are written down: added up."""
    return OverOrganizations.SUM if rule.form is NumberForm.VALUE else rule.over_organizations


def formula_of(shown: TargetFigure, figure: Figure, parts: Sequence[Part], words: str) -> Formula | None:
    """How the parts come to the figure; for a single organization, how its periods do."""
    indicator = shown.target.indicator
    rule, unit = rule_of(indicator), indicator.display_unit
    if len(parts) == 1:
        alone = [numbers_of(stated.line) for stated in parts[0].stated if stated.counts]
        return formula(alone, replace(rule, over_organizations=one_over(rule)), figure.value, words, unit)
    counted = [
        Numbers(added.value, added.numerator, added.denominator)
        for part in parts
        for added in [part.row.contribution]
        if added.value is not None
    ]
    return formula(counted, rule, figure.value, words, unit)


def recomputed(shown: TargetFigure, filings: Sequence[Filing]) -> Recomputation | None:
    """The figure anew from the submitted versions of its own ``filings``, of a region from those of its
    organizations, and a provisional one with those that wait (two queries); None where there is no period
    yet."""
    if shown.period is None:
        return None
    target, counted = shown.target, shown.figure.coverage.counted
    before = None if shown.as_of is None else day_after(shown.as_of)
    record = record_of_few(filings, indicator=target.indicator.code)
    heirs = {} if shown.organization.is_local else heirs_in(record, target.guidance_id, before=before)
    statuses = Filing.HANDED_IN if shown.is_provisional else (Filing.Status.APPROVED,)
    said = record.statements(target, before=before, statuses=statuses)
    heard = [statement for statement in said if is_heard(statement, shown.period)]
    statements = [one for one in heard if shown.among is None or one.organization in shown.among]
    try:
        again = recompute(target.indicator, heard, shown.period, heirs, shown.among)
    except ValueError:
        return Recomputation(None, 0, len(statements), agrees=False, target=target)
    agrees = again.agrees_with(shown.figure.value, counted=counted)
    return Recomputation(again.value, again.counted, len(statements), agrees, target)
