"""Reminding those who have not handed in."""

import datetime as dt

import pytest

from reports.models import HandInStep
from tasks.errors import TransitionNotAllowed
from tasks.models import Notice, NoticeKind
from tests.reports.hand_ins.handed import ON, arrived, entry, frozen_and_handed_in, reminded
from tests.world import World


def test_the_leads_get_a_notice_with_the_text(world: World) -> None:
    reminded(world, world.province, text="请抓紧报送。")
    notices = Notice.objects.filter(kind=NoticeKind.REPORT_REMINDED)
    assert [notice.user for notice in notices] == [world.lead]
    assert notices[0].values["reason"] == "请抓紧报送。"
    assert notices[0].is_by_mail


def test_nobody_is_reminded_twice_a_day(world: World) -> None:
    reminded(world, world.province)
    with pytest.raises(TransitionNotAllowed, match="Nobody is left"):
        reminded(world, world.province)
    steps = reminded(world, world.province, world.neighbour)
    assert [step.organization for step in steps] == [world.neighbour]
    assert len(reminded(world, world.province, day=ON + dt.timedelta(days=1))) == 1
    assert HandInStep.objects.count() == 3


def test_who_has_handed_in_both_is_left_alone(world: World) -> None:
    report = frozen_and_handed_in(world).report
    assert entry(world).may_be_reminded
    arrived(world, report)
    with pytest.raises(TransitionNotAllowed):
        reminded(world, world.province)
