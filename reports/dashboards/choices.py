"""What a year's dashboards can be narrowed by."""

from django.db.models import Exists, OuterRef, Q

from organizations.models import Organization, User
from targets.models import Target
from tasks.models import Guidance, ReportingPeriod, Responsibility, Section

# Parts and their items; what stands deeper is too fine to narrow a dashboard by.
DEEPEST = 2


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
    periods = (
        ReportingPeriod.objects.ordinary()
        .filter(guidance__in=Guidance.objects.published(), guidance__year__in=(year - 1, year))
        .select_related("guidance")
        .defer("guidance__source_text")
        .order_by("order")
    )
    plans: dict[int, list[ReportingPeriod]] = {}
    guidances: dict[int, Guidance] = {}
    for period in periods:
        period.guidance = guidances.setdefault(period.guidance_id, period.guidance)
        plans.setdefault(period.guidance.year, []).append(period)
    return plans


def departments_of(guidance: Guidance) -> list[Organization]:
    """The departments that are responsible for a task or a target in force, in the order of the tree (one
    query)."""
    owners = Responsibility.objects.answering().filter(
        task__guidance=guidance, task__withdrawn_on=None, organization=OuterRef("pk")
    )
    measured = Target.objects.current().filter(guidance=guidance, responsible=OuterRef("pk"))
    departments = Organization.objects.filter(kind=Organization.Kind.DEPARTMENT)
    return list(departments.filter(Exists(owners) | Exists(measured)))


def sections_of(guidance: Guidance) -> list[Section]:
    """The parts of a guidance and their items, in the order of the text (one query). What stands before the
    first has no name to choose it by, and nothing to narrow."""
    named = Section.objects.exclude(number="", title="")
    return list(named.filter(guidance=guidance, level__lte=DEEPEST).order_by("order"))


def organizations_to_choose(user: User, shown: Organization) -> list[Organization]:
    """The organizations in the person's scope whose dashboards are a step away from the one shown: those on
    top, its superior, itself and its direct subordinates, in the order of the tree (one query)."""
    beneath = Q(path__startswith=shown.path, depth__in=(shown.depth, shown.depth + 1))
    near = Q(depth__lte=2) | Q(path=shown.parent_path) | beneath
    visible = Organization.objects.visible_to(user.scope).filter(near)
    return list(visible.only("code", "kind", "short_name", "english_name", "path", "depth"))
