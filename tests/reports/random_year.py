"""A year of filings drawn by lot: every status, comparator, rule and kind of answer, whatever comes together.

What must never be told stands in drafts and returned filings under ``SECRET``; what waits for approval says
``WAITING``.
"""

import datetime as dt
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from organizations.models import Organization
from reading import Comparator
from targets.models import Allocation, Indicator, Measurement, Target
from tasks.models import (
    CaseStudy,
    Filing,
    Measure,
    MeasureState,
    ProgressEntry,
    ReportingPeriod,
    Task,
)
from tests import factories
from tests.world import World

SECRET, WAITING, TOLD = "草稿暗号", "待审暗号", "核准内容"
Status = Filing.Status
Over, Along = Indicator.OverOrganizations, Indicator.OverPeriods
STATUSES = (*[Status.APPROVED] * 4, *[Status.SUBMITTED] * 2, Status.RETURNED, Status.DRAFT, None)
WORDS = {Status.APPROVED: TOLD, Status.SUBMITTED: WAITING}
CODES = ("11", "31", "33", "44-1", "66")

# What is measured, how it is combined, and which goal is set for it.
KINDS: tuple[dict[str, Any], ...] = (
    {"over_organizations": Over.SUM, "over_periods": Along.SUM, "comparator": "at_least", "value": 900},
    {"over_organizations": Over.SUM, "over_periods": Along.LATEST, "comparator": "at_most", "value": 300},
    {"over_organizations": Over.MAX, "over_periods": Along.LATEST, "comparator": "hold_at", "value": 60},
    {"over_organizations": Over.MIN, "over_periods": Along.LATEST, "comparator": "more_than", "value": 10},
    {"over_organizations": Over.SUM, "over_periods": Along.SUM, "comparator": "increase", "baseline": 500},
    {"over_organizations": Over.SUM, "over_periods": Along.LATEST, "comparator": "qualitative"},
    {"form": "ratio", "over_periods": Along.LATEST, "comparator": "all"},
    {"form": "growth", "over_periods": Along.SUM, "comparator": "more_than", "value": 10},
)


def draw_year(world: World, seed: int) -> None:
    """Fill the world's year by lot; the same seed draws the same."""
    lot = Random(seed)  # noqa: S311 (nothing secret)
    for code in CODES:
        factories.OrganizationFactory.create(
            code=code,
            short_name=f"地方{code}",
            english_name=f"Bureau {code}",
            kind="centre" if "-" in code else "bureau",
            parent=world.office,
        )
    share_out(world, world.pledge, lot)
    add_targets(world)
    targets = list(Target.objects.filter(guidance=world.guidance).select_related("indicator"))
    periods = [add_supplement(world, lot), world.period, world.year_end]
    for organization in Organization.objects.exclude(kind=Organization.Kind.OFFICE):
        for period in periods:
            draw_filing(world, organization, period, targets, lot)


def add_targets(world: World) -> None:
    """A target of each kind."""
    section = factories.SectionFactory.create(guidance=world.guidance, path="一/四", title="更多目标")
    for number, kind in enumerate(KINDS, 1):
        factories.TargetFactory.create(
            section=section,
            responsible=world.department,
            indicator=add_indicator(number, dict(kind)),
            comparator=Comparator(kind["comparator"]),
            value=kind.get("value"),
            baseline=kind.get("baseline"),
            tolerance=Decimal("0.5") if kind["comparator"] == "hold_at" else 0,
        )


def add_indicator(number: int, kind: dict[str, Any]) -> Indicator:
    given: dict[str, Any] = {
        key: kind[key] for key in ("form", "over_organizations", "over_periods") if key in kind
    }
    if "form" in kind:
        given |= {"unit": "%", "english_unit": "%", "scale": 100, "over_organizations": Over.WEIGHTED_MEAN}
        given |= {"numerator_name": "分子数", "denominator_name": "分母数"}
        given |= {"english_numerator_name": "Parts", "english_denominator_name": "Wholes"}
    indicator: Indicator = factories.IndicatorFactory.create(
        name=f"第{number}项指标", english_name=f"Indicator {number}", **given
    )
    return indicator


