"""What reviewers said: returns, reopenings and remarks, each once, nothing of what a draft says."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizations.calendar import today
from tasks.actions import reopen_filing, return_filing
from tasks.actions.remarks import answer_remark, resolve_remark, write_remark
from tasks.filings.review_sayings import Told, What, sayings_on, told
from tasks.models import Filing
from tests.rows_read import rows_read

if TYPE_CHECKING:
    from tests.world import World

# The order in which they come, by how it is asked for.
ORDERS = {
    "": [What.REOPEN, What.REMARK, What.RETURN],
    "at": [What.RETURN, What.REMARK, What.REOPEN],
    "what": [What.RETURN, What.REOPEN, What.REMARK],
    "-what": [What.REMARK, What.REOPEN, What.RETURN],
    "state": [What.RETURN, What.REMARK, What.REOPEN],
    "-state": [What.REMARK, What.RETURN, What.REOPEN],
    "unknown": [What.REOPEN, What.REMARK, What.RETURN],
}
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


def heard(day: dt.date | None = None, order: str = "", **asked: Any) -> list[Told]:
    """What was said on all filings, as it is told."""
    return told(sayings_on(Filing.objects.all(), day or today()).fitting(**asked).listed(order))


def unresolved() -> int:
    return sum(one.count for one in sayings_on(Filing.objects.all(), today()).counts() if one.is_open)


class TestWhatWasSaid:
    def test_a_reason_is_told_once_though_it_stands_as_a_remark_too(self, world: "World") -> None:
        returned(world)
        (said,) = heard()
        assert (said.what, said.text) == (What.RETURN, REASON)
        assert said.remark is not None
        assert unresolved() == 1

    def test_the_same_words_about_a_line_are_told_beside_it(self, world: "World") -> None:
        filing = world.submit(world.filing())
        remarked(world, filing, REASON)
        return_filing(
            filing=filing, by=world.reviewer, at=timezone.now(), reason=REASON, version=filing.version
        )
        assert [said.what for said in heard()] == [What.RETURN, What.REMARK]

    def test_remarks_on_lines_stand_beside_the_return(self, world: "World") -> None:
        filing = world.submit(world.filing())
        with time_machine.travel("2021-10-11T09:00:00+08:00", tick=False):
            remarked(world, filing, "请说明口径。")
        with time_machine.travel("2021-10-12T09:00:00+08:00", tick=False):
            return_filing(
                filing=filing, by=world.reviewer, at=timezone.now(), reason=REASON, version=filing.version
            )
            found = heard()
        assert [one.what for one in found] == [What.RETURN, What.REMARK]
        assert [one.voice for one in found] == [world.office, world.office]

    def test_a_reopening_is_told_with_its_reason(self, world: "World") -> None:
        filing = world.approve(world.filing())
        reopen_filing(
            filing=filing, by=world.reviewer, at=timezone.now(), reason="有误。", version=filing.version
        )
        (said,) = heard()
        assert (said.what, said.text, said.remark) == (What.REOPEN, "有误。", None)
        assert unresolved() == 0

    def test_what_is_resolved_is_not_open(self, world: "World") -> None:
        filing = returned(world)
        remark = filing.remarks.get()
        answer_remark(remark=remark, by=world.filer, at=timezone.now(), text="已更正。")
        assert unresolved() == len(heard(is_open=True)) == 1
        resolve_remark(remark=remark, by=world.reviewer, at=timezone.now())
        assert unresolved() == len(heard(is_open=True)) == 0
        (row,) = heard()
        assert row.remark is not None
        assert [step.step for step in row.remark.talk] == ["made", "answered", "resolved"]

    def test_an_earlier_day_knows_nothing_of_what_was_said_later(self, world: "World") -> None:
        returned(world)
        with time_machine.travel("2021-10-20T12:00:00+08:00", tick=False):
            assert heard(dt.date(2021, 10, 9)) == []
            assert len(heard(dt.date(2021, 10, 10))) == 1

    def test_what_goes_on_within_an_organization_is_not_told(self, world: "World") -> None:
        world.submit(world.filing())
        assert heard() == []

    @pytest.mark.parametrize(
        ("asked", "fits"),
        [
            ({"text": "登记系统"}, 1),
            ({"text": "没有的词"}, 0),
            ({"what": What.RETURN}, 1),
            ({"what": What.REMARK}, 0),
            ({"organization": 0}, 0),
            ({"year": 2021}, 1),
            ({"year": 2020}, 0),
        ],
    )
    def test_it_can_be_looked_for(self, world: "World", asked: dict[str, Any], fits: int) -> None:
        returned(world)
        assert len(heard(**asked)) == fits

    def test_the_statements_are_as_many_for_one_as_for_several(self, world: "World") -> None:
        counts = []
        for number in range(2):
            filing = world.submit(world.filing(world.neighbour)) if number else world.submit(world.filing())
            remarked(world, filing, f"意见 {number}")
            return_filing(
                filing=filing, by=world.reviewer, at=timezone.now(), reason=REASON, version=filing.version
            )
            with CaptureQueriesContext(connection) as captured:
                heard()
            counts.append(len(captured))
        assert counts[0] == counts[1] <= 6

    def test_each_column_sorts_and_what_has_no_state_comes_last(self, world: "World") -> None:
        returned(world)
        other = world.approve(world.filing(world.neighbour))
        with time_machine.travel("2021-10-12T09:00:00+08:00", tick=False):
            remarked(world, other, "请说明口径。")
            resolve_remark(remark=other.remarks.get(), by=world.reviewer, at=timezone.now())
        with time_machine.travel("2021-10-13T09:00:00+08:00", tick=False):
            reopen_filing(
                filing=other, by=world.reviewer, at=timezone.now(), reason="有误。", version=other.version
            )
            found = {order: [one.what for one in heard(order=order)] for order in ORDERS}
        assert found == ORDERS

    def test_a_page_reads_no_more_where_more_was_said(self, world: "World") -> None:
        filing, counts = world.submit(world.filing()), []
        for several in (5, 40):
            for number in range(several):
                remarked(world, filing, f"意见 {number}")
            every = sayings_on(Filing.objects.all(), today())
            with rows_read() as counted:
                shown = told(every.listed()[:3])
                said = every.counts()
            assert len(shown) == 3
            counts.append((counted["rows"], len(said)))
        assert counts[0] == counts[1]
        assert sum(one.count for one in said) == every.listed().count() == 45
