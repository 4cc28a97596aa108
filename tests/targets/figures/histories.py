"""Made-up trees and histories of filing, for what must hold of figures whatever was filed in whatever order.

A ``Play`` is plain values; ``Portal`` plays it through the real actions; ``naive_figure`` says what a figure
has to be, from the plain values alone.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import cycle
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st

from organizations.models import Organization, User
from targets.models import Indicator, Target
from tasks.actions import (
    approve_filing,
    reopen_filing,
    return_filing,
    submit_filing,
)
from tasks.actions.publish import open_periods
from tasks.filings.concerns import concerns_of
from tasks.lines.checked_lines import checked_lines
from tasks.models import Filing, Guidance, ReportingPeriod
from tests import factories
from tests.world import explain, seen_in, write_line

Form, Over, Periods = Indicator.Form, Indicator.OverOrganizations, Indicator.OverPeriods
RULES = {
    "increments": (Form.VALUE, Over.SUM, Periods.SUM),
    "levels": (Form.VALUE, Over.SUM, Periods.LATEST),
    "smallest": (Form.VALUE, Over.MIN, Periods.LATEST),
    "largest": (Form.VALUE, Over.MAX, Periods.LATEST),
    "share": (Form.RATIO, Over.WEIGHTED_MEAN, Periods.LATEST),
    "share-of-increments": (Form.RATIO, Over.WEIGHTED_MEAN, Periods.SUM),
    "growth": (Form.GROWTH, Over.WEIGHTED_MEAN, Periods.LATEST),
}
PERIODS = 2


class Fate(StrEnum):
    """What becomes of a filing with what it says."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one filing says on every target: hundredths of the unit, or a part of a whole; or nothing."""

    hundredths: int
    part: int
    whole: int
    is_nil: bool


@dataclass(frozen=True, slots=True)
class History:
    """One filing: what it said before and how that came back, and what it says in the end."""

    before: tuple[tuple[Answer, Fate], ...]
    last: Answer
    end: Fate


@dataclass(frozen=True, slots=True)
class Play:
    """Provinces from 0 on, each city after them by the place of its province, and every filing's history by
    organization and period."""

    provinces: int
    cities: tuple[int, ...]
    indicators: tuple[str, ...]
    histories: tuple[tuple[History, ...], ...]

    def reporting_to(self, province: int | None) -> list[int]:
        """The direct subordinates of a province, or those of the office."""
        if province is None:
            return list(range(self.provinces))
        return [self.provinces + place for place, above in enumerate(self.cities) if above == province]


answers = st.builds(
    Answer,
    hundredths=st.integers(0, 10**7),
    part=st.integers(0, 500),
    whole=st.integers(1, 500),
    is_nil=st.sampled_from([False, False, False, True]),
)
COME_BACK = st.sampled_from([Fate.RETURNED, Fate.REOPENED])
histories = st.builds(
    History,
    before=st.lists(st.tuples(answers, COME_BACK), max_size=1).map(tuple),
    last=answers,
    end=st.sampled_from([*Fate, Fate.APPROVED, Fate.APPROVED]),
)


@st.composite
def plays(draw: st.DrawFn) -> Play:
    provinces = draw(st.integers(1, 3))
    cities = tuple(draw(st.lists(st.integers(0, provinces - 1), max_size=2)))
    every = st.tuples(*[histories] * PERIODS)
    return Play(
        provinces=provinces,
        cities=cities,
        indicators=tuple(draw(st.lists(st.sampled_from(list(RULES)), min_size=3, max_size=3, unique=True))),
        histories=tuple(draw(every) for _organization in range(provinces + len(cities))),
    )