def add_supplement(world: World, lot: Random) -> ReportingPeriod:
    """An earlier quarter, or a supplement after the year end."""
    is_supplement = lot.random() < 0.5
    kind = ReportingPeriod.Kind.SUPPLEMENT if is_supplement else ReportingPeriod.Kind.QUARTER
    ends_on = dt.date(2021, 12, 31) if is_supplement else dt.date(2021, 6, 30)
    period: ReportingPeriod = factories.ReportingPeriodFactory.create(
        guidance=world.guidance,
        kind=kind,
        order=9 if is_supplement else 2,
        reason="补报。" if is_supplement else "",
        starts_on=ends_on.replace(day=1),
        ends_on=ends_on,
        opens_on=dt.date(2021, 7, 1),
        due_on=dt.date(2021, 7, 20),
    )
    return period


def draw_filing(
    world: World, organization: Organization, period: ReportingPeriod, targets: list[Target], lot: Random
) -> None:
    """One filing with an answer on most targets and tasks, or none at all."""
    status = lot.choice(STATUSES)
    if status is None:
        Filing.objects.filter(organization=organization, period=period).delete()
        return
    now, by = timezone.now(), world.people["reviewer"]
    fields: dict[str, Any] = {"status": status, "reports_to": Organization.objects.get_parent(organization)}
    if status != Status.DRAFT:
        fields |= {"version": 1, "filed_on": period.due_on, "submitted_at": now, "submitted_by": by}
    if status == Status.APPROVED:
        fields |= {"approved_at": now, "approved_by": by}
    filing, _made = Filing.objects.update_or_create(organization=organization, period=period, defaults=fields)
    for target in targets:
        draw_measurement(filing, target, lot)
    for task in Task.objects.filter(guidance=world.guidance):
        draw_progress(filing, task, lot)
    if lot.random() < 0.5:
        CaseStudy.objects.create(
            filing=filing, number=1, version=1, title=told(filing, "案例"), text=told(filing, "经过。")
        )


def told(filing: Filing, words: str) -> str:
    """Words that say how far their filing is."""
    return f"{WORDS.get(Status(filing.status), SECRET)}{filing.organization.code}{words}"


def draw_measurement(filing: Filing, target: Target, lot: Random) -> None:
    """A number of any size, a nil return, or nothing."""
    is_local = target.reported_by == Target.ReportedBy.LOCAL_BUREAUS
    if is_local is not filing.organization.is_local or lot.random() < 0.2:
        return
    said: dict[str, Any] = {"note": told(filing, "说明")}
    if lot.random() < 0.15:
        said |= {"nil_return": True, "nil_reason": told(filing, "无")}
    elif target.indicator.has_two_numbers:
        said |= {"numerator": lot.randint(0, 300), "denominator": lot.randint(1, 300)}
    else:
        said |= {"value": Decimal(lot.choice([0, 1, lot.randint(2, 99_999), lot.randint(1, 10**9)])) / 100}
    Measurement.objects.create(filing=filing, target=target, version=1, **said)


def draw_progress(filing: Filing, task: Task, lot: Random) -> None:
    """States and texts on a task, a nil return, or nothing."""
    if lot.random() < 0.3:
        return
    if lot.random() < 0.2:
        ProgressEntry.objects.create(
            filing=filing, task=task, version=1, nil_return=True, nil_reason=told(filing, "无")
        )
        return
    texts = {
        field: told(filing, f"{field}{lot.randint(1, 99)}项。")
        for field in ("achievements", "problems", "next_steps")
    }
    entry = ProgressEntry.objects.create(filing=filing, task=task, version=1, **texts)
    for measure in Measure.objects.filter(task=task):
        MeasureState.objects.create(entry=entry, measure=measure, state=lot.choice(MeasureState.State.values))


def share_out(world: World, target: Target, lot: Random) -> None:
    """Give each local organization a share of a target, none to some."""
    for organization in Organization.objects.filter(kind="bureau"):
        if lot.random() < 0.8:
            Allocation.objects.create(
                target=target,
                organization=organization,
                value=lot.randint(1, 400),
                set_at=timezone.now(),
                set_by=world.people["administrator"],
            )
