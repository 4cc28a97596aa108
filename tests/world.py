"""A small world for tests: an office, a department, two provinces and a city, one published guidance,
and the cast: a filer, a lead, a reviewer, a department's filer, an observer, an outsider, an administrator.

It plays on 10 October 2021, when the window of the third quarter is open.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import timezone

from organizations.models import Organization, User
from organizations.permissions import Role
from reading import Comparator
from targets.models import Indicator, Measurement, Target
from tasks.actions import approve_filing, publish_guidance, save_line, submit_filing
from tasks.drafts.draft_statement import draft_statement
from tasks.filings.concerns import concerns_of
from tasks.filings.filing_statement import filing_statement
from tasks.lines.checked_lines import asked_lines, checked_lines
from tasks.lines.doubts import explanations_of
from tasks.lines.kinds import LINE_KINDS
from tasks.models import (
    Filing,
    FilingLine,
    Guidance,
    ProgressEntry,
    ReportingPeriod,
    Responsibility,
    Task,
)
from tasks.statement import Statement
from tests import factories

DAY = dt.date(2021, 10, 10)
PASSWORD = "secret-2021"


def member(username: str, organization: Organization, *roles: Role) -> User:
    """A person with roles in one organization."""
    user = factories.UserFactory(username=username, password=PASSWORD)
    for role in roles:
        factories.MembershipFactory(user=user, organization=organization, role=role)
    return user


def seen_in(filing: Filing) -> Statement:
    """What a filing says now, as whoever signs it has read it."""
    filing = Filing.objects.get(pk=filing.pk)
    return filing_statement(filing, checked_lines(filing))


@dataclass
class World:
    """Everything that most tests need, made by ``make_world``."""

    office: Organization
    department: Organization
    province: Organization
    city: Organization
    neighbour: Organization
    guidance: Guidance
    period: ReportingPeriod
    year_end: ReportingPeriod
    local_task: Task
    department_task: Task
    pledge: Target
    growth: Target
    cycle: Target
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        """People by name: ``world.filer``."""
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def person(self, name: str) -> User:
        """A fresh copy of a person, without what an earlier request has cached."""
        return User.objects.get(pk=self.people[name].pk)

    def filing(
        self, organization: Organization | None = None, period: ReportingPeriod | None = None
    ) -> Filing:
        """The filing of an organization (the province) for a period (the third quarter)."""
        return Filing.objects.get(organization=organization or self.province, period=period or self.period)

    def fill(self, filing: Filing, *, by: User, value: str = "120.5") -> None:
        """Answer every line that a filing is asked for."""
        for checked in asked_lines(checked_lines(filing)):
            write_line(checked.line, answers(checked.line, value), by=by)
        explain(filing)

    def fill_everything(self) -> None:
        """Answer every line of every filing of the third quarter."""
        for filing in Filing.objects.filter(period=self.period):
            self.fill(filing, by=self.people["filer"])

    def submit(self, filing: Filing, *, by: User | None = None, value: str = "120.5") -> Filing:
        """Fill and submit as the cast would."""
        self.fill(filing, by=self.people["filer"], value=value)
        return submit_filing(
            filing=filing, by=by or self.people["lead"], at=timezone.now(), seen=seen_in(filing)
        )

    def approve(self, filing: Filing, *, by: User | None = None, value: str = "120.5") -> Filing:
        """Fill, submit and approve as the cast would."""
        submitted = self.submit(filing, value=value)
        return approve_filing(
            filing=submitted,
            by=by or self.people["reviewer"],
            at=timezone.now(),
            version=submitted.version,
            confirmed=concerns_of(submitted, by or self.people["reviewer"]).keys,
        )


def write_line[Line: FilingLine](
    line: Line,
    content: Mapping[str, Any],
    *,
    by: User,
    at: dt.datetime | None = None,
    version: int | None = None,
) -> Line:
    """Save cleaned form data to a line as somebody does who has read it as it stands, or its ``version``."""
    kind = next(kind for kind in LINE_KINDS.values() if isinstance(line, kind.model))
    saved = save_line(
        kind=kind,
        filing=line.filing_id,
        subject=line.subject_id,
        expected_version=line.version if version is None else version,
        content=lambda _line: content,
        by=by,
        at=at or timezone.now(),
    )
    return saved.line


def explain(filing: Filing, text: str = "统计口径不同。") -> None:
    """Explain every doubt about a filing as it stands."""
    for checked in checked_lines(filing):
        if checked.open_doubts:
            checked.line.explanations = explanations_of(checked.open_warnings, text)
            checked.line.save(update_fields=["explanations"])


def answers(line: FilingLine, value: str = "120.5") -> dict[str, Any]:
    """Cleaned form data of a complete line."""
    common = {"nil_return": False, "nil_reason": "", "note": "供审核人参考。"}
    if isinstance(line, ProgressEntry):
        return common | {"achievements": "已完成评估指引。", "problems": "", "next_steps": "继续推进。"}
    assert isinstance(line, Measurement)
    if line.target.indicator.has_two_numbers:
        return common | {"numerator": Decimal(142), "denominator": Decimal(100)}
    return common | {"value": Decimal(value)}


def make_tree() -> dict[str, Organization]:
    office = factories.OrganizationFactory(
        code="CNIPA", name="国家知识产权局", short_name="国家局", english_name="CNIPA", kind="office"
    )
    rows: list[tuple[str, str, str, str, Organization]] = [
        ("D-TFS", "运用促进司", "Utilization", "department", office),
        ("44", "广东", "Guangdong", "bureau", office),
        ("32", "江苏", "Jiangsu", "bureau", office),
    ]
    tree = {"CNIPA": office}
    for code, short, english, kind, parent in rows:
        tree[code] = factories.OrganizationFactory(
            code=code, short_name=short, english_name=english, kind=kind, parent=parent
        )
    tree["440100"] = factories.OrganizationFactory(
        code="440100", short_name="广州", english_name="Guangzhou", kind="city", parent=tree["44"]
    )
    return {code: Organization.objects.get(code=code) for code in tree}


def make_cast(tree: dict[str, Organization]) -> dict[str, User]:
    return {
        "filer": member("filer", tree["44"], Role.FILER),
        "colleague": member("colleague", tree["44"], Role.FILER),
        "lead": member("lead", tree["44"], Role.LEAD),
        "provincial_reviewer": member("provincial-reviewer", tree["44"], Role.REVIEWER),
        "city_lead": member("city-lead", tree["440100"], Role.FILER, Role.LEAD),
        "reviewer": member("reviewer", tree["CNIPA"], Role.REVIEWER),
        "second_reviewer": member("second-reviewer", tree["CNIPA"], Role.REVIEWER),
        "department_filer": member("department-filer", tree["D-TFS"], Role.FILER, Role.LEAD),
        "department_observer": member("department-observer", tree["D-TFS"], Role.OBSERVER),
        "observer": member("observer", tree["CNIPA"], Role.OBSERVER),
        "outsider": member("outsider", tree["32"], Role.FILER, Role.LEAD, Role.REVIEWER),
        "administrator": member("administrator", tree["CNIPA"], Role.ADMINISTRATOR),
    }


def make_targets(guidance: Guidance, department: Organization) -> tuple[Target, Target, Target]:
    goals = factories.SectionFactory(guidance=guidance, title="主要目标。", path="一/三")
    pledge = factories.TargetFactory(section=goals, responsible=department)
    growth = factories.TargetFactory(
        section=goals,
        responsible=department,
        indicator=factories.IndicatorFactory(
            name="融资惠及企业数量增长率",
            english_name="Growth of beneficiary enterprises",
            form=Indicator.Form.GROWTH,
            unit="%",
            english_unit="%",
            scale=100,
            numerator_name="今年惠及企业数",
            denominator_name="上年同期",
            english_numerator_name="Enterprises this year",
            english_denominator_name="Enterprises last year",
            over_organizations=Indicator.OverOrganizations.WEIGHTED_MEAN,
            over_periods=Indicator.OverPeriods.LATEST,
        ),
        comparator=Comparator.MORE_THAN,
        value=10,
    )
    cycle = factories.TargetFactory(
        section=goals,
        responsible=department,
        indicator=factories.IndicatorFactory(
            name="发明专利审查周期",
            english_name="Examination cycle",
            unit="个月",
            english_unit="months",
            over_organizations=Indicator.OverOrganizations.NONE,
            over_periods=Indicator.OverPeriods.LATEST,
        ),
        comparator=Comparator.AT_MOST,
        value=Decimal("18.5"),
        reported_by=Target.ReportedBy.RESPONSIBLE,
    )
    return pledge, growth, cycle


def make_world() -> World:
    """Build the world and publish its guidance."""
    assert list(LINE_KINDS) == ["progress", "measurement", "case"]
    tree = make_tree()
    guidance = factories.GuidanceFactory(receiving_department=tree["D-TFS"])
    section = factories.SectionFactory(guidance=guidance, path="三/六")
    local_task = factories.TaskFactory(section=section, title="健全地方统计监测体系")
    department_task = factories.TaskFactory(section=section, title="完善知识产权运用促进政策")
    for task in (local_task, department_task):
        factories.MeasureFactory(task=task, text="健全知识产权评估体系。")
        factories.MeasureFactory(task=task, text="加快发展知识产权金融服务。")
    factories.ResponsibilityFactory(task=local_task, collective=Responsibility.Collective.LOCAL_BUREAUS)
    factories.ResponsibilityFactory(task=department_task, organization=tree["D-TFS"])
    pledge, growth, cycle = make_targets(guidance, tree["D-TFS"])
    period = factories.ReportingPeriodFactory(guidance=guidance)
    year_end = factories.ReportingPeriodFactory(
        guidance=guidance,
        kind=ReportingPeriod.Kind.YEAR_END,
        order=4,
        starts_on=dt.date(2021, 10, 1),
        ends_on=dt.date(2021, 12, 31),
        opens_on=dt.date(2021, 11, 15),
        due_on=dt.date(2021, 12, 15),
    )
    publish_guidance(guidance=guidance, by=None, at=timezone.now(), seen=draft_statement(guidance))
    guidance.refresh_from_db()
    return World(
        office=tree["CNIPA"],
        department=tree["D-TFS"],
        province=tree["44"],
        city=tree["440100"],
        neighbour=tree["32"],
        guidance=guidance,
        period=period,
        year_end=year_end,
        local_task=local_task,
        department_task=department_task,
        pledge=pledge,
        growth=growth,
        cycle=cycle,
        people=make_cast(tree),
    )
