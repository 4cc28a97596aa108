"""The page on which a filing is read: what changed since last period and since it was returned."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tasks.actions import add_remark, answer_remark, return_filing, start_review, submit_filing
from tasks.lines.checked_lines import checked_lines
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, Responsibility
from tests.conftest import SignIn
from tests.factories import (
    IndicatorFactory,
    MeasureFactory,
    ReportingPeriodFactory,
    ResponsibilityFactory,
    TargetFactory,
    TaskFactory,
)
from tests.world import World, answers, seen_in, write_line


def now() -> Any:
    return timezone.now()


def read(client: Client, filing: Filing, compare: str = "") -> str:
    url = reverse("tasks:filing-detail", args=[filing.pk])
    return client.get(url, {"compare": compare} if compare else None).content.decode()


def rewrite(world: World, kind: str, **content: Any) -> None:
    line = LINE_KINDS[kind].lines_of(world.filing())[0]
    write_line(line, answers(line) | content, by=world.filer)


def returned_and_filed_again(world: World) -> Filing:
    filing = world.submit(world.filing())
    return_filing(filing=filing, by=world.reviewer, at=now(), reason="请核对。", version=1)
    measure = world.local_task.measures.all()[0]
    rewrite(world, "progress", achievements="已完成评估指引3项。", **{f"measure_{measure.pk}": "completed"})
    rewrite(world, "measurement", value=130)
    return submit_filing(filing=world.filing(), by=world.lead, at=now(), seen=seen_in(world.filing()))


def second_quarter(world: World) -> Filing:
    """The province's approved filing of the period before."""
    period = ReportingPeriodFactory(
        guidance=world.guidance, order=2, starts_on="2021-04-01", ends_on="2021-06-30"
    )
    Filing.objects.create(organization=world.province, period=period, reports_to=world.office)
    return world.approve(world.filing(period=period), value="110")


def test_what_changed_since_the_return_is_marked_word_by_word(world: World, signed_in: SignIn) -> None:
    filing = returned_and_filed_again(world)
    shown = read(signed_in("reviewer"), filing, "returned")
    assert "3项" in shown.split("<ins>")[1]
    assert "120.5 → <strong>130</strong> 100 million yuan" in shown
    assert "(+7.9%)" in shown
    assert "Nothing changed in this line." in shown
    assert "pill--completed" in shown


def test_what_changed_since_last_period_and_how_the_figure_stands(world: World, signed_in: SignIn) -> None:
    second_quarter(world)
    filing = world.submit(world.filing())
    plain = read(signed_in("reviewer"), filing)
    assert "Last period: 110.00 100 million yuan; now +9.5%." in plain
    assert "Completed measures: 0 of 2 last period, now 0 of 2." in plain
    assert "110 → <strong>120.5</strong>" in read(signed_in("reviewer"), filing, "period")


def test_without_anything_to_compare_with_there_are_no_tabs(world: World, signed_in: SignIn) -> None:
    filing = world.submit(world.filing())
    for compare in ("", "period", "returned", "nonsense"):
        shown = read(signed_in("reviewer"), filing, compare)
        assert "Since last period" not in shown
        assert "Since it was returned" not in shown


def test_a_level_stands_beside_its_goal(world: World, signed_in: SignIn) -> None:
    filing = world.submit(world.filing(world.department))
    shown = read(signed_in("reviewer"), filing)
    assert "off track" in shown.lower()  # 120.5 months against at most 18.5


@pytest.mark.parametrize("who", ["filer", "reviewer"])
@pytest.mark.parametrize("compare", ["", "period", "returned"])
def test_a_filing_of_forty_lines_opens_in_seventeen_queries(
    world: World, signed_in: SignIn, who: str, compare: str
) -> None:
    section = world.local_task.section
    for number in range(20):
        task = TaskFactory(section=section)
        MeasureFactory(task=task)
        ResponsibilityFactory(task=task, collective=Responsibility.Collective.LOCAL_BUREAUS)
        TargetFactory(
            section=section,
            responsible=world.department,
            indicator=IndicatorFactory(name=f"指标{number}"),
        )
    second_quarter(world)
    filing = returned_and_filed_again(world)
    assert len(checked_lines(filing)) == 43
    for checked in checked_lines(filing):
        said = {"by": world.reviewer, "at": now()}
        remark = add_remark(
            filing=filing,
            kind=checked.kind.key,
            subject_id=checked.line.subject_id,
            text="请核对。",
            organization=world.office,
            **said,
        )
        answer_remark(remark=remark, text="再核对。", **said)
    if who == "filer":
        return_filing(filing=filing, reason="", version=2, **said)
    else:
        start_review(filing=filing, version=filing.version, **said)
    client = signed_in(who)
    url = reverse("tasks:filing-detail", args=[filing.pk])
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url, {"compare": compare}).status_code == 200
    assert len(captured) <= 17
