"""What reviewers said: returns, reopenings and remarks, each once, nothing of what a draft says."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizations.calendar import today
from tasks.actions import reopen_filing, return_filing
from tasks.actions.remarks import answer_remark, resolve_remark, write_remark
from tasks.filings.review_sayings import What, sayings_on, told
from tasks.models import Filing

if TYPE_CHECKING:
    from tests.world import World

REASON = "质押融资金额与登记系统不一致。"


def returned(world: "World", reason: str = REASON) -> Filing:
    filing = world.submit(world.filing())
    return return_filing(
        filing=filing, by=world.reviewer, at=timezone.now(), reason=reason, version=filing.version
    )


def remarked(world: "World", filing: Filing, text: str) -> None:
    write_remark(
        filing,
        "measurement",
        world.pledge.pk,
        text,
        by=world.reviewer,
        at=timezone.now(),
        organization=filing.reports_to,
    )


class TestWhatWasSaid:
    def test_a_reason_is_told_once_though_it_stands_as_a_remark_too(self, world: "World") -> None:
        returned(world)
        (said,) = sayings_on(Filing.objects.all(), today())
        assert (said.what, said.text, said.is_open) == (What.RETURN, REASON, True)
        assert said.remark is not None

    def test_remarks_on_lines_stand_beside_the_return(self, world: "World") -> None:
        filing = world.submit(world.filing())
        with time_machine.travel("2021-10-11T09:00:00+08:00", tick=False):
            remarked(world, filing, "请说明口径。")
        with time_machine.travel("2021-10-12T09:00:00+08:00", tick=False):
            return_filing(
                filing=filing, by=world.reviewer, at=timezone.now(), reason=REASON, version=filing.version
            )
            found = sayings_on(Filing.objects.all(), today())
        assert [one.what for one in found] == [What.RETURN, What.REMARK]
        assert [row.voice for row in told(found)] == [world.office, world.office]

    def test_a_reopening_is_told_with_its_reason(self, world: "World") -> None:
        filing = world.approve(world.filing())
        reopen_filing(
            filing=filing, by=world.reviewer, at=timezone.now(), reason="有误。", version=filing.version
        )
        (said,) = sayings_on(Filing.objects.all(), today())
        assert (said.what, said.text, said.is_open) == (What.REOPEN, "有误。", False)

    def test_what_is_resolved_is_not_open(self, world: "World") -> None:
        filing = returned(world)
        remark = filing.remarks.get()
        answer_remark(remark=remark, by=world.filer, at=timezone.now(), text="已更正。")
        assert sayings_on(Filing.objects.all(), today())[0].is_open
        resolve_remark(remark=remark, by=world.reviewer, at=timezone.now())
        (said,) = sayings_on(Filing.objects.all(), today())
        assert not said.is_open
        (row,) = told([said])
        assert row.remark is not None
        assert [step.step for step in row.remark.talk] == ["made", "answered", "resolved"]

    def test_an_earlier_day_knows_nothing_of_what_was_said_later(self, world: "World") -> None:
        returned(world)
        with time_machine.travel("2021-10-20T12:00:00+08:00", tick=False):
            assert sayings_on(Filing.objects.all(), dt.date(2021, 10, 9)) == []
            assert len(sayings_on(Filing.objects.all(), dt.date(2021, 10, 10))) == 1

    def test_what_goes_on_within_an_organization_is_not_told(self, world: "World") -> None:
        filing = world.submit(world.filing())
        assert sayings_on(Filing.objects.filter(pk=filing.pk), today()) == []

    @pytest.mark.parametrize(
        ("asked", "fits"),
        [
            ({"text": "登记系统"}, True),
            ({"text": "没有的词"}, False),
            ({"what": What.RETURN}, True),
            ({"what": What.REMARK}, False),
            ({"organization": 0}, False),
        ],
    )
    def test_it_can_be_looked_for(self, world: "World", asked: dict[str, object], fits: bool) -> None:
        returned(world)
        (said,) = sayings_on(Filing.objects.all(), today())
        assert said.fits(**asked) is fits  # type: ignore[arg-type]

    def test_the_statements_are_as_many_for_one_as_for_several(self, world: "World") -> None:
        counts = []
        for number in range(2):
            filing = world.submit(world.filing(world.neighbour)) if number else world.submit(world.filing())
            remarked(world, filing, f"意见 {number}")
            return_filing(
                filing=filing, by=world.reviewer, at=timezone.now(), reason=REASON, version=filing.version
            )
            with CaptureQueriesContext(connection) as captured:
                told(sayings_on(Filing.objects.all(), today()))
            counts.append(len(captured))
        assert counts[0] == counts[1] <= 6
