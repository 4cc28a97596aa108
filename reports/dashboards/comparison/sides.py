"""The sides of a comparison: whose figures, up to when, and what has been filed; read for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from organizations.models import Organization
from reports.dashboards.choices import periods_of
from reports.dashboards.comparison.counts import Counts, counts_of_organizations, counts_up_to
from reports.dashboards.comparison.wish import By, Wish
from reports.dashboards.question import Question
from reports.dashboards.target_rows import among_of
from targets.figures.local_figures import figures_of_locals
from targets.figures.queries import Filed, TargetFigure, asked_of, filed_on, has_figure
from targets.models import Target
from tasks.models import Guidance, ReportingPeriod


@dataclass(frozen=True, slots=True)
class Side:
    """One side. ``figures`` and ``targets`` are by the indicator's code: a target without a figure is not in
    force any more, an indicator without a target was not asked for."""

    key: str
    title: str
    period: ReportingPeriod
    targets: Mapping[str, Target]
    figures: Mapping[str, TargetFigure]
    counts: Counts
    organization: Organization | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sides, the first being what the others are measured by. ``is_of_parts`` where their figures are of
    different organizations, so that the larger is not the better one."""

    question: Question
    wish: Wish
    sides: tuple[Side, ...]
    is_of_parts: bool = field(default=False)

    @property
    def targets(self) -> list[Target]:
        """The indicators of all sides, in the order of the latest plan, then those that only others have."""
        found: dict[str, Target] = {}
        for side in reversed(self.sides):
            for code, target in side.targets.items():
                found.setdefault(code, target)
        return list(found.values())


def comparison_of(question: Question, wish: Wish, targets: Sequence[Target]) -> Comparison:
    """What is asked for, read; ``targets`` are all of the guidances that are compared, those that are not in
    force any more too, and come with indicator, guidance, section and responsible."""
    if wish.by is By.ORGANIZATION:
        sides = organizations_beside(question, wish.organizations, kept(question, targets))
        return Comparison(question, wish, sides, is_of_parts=True)
    among = among_of(question)
    asked = asked_of(question.organization, kept(question, targets), among)
    filed = filed_on(
        question.organization,
        [target for target in asked if target.withdrawn_on is None],
        on=question.on,
        with_submitted=question.with_submitted,
        among=among,
    )
    is_by_period = wish.by is By.PERIOD
    periods = wish.periods if is_by_period else [same_period(question, year) for year in wish.years]
    counts = counts_up_to(question, periods)
    sides = tuple(side_at(filed, asked, period, counts[period.pk]) for period in periods)
    return Comparison(question, wish, sides)


def kept(question: Question, targets: Sequence[Target]) -> list[Target]:
    """The targets by the filters of the question. Sections are those of the one guidance: of another year's
    targets the indicator decides."""
    chosen = question.kept_targets([one for one in targets if one.guidance_id == question.guidance.pk])
    codes = {target.indicator_id for target in chosen}
    is_narrowed = question.department is not None or question.section is not None
    return [target for target in targets if not is_narrowed or target.indicator_id in codes]


def side_at(filed: Filed, targets: Sequence[Target], period: ReportingPeriod, counts: Counts) -> Side:
    """A side up to a period of its year, with what is counted of it."""
    of_year = [target for target in targets if target.guidance_id == period.guidance_id]
    return Side(
        key=str(period.pk),
        title=str(period),
        period=period,
        targets={target.indicator.code: target for target in of_year},
        figures={
            target.indicator.code: filed.figure(target, period)
            for target in of_year
            if target.withdrawn_on is None
        },
        counts=counts,
    )


def same_period(question: Question, guidance: Guidance) -> ReportingPeriod:
    """Of another year the period that ends on the same day of the year as the one looked at, else its last:
    three quarters are not compared with four."""
    if guidance.pk == question.guidance.pk:
        return question.period
    periods, ends_on = periods_of(guidance), question.period.ends_on
    day = (ends_on.month, ends_on.day)
    same = [period for period in periods if (period.ends_on.month, period.ends_on.day) == day]
    return (same or periods)[-1]


def organizations_beside(
    question: Question, organizations: Sequence[Organization], targets: Sequence[Target]
) -> tuple[Side, ...]:
    """A side for each of the organizations, on what local bureaus report and the person's organization has
    figures on (design R18)."""
    asked = [
        target
        for target in targets
        if has_figure(question.organization, target)
        and target.reported_by == Target.ReportedBy.LOCAL_BUREAUS
        and target.withdrawn_on is None
    ]
    figures = figures_of_locals(
        organizations, asked, on=question.on, until=question.period, with_submitted=question.with_submitted
    )
    counts = counts_of_organizations(question, organizations)
    return tuple(
        Side(
            key=one.code,
            title=one.display_name,
            period=question.period,
            targets={target.indicator.code: target for target in asked},
            figures={target.indicator.code: figures[one.pk][target.pk] for target in asked},
            counts=counts[one.pk],
            organization=one,
        )
        for one in organizations
    )
