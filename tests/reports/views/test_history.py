"""The history of an organization: figures as they are told everywhere, filings, and what was said."""

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from targets.actions import show_ranks
from targets.allocation.shares import place_of
from targets.figures.course import course_of
from targets.figures.queries import figures_of
from targets.figures.series import series_of
from targets.models import Target
from tasks.actions import return_filing
from tasks.models import Guidance
from tests.conftest import SignIn
from tests.factories import SectionFactory, TargetFactory
from tests.reports.opened_view import opened, table
from tests.reports.past_years import other_years
from tests.targets.shared_out import fresh, share_out

if TYPE_CHECKING:
    from tests.world import World

REASON = "质押融资金额与登记系统不一致。"


def address(code: str, query: str = "") -> str:
    return f"{reverse('reports:dashboard-history', args=[code])}?{query}"


def asked(world: "World", code: str = "CNIPA", query: str = "", name: str = "reviewer") -> HttpResponse:
    return opened(world, address(code, query), name)


def past_goals(world: "World", *years: int) -> None:
    """The goal of the world in earlier years as well."""
    for year in years:
        guidance = Guidance.objects.get(year=year)
        TargetFactory(
            section=SectionFactory(guidance=guidance),
            indicator=world.pledge.indicator,
            responsible=world.department,
        )


def give_back(world: "World", reason: str = REASON) -> None:
    filing = world.submit(world.filing())
    return_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason=reason, version=filing.version)


class TestFigures:
    @pytest.mark.parametrize("code", ["CNIPA", "44", "D-TFS"])
    def test_each_year_says_what_the_page_of_its_target_says(self, world: "World", code: str) -> None:
        other_years(world, 2019)
        past_goals(world, 2019, 2020)
        world.approve(world.filing())
        answer = asked(world, code)
        organization = answer.context["organization"]
        shown = table(answer, "years")
        heads = [head.key for head in shown.heads]
        assert shown.rows
        for row in shown.rows:
            target = Target.objects.filter(guidance=world.guidance).get(
                indicator__code=row.key.removeprefix("indicator-")
            )
            for year in series_of(target, organization):
                cell = row.cells[heads.index(f"year_{year.year}")]
                assert cell.words == (year.actual_in_words if year.actual is not None else "—")

    def test_each_period_says_what_the_course_of_its_target_says(self, world: "World") -> None:
        world.approve(world.filing())
        shown = table(asked(world, "44"), "periods")
        target = Target.objects.select_related("indicator", "guidance").get(pk=world.pledge.pk)
        figure = figures_of(world.province, [target], until=world.period)[target.pk]
        (row,) = [one for one in shown.rows if one.key == f"course-{target.indicator.code}"]
        values = [point.official.value for point in course_of(figure)]
        assert [getattr(cell.value, "value", None) for cell in row.cells[1 : 1 + len(values)]] == values

    def test_places_are_told_where_they_may_be(self, world: "World") -> None:
        assert "ranks" not in {one.key for one in asked(world, "44").context["page"].tables}
        target = fresh(world)
        share_out(world)
        world.approve(world.filing(), value="250")
        world.approve(world.filing(world.neighbour), value="700")
        show_ranks(target=target, by=world.administrator, are_shown=True)
        target = Target.objects.select_related("indicator", "guidance").get(pk=world.pledge.pk)
        place = place_of(figures_of(world.province, [target])[target.pk])
        assert place is not None
        (row,) = table(asked(world, "44"), "ranks").rows
        assert row.cells[-1].words == f"{place.rank} of {place.of}" == "2 of 2"


class TestWhatReviewersSaid:
    def test_it_is_listed_with_reason_person_and_state(self, world: "World") -> None:
        give_back(world)
        (row,) = table(asked(world, "44"), "said").rows
        words = " ".join(f"{cell.words} {cell.value}" for cell in row.cells)
        assert REASON in words
        assert "Returned" in words
        assert "Not resolved" in words

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("words=登记系统", 1),
            ("words=没有的词", 0),
            ("what=return", 1),
            ("what=remark", 0),
            ("of=44", 1),
            ("years=year", 1),
            ("what=§", 1),
        ],
    )
    def test_it_can_be_looked_for(self, world: "World", query: str, found: int) -> None:
        give_back(world)
        assert asked(world, "CNIPA", query).context["page_obj"].paginator.count == found

    def test_a_choice_that_does_not_exist_is_said_at_its_field(self, world: "World") -> None:
        give_back(world)
        answer = asked(world, "CNIPA", "what=§")
        assert "Nobody can have done that. Below stands all that was said." in answer.content.decode()

    def test_each_count_of_an_organization_opens_what_it_counted(self, world: "World") -> None:
        give_back(world)
        (row,) = table(asked(world), "heard").rows
        counted = [cell for cell in row.cells if cell.is_count]
        assert len(counted) == 3
        for cell in counted:
            answer = SignIn(world)("reviewer").get(cell.href)
            assert answer.context["page_obj"].paginator.count == cell.value

    def test_a_file_has_all_of_it(self, world: "World") -> None:
        give_back(world)
        answer = SignIn(world)("reviewer").get(address("44", "format=csv&table=said&words=登记&what=return"))
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert sum(REASON in row for row in rows) == 1
        assert ["Words", "登记"] in rows
        assert ["What was done", "Returned"] in rows

    def test_a_bureau_hears_nothing_of_another(self, world: "World") -> None:
        give_back(world)
        assert table(asked(world, "32", name="outsider"), "said").rows == ()


class TestFilings:
    def test_they_stand_with_version_and_timeliness(self, world: "World") -> None:
        give_back(world)
        rows = table(asked(world, "44", f"period={world.period.pk}"), "filings").rows
        values = [[cell.value for cell in row.cells] for row in rows]
        (third,) = [row for row in values if str(row[0]).startswith("Third")]
        assert third[1:6] == ["Returned", 1, dt.date(2021, 10, 20), dt.date(2021, 10, 10), "On time"]


@pytest.mark.parametrize("code", ["CNIPA", "44"])
def test_ten_years_take_the_queries_of_two(world: "World", code: str) -> None:
    client, counts = SignIn(world)("reviewer"), []
    for first, last in ((2020, 2020), (2012, 2019)):
        other_years(world, first, last)
        past_goals(world, *range(first, last + 1))
        client.get(address(code))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(code)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