class Portal:
    """The tree of a play with a published guidance that asks every local organization for every target.

    ``after`` is called after every move of a filing.
    """

    def __init__(self, play: Play, *, after: Callable[[], None] = lambda: None) -> None:
        self.play, self.after = play, after
        self.office = factories.OrganizationFactory(code="OFFICE", kind="office")
        self.department = factories.OrganizationFactory(code="DEPT", kind="department", parent=self.office)
        self.organizations: list[Organization] = []
        for place in range(play.provinces):
            self.add(f"P{place}", "bureau", self.office)
        for place, above in enumerate(play.cities):
            self.add(f"C{place}", "city", self.organizations[above])
        self.staff: list[User] = [factories.UserFactory() for _person in range(3)]
        self.lead, self.reviewer = factories.UserFactory(), factories.UserFactory()
        self.publish()

    def add(self, code: str, kind: str, parent: Organization) -> None:
        factories.OrganizationFactory(
            code=code, kind=kind, parent=Organization.objects.get(pk=parent.pk), short_name=code
        )
        self.organizations.append(Organization.objects.get(code=code))

    def publish(self) -> None:
        self.guidance = factories.GuidanceFactory(
            status=Guidance.Status.PUBLISHED, published_at=timezone.now()
        )
        section = factories.SectionFactory(guidance=self.guidance)
        for code in self.play.indicators:
            form, over_organizations, over_periods = RULES[code]
            factories.TargetFactory(
                section=section,
                responsible=self.department,
                indicator=factories.IndicatorFactory(
                    code=code,
                    form=form,
                    scale=1 if form == Form.VALUE else 100,
                    over_organizations=over_organizations,
                    over_periods=over_periods,
                ),
            )
        window = {"opens_on": dt.date(2021, 10, 1), "due_on": dt.date(2021, 12, 15)}
        self.periods: list[ReportingPeriod] = [
            factories.ReportingPeriodFactory(guidance=self.guidance, order=1, **window),
            factories.ReportingPeriodFactory(
                guidance=self.guidance, order=2, kind=ReportingPeriod.Kind.YEAR_END, **window
            ),
        ]
        open_periods(guidance=self.guidance, periods=self.periods)

    @property
    def targets(self) -> list[Target]:
        return list(self.guidance.targets.select_related("indicator", "guidance").order_by("order"))

    def filing(self, place: tuple[int, int]) -> Filing:
        organization, period = place
        return Filing.objects.get(organization=self.organizations[organization], period=self.periods[period])

    # --- Playing ----------------------------------------------------------------------------------
    def run(self, *, order: Sequence[int] = (), writers: Iterable[int] = (0,)) -> None:
        """Let everything happen; ``order`` ranks the last approvals, and ``writers`` are the places of those
        of the staff who save one line after another."""
        turns = cycle(writers)
        places = [(one, period) for one in range(len(self.organizations)) for period in range(PERIODS)]
        for place in places:
            self.file(place, turns)
        ranks = dict(zip(places, order, strict=False))
        for place in sorted(places, key=lambda one: ranks.get(one, 0)):
            if self.history(place).end in (Fate.APPROVED, Fate.REOPENED):
                self.approve(place)
        for place in places:
            if self.history(place).end is Fate.REOPENED:
                self.reopen(place)

    def history(self, place: tuple[int, int]) -> History:
        return self.play.histories[place[0]][place[1]]

    def file(self, place: tuple[int, int], turns: Iterable[int]) -> None:
        """Everything that comes before the last approval."""
        history = self.history(place)
        for answer, fate in history.before:
            self.submit(place, answer, turns)
            if fate is Fate.REOPENED:
                self.approve(place)
                self.reopen(place)
            else:
                self.give_back(place)
        if history.end is Fate.DRAFT:
            self.write(place, history.last, turns)
            return
        self.submit(place, history.last, turns)
        if history.end is Fate.RETURNED:
            self.give_back(place)

    def write(self, place: tuple[int, int], answer: Answer, turns: Iterable[int]) -> None:
        for checked, turn in zip(checked_lines(self.filing(place)), turns, strict=False):
            write_line(checked.line, content_of(checked.line.target.indicator, answer), by=self.staff[turn])

    def submit(self, place: tuple[int, int], answer: Answer, turns: Iterable[int]) -> None:
        self.write(place, answer, turns)
        explain(self.filing(place))
        submit_filing(
            filing=self.filing(place), by=self.lead, at=timezone.now(), seen=seen_in(self.filing(place))
        )
        self.after()

    def approve(self, place: tuple[int, int]) -> None:
        filing = self.filing(place)
        approve_filing(
            filing=filing,
            by=self.reviewer,
            at=timezone.now(),
            version=filing.version,
            confirmed=concerns_of(filing, self.reviewer).keys,
        )
        self.after()

    def give_back(self, place: tuple[int, int]) -> None:
        filing = self.filing(place)
        return_filing(
            filing=filing, by=self.reviewer, at=timezone.now(), reason="请核对", version=filing.version
        )
        self.after()

    def reopen(self, place: tuple[int, int]) -> None:
        reopen_filing(
            filing=self.filing(place),
            version=self.filing(place).version,
            by=self.reviewer,
            at=timezone.now(),
            reason="更正",
        )
        self.after()


def content_of(indicator: Indicator, answer: Answer) -> dict[str, Any]:
    """The cleaned form data of one line."""
    content: dict[str, Any] = {"nil_return": answer.is_nil, "nil_reason": "", "note": "已核对。"}
    content |= dict.fromkeys(("value", "numerator", "denominator"))
    if answer.is_nil:
        return content | {"nil_reason": "本期无新增"}
    if indicator.has_two_numbers:
        return content | {"numerator": Decimal(answer.part), "denominator": Decimal(answer.whole)}
    return content | {"value": Decimal(answer.hundredths) / 100}


# --- What has to come out --------------------------------------------------------------------------
def naive_figure(
    play: Play, indicator: str, members: Iterable[int], periods: Sequence[int]
) -> Fraction | None:
    """The figure of ``members`` over ``periods``, in the indicator's unit; None where nothing counts."""
    form, over, over_periods = RULES[indicator]
    parts: list[list[Answer]] = []
    for member in members:
        said = [
            history.last
            for history in (play.histories[member][period] for period in periods)
            if history.end is Fate.APPROVED and not history.last.is_nil
        ]
        if said:
            parts.append(said[-1:] if over_periods == Periods.LATEST else said)
    if not parts:
        return None
    if form == Form.VALUE:
        sums = [Fraction(sum(one.hundredths for one in part), 100) for part in parts]
        return {Over.SUM: sum, Over.MIN: min, Over.MAX: max}[over](sums)
    part = sum(one.part for each in parts for one in each)
    whole = sum(one.whole for each in parts for one in each)
    return (Fraction(part, whole) - (form == Form.GROWTH)) * 100
