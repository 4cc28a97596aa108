"""One factory a model; sensible defaults, nothing random."""

import datetime as dt
from typing import Any

import factory
from factory.django import DjangoModelFactory

from organizations.models import Membership, Organization, User
from reading import Comparator
from targets.models import Indicator, Target
from tasks.models import Basis, Guidance, Measure, ReportingPeriod, Responsibility, Section, Task


class OrganizationFactory(DjangoModelFactory[Organization]):
    """A node of the tree; ``parent=None`` makes the office."""

    class Meta:
        model = Organization

    code = factory.Sequence(lambda number: f"X{number}")
    name = factory.LazyAttribute(lambda made: f"{made.short_name}知识产权局")
    short_name = factory.LazyAttribute(lambda made: f"单位{made.code}")
    english_name = factory.LazyAttribute(lambda made: f"Unit {made.code}")
    kind = Organization.Kind.BUREAU
    parent = None

    @classmethod
    def _create(cls, model_class: type[Organization], *_args: Any, **kwargs: Any) -> Organization:
        parent: Organization | None = kwargs.pop("parent")
        if parent is None:
            return model_class.objects.add_root(kwargs)
        parent.refresh_from_db()
        return model_class.objects.add_child(parent, kwargs)


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"person{number}")
    name = factory.LazyAttribute(lambda made: made.username)
    password = factory.django.Password("secret-2021")


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)


class GuidanceFactory(DjangoModelFactory[Guidance]):
    class Meta:
        model = Guidance

    year = 2021
    title = factory.LazyAttribute(lambda made: f"推动知识产权高质量发展年度工作指引（{made.year}）")
    issuer = "国家知识产权局"
    issued_on = dt.date(2021, 3, 3)
    report_due_on = dt.date(2021, 12, 15)
    source_name = "guidance.txt"
    source_text = "一、主要目标"
    source_sha256 = "0" * 64


class SectionFactory(DjangoModelFactory[Section]):
    class Meta:
        model = Section

    order = factory.Sequence(lambda number: number + 1)
    path = factory.LazyAttribute(lambda made: f"p/{made.order}")
    kind = Section.Kind.SECTION
    level = 2
    number = "（一）"
    title = "完善知识产权运用促进政策。"
    text = factory.LazyAttribute(lambda made: made.title)
    starts_at = 0
    ends_at = 6


class TaskFactory(DjangoModelFactory[Task]):
    class Meta:
        model = Task

    guidance = factory.SelfAttribute("section.guidance")
    order = factory.Sequence(lambda number: number + 1)
    title = "完善知识产权运用促进政策"
    text = "健全知识产权评估体系。加快发展知识产权金融服务。"
    starts_at = 0
    ends_at = factory.LazyAttribute(lambda made: len(made.text))
    as_printed = "（运用促进司负责）"


class MeasureFactory(DjangoModelFactory[Measure]):
    class Meta:
        model = Measure

    order = factory.Sequence(lambda number: number + 1)
    text = "健全知识产权评估体系。"


class ResponsibilityFactory(DjangoModelFactory[Responsibility]):
    class Meta:
        model = Responsibility

    role = Responsibility.Role.LEAD
    basis = Basis.STATED


class ReportingPeriodFactory(DjangoModelFactory[ReportingPeriod]):
    """By default the third quarter of 2021, to be filed from 1 to 20 October."""

    class Meta:
        model = ReportingPeriod

    kind = ReportingPeriod.Kind.QUARTER
    order = 3
    starts_on = dt.date(2021, 7, 1)
    ends_on = dt.date(2021, 9, 30)
    opens_on = dt.date(2021, 10, 1)
    due_on = dt.date(2021, 10, 20)


class SecondQuarterFactory(ReportingPeriodFactory):
    """The second quarter of 2021, to be filed from 1 to 20 July."""

    order = 2
    starts_on = dt.date(2021, 4, 1)
    ends_on = dt.date(2021, 6, 30)
    opens_on = dt.date(2021, 7, 1)
    due_on = dt.date(2021, 7, 20)


class IndicatorFactory(DjangoModelFactory[Indicator]):
    class Meta:
        model = Indicator

    code = factory.Sequence(lambda number: f"indicator-{number}")
    name = "专利商标质押融资规模"
    english_name = "Pledge financing"
    unit = "亿元"
    english_unit = "100 million yuan"
    decimals = 2
    over_organizations = Indicator.OverOrganizations.SUM
    over_periods = Indicator.OverPeriods.SUM


class TargetFactory(DjangoModelFactory[Target]):
    class Meta:
        model = Target

    guidance = factory.SelfAttribute("section.guidance")
    indicator = factory.SubFactory(IndicatorFactory)
    order = factory.Sequence(lambda number: number + 1)
    text = "专利商标质押融资规模达2400亿元"
    comparator = Comparator.AT_LEAST
    value = 2400
    basis = Basis.DERIVED
    reported_by = Target.ReportedBy.LOCAL_BUREAUS
