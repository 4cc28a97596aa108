"""Years of a few organizations, built by hand, and how their figures are combined."""

from decimal import Decimal
from typing import Any

from reports.gathering.office.part import Part
from reports.gathering.office.yardsticks import Yardstick
from reports.snapshot.year import Figure, Name, SectionYear, Source, Standing, Statement, TaskYear, Year
from targets.arithmetic.comparators import Direction
from targets.arithmetic.rules import NumberForm, OverOrganizations, OverPeriods, Rule

SUM = Rule(NumberForm.VALUE, OverOrganizations.SUM, OverPeriods.SUM)
RATIO = Rule(NumberForm.RATIO, OverOrganizations.WEIGHTED_MEAN, OverPeriods.LATEST, scale=100)
SMALLEST = Rule(NumberForm.VALUE, OverOrganizations.MIN, OverPeriods.LATEST)
NAMES = {"31": "上海", "44": "广东", "54": "西藏", "66": "兵团", "D-YYC": "运用促进司"}


def yardstick(rule: Rule = SUM, direction: Direction = Direction.UP) -> Yardstick:
    return Yardstick(
        rule=rule,
        rule_name=Name("各单位之和", "The sum"),
        direction=direction,
        reached=lambda value, share: value / share,
        worded=lambda value: Name(f"{value}", f"{value}"),
    )


def figure(organization: str, value: object = None, indicator: str = "pledge", **changed: Any) -> Figure:
    """A figure of one organization with the filing that it rests on."""
    written = None if value is None else str(Decimal(str(value)))
    given: dict[str, Any] = {
        "id": f"{organization}:{indicator}",
        "organization": organization,
        "indicator": indicator,
        "name": Name("质押融资规模", "Pledge financing"),
        "unit": Name("亿元", "CNY 100 million"),
        "text": Name(f"{written} 亿元", f"CNY {written} hundred million") if written else Name("—", "—"),
        "value": written,
        "holds_on": "2021-12-14" if written else "",
        "sources": (f"{organization}.4",) if written else (),
    }
    return Figure(**given | changed)


def section(path: str = "三/六", **changed: Any) -> SectionYear:
    given: dict[str, Any] = {
        "path": path,
        "number": "（六）",
        "title": "完善运用促进政策",
        "level": 2,
        "is_asked": True,
    }
    return SectionYear(**given | changed)


def said(organization: str, *texts: str) -> tuple[Statement, ...]:
    return tuple(Statement(text, (f"{organization}.4",), 1) for text in texts)


def task(order: int = 1, path: str = "三/六", **changed: Any) -> TaskYear:
    """A task with two measures, of which one is completed."""
    given: dict[str, Any] = {
        "order": order,
        "section": path,
        "title": Name(f"任务{order}", f"Task {order}"),
        "state": "in_progress",
        "organizations": 1,
        "approved": 1,
        "measures": 2,
        "completed": 1,
        "delayed": 0,
        "percent_complete": "50.0",
        "measure_states": (("甲", "completed"), ("乙", "in_progress")),
    }
    return TaskYear(**given | changed)


def unanswered(order: int = 1, path: str = "三/六") -> TaskYear:
    return task(order, path, approved=0, measures=0, completed=0, percent_complete=None, measure_states=())


def source(organization: str, **changed: Any) -> Source:
    given: dict[str, Any] = {
        "id": f"{organization}.4",
        "filing": 4,
        "organization": organization,
        "organization_name": Name(f"{NAMES.get(organization, organization)}局", organization),
        "period": Name("2021 年终", "Year end 2021"),
        "version": 1,
        "status": "approved",
    }
    return Source(**given | changed)


def standing(organization: str, **changed: Any) -> Standing:
    given: dict[str, Any] = {
        "organization": organization,
        "name": Name(NAMES.get(organization, organization), f"Name {organization}"),
        "kind": "department" if organization.startswith("D-") else "bureau",
        "state": "approved",
        "timeliness": "on_time",
        "filed_on": "2021-12-14",
    }
    return Standing(**given | changed)


def year(organization: str, **changed: Any) -> Year:
    """One organization's year: a section, a task and a figure."""
    given: dict[str, Any] = {
        "sections": (section(achievements=said(organization, f"{organization}办结案件42件。")),),
        "tasks": (task(sources=(f"{organization}.4",)),),
        "figures": (figure(organization, 10),),
        "sources": (source(organization),),
    }
    return Year(**given | changed)


def part(organization: str, told: Year | None = None, *, is_closed: bool = True, **changed: Any) -> Part:
    return Part(
        organization=organization,
        name=Name(NAMES.get(organization, organization), f"Name {organization}"),
        is_local=not organization.startswith("D-"),
        is_closed=is_closed,
        year=told or year(organization),
        standing=standing(organization, **changed),
    )


def own(**changed: Any) -> Year:
    """The office's own year, with the nation's figures and the empty sections and tasks of the guidance."""
    given: dict[str, Any] = {
        "sections": (section(),),
        "tasks": (task(organizations=0, approved=0, measures=0, completed=0, percent_complete=None),),
        "figures": (figure("CNIPA", 20, sources=("31.4", "44.4")),),
    }
    return Year(**given | changed)
