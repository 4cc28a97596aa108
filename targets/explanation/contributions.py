"""What stands behind a figure, organization by organization (design R10)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from organizations.calendar import today
from organizations.models import Organization, User
from targets.arithmetic.rollup import AnswerStatus, Contribution, Figure
from targets.explanation.absence import Absent, by_absence
from targets.figures.history import lines_then
from targets.figures.queries import TargetFigure
from targets.figures.reports import filings_of_figure, lines_on, reports_of_lines
from targets.figures.subordinates import figure_to_date
from targets.models import Measurement
from tasks.models import Filing, ReportingPeriod


@dataclass(frozen=True, slots=True)
class Row:
    """One organization's part: what it adds, and its line of each period by the period's place in the year.

    ``share`` is its part of the figure where parts add up, between 0 and 1.
    """

    organization: Organization
    contribution: Contribution
    lines: dict[int, Measurement]
    share: Decimal | None

    @property
    def value(self) -> Decimal | None:
        return self.contribution.value


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure's parts: ranked rows with a number first; ``subordinates`` is set for a local organization,
    whose own figure is not made of them but shown beside them (design R7)."""

    rows: tuple[Row, ...]
    subordinates: Figure | None
    absent: tuple[Absent, ...] = ()

    @property
    def are_shared(self) -> bool:
        """Whether the parts add up, so that each has a share."""
        return bool(self.rows) and self.rows[0].share is not None

    @property
    def pending(self) -> list[Organization]:
        return self._with_status(AnswerStatus.PENDING)

    @property
    def missing(self) -> list[Organization]:
        return self._with_status(AnswerStatus.MISSING)

    def _with_status(self, wanted: AnswerStatus) -> list[Organization]:
        return [row.organization for row in self.rows if row.contribution.status is wanted]


def lines_behind(
    shown: TargetFigure, user: User, *, known: Iterable[ReportingPeriod] = ()
) -> list[Measurement]:
    """The lines behind a figure that ``user`` may see, as they stand or stood when the figure did (five
    queries, one less where the periods of the guidance are ``known``; three more for an earlier day)."""
    return lines_in(shown, user, filings_of_figure(shown.target, shown.organization, user, known=known))


def lines_in(shown: TargetFigure, user: User, filings: Iterable[Filing]) -> list[Measurement]:
    """``lines_behind`` in filings at hand (one query; four for an earlier day)."""
    lines = lines_on(shown.target, filings, told_to=user, on=shown.as_of)
    return lines if shown.as_of is None else lines_then(lines, shown.as_of)


def explain(shown: TargetFigure, lines: Sequence[Measurement]) -> Explanation:
    """The parts of a figure out of its ``lines_behind``. No query."""
    own, beneath = own_and_beneath(shown.organization, lines)
    if not shown.organization.is_local:
        rows = rows_of(shown, shown.figure, own)
        return Explanation(rows, None, absent_in(rows, shown))
    if not beneath:
        return Explanation((), None)
    total = total_beneath(shown, beneath)
    rows = rows_of(shown, total, beneath)
    return Explanation(rows, total, absent_in(rows, shown))


def own_and_beneath(
    organization: Organization, lines: Sequence[Measurement]
) -> tuple[list[Measurement], list[Measurement]]:
    """The lines that an organization's figure is made of, and those of its subordinates, which for a local
    organization stand beside it."""
    if not organization.is_local:
        return [*lines], []
    own = [line for line in lines if line.filing.organization_id == organization.pk]
    return own, [line for line in lines if line.filing.organization_id != organization.pk]


def total_beneath(shown: TargetFigure, lines: Sequence[Measurement]) -> Figure:
    """What the direct subordinates of a local organization come to, out of their lines, in the periods of the
    figure (design R7). No query."""
    reports = reports_of_lines(lines, beneath=shown.organization, on=shown.as_of)
    return figure_to_date([*reports.values()], shown.target, shown.period)


def absent_in(rows: Iterable[Row], shown: TargetFigure) -> tuple[Absent, ...]:
    """Who has not answered for the period of the figure, as that stands on its day."""
    order = shown.period.order if shown.period else 0
    lines = [
        row.lines[order]
        for row in rows
        if row.contribution.status is AnswerStatus.MISSING and order in row.lines
    ]
    return tuple(by_absence(lines, shown.as_of or today()))


def rows_of(shown: TargetFigure, figure: Figure, lines: Sequence[Measurement]) -> tuple[Row, ...]:
    """One row for each contributor whose lines are given, the largest value first, those without last."""
    by_organization: dict[int, dict[int, Measurement]] = defaultdict(dict)
    organizations: dict[int, Organization] = {}
    for line in lines:
        organizations[line.filing.organization_id] = line.filing.organization
        by_organization[line.filing.organization_id][line.filing.period.order] = line
    rows = [
        Row(
            organizations[key],
            part,
            by_organization[key],
            share_of(part.value, figure.value) if adds_up(shown) else None,
        )
        for part in figure.contributors
        for key in [part.organization]
        if isinstance(key, int) and key in organizations
    ]
    return tuple(sorted(rows, key=rank))


def rank(row: Row) -> tuple[bool, Decimal, str]:
    value = row.value
    return value is None, -(value or Decimal(0)), str(row.organization.path)


def adds_up(shown: TargetFigure) -> bool:
    return shown.target.indicator.over_organizations == "sum"


def share_of(value: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return value / whole if value is not None and whole else None
