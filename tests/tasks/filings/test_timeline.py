"""The log of a filing reads like a story (design R2)."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from tasks.actions import (
    add_remark,
    answer_remark,
    approve_filing,
    extend_filing,
    resolve_remark,
    return_filing,
    submit_filing,
)
from tasks.filings.timeline import Happening, story_of
from tasks.lines.checked_lines import checked_lines
from tasks.models import Filing
from tests.conftest import SignIn
from tests.world import World, seen_in


def told(filing: Filing) -> list[Happening]:
    filing = Filing.objects.get(pk=filing.pk)
    return story_of(filing, filing.events.with_side(), filing.all_remarks, checked_lines(filing))[::-1]


def minute(number: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(minutes=number)


def whole_life(world: World) -> Filing:
    """Extended, submitted, remarked on, returned, answered, resolved, submitted again, approved."""
    filing = world.filing()
    extend_filing(
        filing=filing,
        seen_due_on=filing.due_on,
        by=world.administrator,
        at=minute(0),
        due_on=dt.date(2021, 10, 25),
        reason="系统故障",
    )
    world.fill(filing, by=world.filer)
    submit_filing(filing=filing, by=world.lead, at=minute(1), seen=seen_in(filing))
    remark = add_remark(
        filing=filing,
        kind="progress",
        subject_id=world.local_task.pk,
        text="请补充数据来源。",
        by=world.reviewer,
        at=minute(2),
        organization=world.office,
    )
    return_filing(filing=filing, by=world.reviewer, at=minute(3), reason="见批注。", version=1)
    answer_remark(remark=remark, text="已注明。", by=world.filer, at=minute(4))
    resolve_remark(remark=remark, by=world.lead, at=minute(5))
    submit_filing(filing=filing, by=world.lead, at=minute(6), seen=seen_in(filing))
    return approve_filing(filing=filing, by=world.reviewer, at=minute(7), version=2)


def test_the_story_tells_everything_in_order(world: World) -> None:
    filing = whole_life(world)
    story, line = told(filing), checked_lines(filing)[0].subject
    assert [one.label for one in story] == [
        "Window extended",
        "Submitted (version 1)",
        f"Remark: {line}",
        "Returned",
        f"Answer: {line}",
        f"Resolved: {line}",
        "Submitted (version 2)",
        "Approved",
    ]
    assert [one.reason for one in story if one.reason] == [
        "系统故障",
        "请补充数据来源。",
        "见批注。",
        "已注明。",
    ]
    assert line.endswith("健全地方统计监测体系")


def test_each_part_says_for_whom_the_person_spoke_and_what_became_of_the_filing(world: World) -> None:
    story = told(whole_life(world))
    submitted, returned, approved = story[1], story[3], story[7]
    assert (submitted.by, submitted.voice, submitted.change) == (
        world.lead,
        world.province,
        "Draft → Submitted",
    )
    assert (returned.by, returned.voice, returned.change) == (
        world.reviewer,
        world.office,
        "Submitted → Returned",
    )
    assert approved.change == "Submitted → Approved"
    assert story[0].change == ""


def test_a_reason_that_became_a_remark_is_told_once(world: World) -> None:
    story = told(whole_life(world))
    assert sum(one.reason == "见批注。" for one in story) == 1


def test_the_page_tells_the_story(world: World, signed_in: SignIn) -> None:
    filing = whole_life(world)
    page = signed_in("reviewer").get(reverse("tasks:filing-detail", args=[filing.pk])).content.decode()
    for words in ("Submitted (version 2)", "系统故障", "已注明。", "Returned → Submitted"):
        assert words in page
