"""Everything that the years of some organizations are made of, read in so many queries for all of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from organizations.models import Organization
from reports.gathering.cases import cases_of
from reports.gathering.entries import EntriesByTask, entries_of
from reports.gathering.evidence import Line, evidence_of, lines_of_plan
from reports.gathering.figures import Answers, answers_of, last_year_of
from reports.gathering.filings import Standpoint, by_organization, filings_of_year
from reports.gathering.plan import Plan
from reports.snapshot.year import Case, Name
from targets.figures.local_figures import figures_of_locals
from targets.figures.queries import TargetFigure, figures_of
from targets.models import Target
from tasks.models import Evidence, Filing

type Figures = Mapping[int, TargetFigure]


@dataclass(frozen=True, slots=True)
class Material:
    """What was read, by the organization's id. ``filed`` are all its filings of the year; ``counted``, by
    their own ids, those of anybody that a figure or text may rest on; ``last_year`` is what each indicator
    came to then."""

    plan: Plan
    standpoint: Standpoint
    filed: Mapping[int, Sequence[Filing]]
    counted: Mapping[int, Filing]
    entries: Mapping[int, EntriesByTask]
    cases: Mapping[int, tuple[Case, ...]]
    evidence: Mapping[int, Sequence[Evidence]]
    lines: Mapping[Line, Name]
    answers: Answers
    figures: Mapping[int, Figures]
    last_year: Mapping[int, Mapping[int, Decimal]]


def material_of(plan: Plan, organizations: Sequence[Organization], standpoint: Standpoint) -> Material:
    """Read all that the years of ``organizations`` are made of."""
    own = Filing.objects.filter(organization__in=[one.pk for one in organizations])
    filings = filings_of_year(plan, own)
    counted = [filing for filing in filings if filing.status in standpoint.statuses]
    behind = filings_behind_figures(plan, organizations, counted, standpoint)
    earlier = figures_of_each(organizations, plan.last_year_targets, standpoint)
    return Material(
        plan=plan,
        standpoint=standpoint,
        filed=by_organization(filings),
        counted={filing.pk: filing for filing in (*counted, *behind)},
        entries=entries_of(counted),
        cases=cases_of(counted),
        evidence=evidence_by_organization(counted),
        lines=lines_of_plan(plan),
        answers=answers_of(behind),
        figures=figures_of_each(organizations, plan.targets, standpoint),
        last_year={
            one.pk: last_year_of(plan, earlier[one.pk].values(), is_national=not one.is_local)
            for one in organizations
        },
    )


def filings_behind_figures(
    plan: Plan, organizations: Sequence[Organization], counted: list[Filing], standpoint: Standpoint
) -> list[Filing]:
    """The filings that the figures of ``organizations`` stand on: their own, and where a department or the
    office is among them those to the office (one query more)."""
    if all(one.is_local for one in organizations):
        return counted
    to_office = Filing.objects.filter(
        reports_to__kind=Organization.Kind.OFFICE, status__in=standpoint.statuses
    )
    return list({filing.pk: filing for filing in (*counted, *filings_of_year(plan, to_office))}.values())


def figures_of_each(
    organizations: Sequence[Organization], targets: Sequence[Target], standpoint: Standpoint
) -> dict[int, Figures]:
    """The figures of each by its id: of all local ones at once, of each department by itself."""
    local = [one for one in organizations if one.is_local]
    others = [one for one in organizations if not one.is_local]
    return {
        **figures_of_locals(local, targets, on=standpoint.day),
        **{one.pk: figures_of(one, targets, on=standpoint.day) for one in others},
    }


def evidence_by_organization(filings: Sequence[Filing]) -> Mapping[int, list[Evidence]]:
    by_id = {filing.pk: filing for filing in filings}
    found: dict[int, list[Evidence]] = defaultdict(list)
    for file in evidence_of(filings):
        found[by_id[file.filing_id].organization_id].append(file)
    return found
