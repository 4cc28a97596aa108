"""What a year's dashboards can be narrowed by."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from organizations.models import Organization, User
from organizations.prepared_queries import PreparedQuery
from organizations.scope import Scope
from targets.models import Target
from tasks.models import Guidance, ReportingPeriod, Responsibility, Section

# Parts and their items; what stands deeper is too fine to narrow a dashboard by.
DEEPEST = 2
# The office and who stands directly beneath it.
ON_TOP = (1, 2)


def guidance_of_year(year: int) -> Guidance | None:
    """The published guidance of a year, without its text; None while there is none (one query)."""
    return Guidance.objects.published().filter(year=year).defer("source_text").first()


def periods_of(guidance: Guidance) -> list[ReportingPeriod]:
    """The plan's own periods in order (one query)."""
    periods = list(ReportingPeriod.objects.ordinary().filter(guidance=guidance).order_by("order"))
    for period in periods:
        period.guidance = guidance
    return periods


def plan_of_years(year: int) -> dict[int, list[ReportingPeriod]]:
    """The plan's own periods of the published guidances of a year and of the one before, in order, with their
    guidance without its text, by year (one query)."""
    plans: dict[int, list[ReportingPeriod]] = {}
    guidances: dict[int, Guidance] = {}
    for period in periods_of_years.rows(years=(year - 1, year)):
        period.guidance = guidances.setdefault(period.guidance_id, period.guidance)
        plans.setdefault(period.guidance.year, []).append(period)
    return plans


@PreparedQuery
def periods_of_years(years: tuple[int, ...]) -> QuerySet[ReportingPeriod]:
    return (
        ReportingPeriod.objects.ordinary()
        .filter(guidance__status=Guidance.Status.PUBLISHED, guidance__year__in=years)
        .select_related("guidance")
        .defer("guidance__source_text")
        .order_by("order")
    )


def departments_of(guidance: Guidance) -> list[Organization]:
    """The departments that are responsible for a task or a target in force, in the order of the tree (one
    query)."""
    return responsible_departments.rows(guidance=guidance.pk)


@PreparedQuery
def responsible_departments(guidance: int) -> QuerySet[Organization]:
    owners = Responsibility.objects.answering().filter(
        task__guidance=guidance, task__withdrawn_on=None, organization=OuterRef("pk")
    )
    measured = Target.objects.current().filter(guidance=guidance, responsible=OuterRef("pk"))
    is_asked = Exists(owners) | Exists(measured)
    departments: QuerySet[Organization] = Organization.objects.filter(kind=Organization.Kind.DEPARTMENT)
    return departments.filter(is_asked)


def sections_of(guidance: Guidance) -> list[Section]:
    """The parts of a guidance and their items, in the order of the text (one query). What stands before the
    first has no name to choose it by, and nothing to narrow."""
    return named_sections.rows(guidance=guidance.pk)


@PreparedQuery
def named_sections(guidance: int) -> QuerySet[Section]:
    named = Section.objects.exclude(number="", title="").defer("text")
    return named.filter(guidance=guidance, level__lte=DEEPEST).order_by("order")


def organizations_to_choose(user: User, shown: Organization) -> list[Organization]:
    """The organizations in the person's scope whose dashboards are a step away from the one shown: those on
    top, its superior, itself and its direct subordinates, in the order of the tree (one query)."""
    return organizations_near.rows(
        scope=user.scope,
        path=str(shown.path),
        above=shown.parent_path,
        depths=(shown.depth, shown.depth + 1),
    )


@PreparedQuery
def organizations_near(
    scope: Scope, path: str, above: str, depths: tuple[int, ...]
) -> QuerySet[Organization]:
    near = Q(depth__in=ON_TOP) | Q(path=above) | Q(path__startswith=path, depth__in=depths)
    visible: QuerySet[Organization] = Organization.objects.visible_to(scope).filter(near)
    return visible.only("code", "kind", "short_name", "english_name", "path", "depth")
