"""Who may remark on what and when, what is written, what is refused (design R2, R18)."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from organizations.models import Organization
from tasks.actions import (
    add_remark,
    answer_remark,
    approve_filing,
    mark_seen,
    reopen_remark,
    resolve_remark,
    return_filing,
    submit_filing,
)
from tasks.errors import ReasonMissing, RemarkRefused, TransitionNotAllowed
from tasks.models import Filing, LineSeen, Notice, Remark, RemarkStep
from tests.world import World, explain, seen_in


def now() -> dt.datetime:
    return timezone.now()


def on_line(
    world: World, filing: Filing | None = None, text: str = "请补充数据来源。", **values: Any
) -> Remark:
    """A remark of the reviewer on the province's line on its task."""
    said: dict[str, Any] = {"by": world.reviewer, "organization": world.office}
    return add_remark(
        filing=filing or world.filing(),
        **{
            "kind": "progress",
            "subject_id": world.local_task.pk,
            "text": text,
            "at": now(),
            **said,
            **values,
        },
    )


def by_department(world: World, target: int, **values: Any) -> Remark:
    said = {"by": world.department_filer, "organization": world.department}
    return on_line(world, kind="measurement", subject_id=target, **said | values)


def test_a_reviewer_remarks_on_a_line_and_the_filers_side_is_told(world: World) -> None:
    world.submit(world.filing())
    remark = on_line(world)
    assert (remark.version, remark.text, remark.made_by) == (1, "请补充数据来源。", world.reviewer)
    assert set(Notice.objects.filter(kind="remark").values_list("user__username", flat=True)) == {
        "filer",
        "colleague",
        "lead",
    }


@pytest.mark.parametrize("state", ["draft", "returned", "approved"])
def test_a_reviewer_remarks_on_submitted_filings_only(world: World, state: str) -> None:
    filing = world.filing()
    if state != "draft":
        world.submit(filing)
    if state == "returned":
        return_filing(filing=filing, by=world.reviewer, at=now(), reason="补充", version=1)
    if state == "approved":
        approve_filing(filing=filing, by=world.reviewer, at=now(), version=1)
    with pytest.raises(TransitionNotAllowed, match="No remark was made"):
        on_line(world)


@pytest.mark.parametrize("state", ["submitted", "returned", "approved"])
def test_a_department_remarks_on_its_targets_and_holds_up_nobody(world: World, state: str) -> None:
    filing = world.submit(world.filing())
    if state == "returned":
        return_filing(filing=filing, by=world.reviewer, at=now(), reason="补充", version=1)
    if state == "approved":
        approve_filing(filing=filing, by=world.reviewer, at=now(), version=1)
    by_department(world, world.pledge.pk)
    if state == "submitted":
        assert approve_filing(filing=filing, by=world.reviewer, at=now(), version=1).status == "approved"


def test_a_department_has_no_say_on_drafts_on_other_lines_and_on_the_whole(world: World) -> None:
    with pytest.raises(TransitionNotAllowed):
        by_department(world, world.pledge.pk)
    world.submit(world.filing())
    for line in ({"kind": "progress", "subject_id": world.local_task.pk}, {"kind": "", "subject_id": None}):
        with pytest.raises(RemarkRefused, match="neither"):
            on_line(world, by=world.department_filer, organization=world.department, **line)


@pytest.mark.parametrize("line", [("progress", 0), ("measurement", 0), ("nonsense", 1)])
def test_a_remark_is_on_a_line_that_the_filing_has(world: World, line: tuple[str, int]) -> None:
    world.submit(world.filing())
    with pytest.raises(RemarkRefused, match="no such line"):
        on_line(world, kind=line[0], subject_id=line[1])


def test_nothing_said_is_no_remark_and_no_answer(world: World) -> None:
    world.submit(world.filing())
    with pytest.raises(ReasonMissing):
        on_line(world, text="  ")
    remark = on_line(world)
    with pytest.raises(ReasonMissing):
        answer_remark(remark=remark, text=" ", by=world.filer, at=now())


# --- Returning ------------------------------------------------------------------------------------


def test_a_return_with_a_remark_needs_no_reason_and_the_log_quotes_it(world: World) -> None:
    filing = world.submit(world.filing())
    on_line(world)
    returned = return_filing(filing=filing, by=world.reviewer, at=now(), reason="", version=1)
    assert returned.status == "returned"
    assert filing.events.get(action="return").reason == "请补充数据来源。"


def test_the_reason_of_a_return_becomes_a_remark_on_the_whole(world: World) -> None:
    filing = world.submit(world.filing())
    return_filing(filing=filing, by=world.reviewer, at=now(), reason="请整体核对。", version=1)
    remark = Remark.objects.get()
    assert (remark.kind, remark.text, remark.organization) == ("", "请整体核对。", world.office)
    assert not Notice.objects.filter(kind="remark").exists()  # the notice of the return says it


@pytest.mark.parametrize("whose", ["resolved", "department", "version before"])
def test_other_remarks_are_no_reason_to_return(world: World, whose: str) -> None:
    filing = world.submit(world.filing())
    if whose == "department":
        by_department(world, world.pledge.pk)
    else:
        remark = on_line(world)
        if whose == "resolved":
            resolve_remark(remark=remark, by=world.reviewer, at=now())
        else:
            return_filing(filing=filing, by=world.reviewer, at=now(), reason="", version=1)
            filing = submit_filing(filing=filing, by=world.lead, at=now(), seen=seen_in(filing))
    with pytest.raises(ReasonMissing):
        return_filing(filing=filing, by=world.reviewer, at=now(), reason=" ", version=filing.version)


# --- Answering and resolving ----------------------------------------------------------------------


def returned(world: World) -> Remark:
    filing = world.submit(world.filing())
    remark = on_line(world)
    return_filing(filing=filing, by=world.reviewer, at=now(), reason="", version=1)
    return Remark.objects.get(pk=remark.pk)


def test_the_talk_about_a_remark_keeps_every_word_in_order(world: World) -> None:
    remark = returned(world)
    answer_remark(remark=remark, text="已补充。", by=world.filer, at=now())
    resolve_remark(remark=remark, by=world.filer, at=now())
    reopen_remark(remark=remark, by=world.reviewer, at=now(), text="口径仍不清。")
    answer_remark(remark=remark, text="请写明统计口径。", by=world.reviewer, at=now())
    steps = [(step.step, step.text, step.by.username) for step in Remark.objects.get().talk]
    assert steps == [
        ("made", "请补充数据来源。", "reviewer"),
        ("answered", "已补充。", "filer"),
        ("resolved", "", "filer"),
        ("reopened", "口径仍不清。", "reviewer"),
        ("answered", "请写明统计口径。", "reviewer"),
    ]
    assert not Remark.objects.get().is_resolved


def test_resolving_twice_changes_nothing_the_second_time(world: World) -> None:
    remark = returned(world)
    for _time in range(2):
        resolve_remark(remark=remark, by=world.filer, at=now())
    assert RemarkStep.objects.filter(step="resolved").count() == 1
    for _time in range(2):
        reopen_remark(remark=remark, by=world.filer, at=now())
    assert RemarkStep.objects.filter(step="reopened").count() == 1


def test_the_filers_side_settles_remarks_only_while_the_filing_is_theirs(world: World) -> None:
    remark = returned(world)
    submit_filing(filing=world.filing(), by=world.lead, at=now(), seen=seen_in(world.filing()))
    with pytest.raises(TransitionNotAllowed, match="Nothing was changed"):
        resolve_remark(remark=remark, by=world.filer, at=now())
    assert resolve_remark(remark=remark, by=world.reviewer, at=now()).is_resolved


def test_an_answer_of_the_reviewer_is_told_and_one_of_the_filer_is_not(world: World) -> None:
    remark = returned(world)
    before = Notice.objects.filter(kind="remark").count()
    answer_remark(remark=remark, text="已补充。", by=world.filer, at=now())
    assert Notice.objects.filter(kind="remark").count() == before
    answer_remark(remark=remark, text="收到。", by=world.reviewer, at=now())
    assert Notice.objects.filter(kind="remark").count() == before + 3


# --- Seen -----------------------------------------------------------------------------------------


def seen(world: World, organization: Organization, *, version: int | None = None) -> int:
    filing = world.filing()
    return mark_seen(
        lines=[("measurement", line) for line in filing.measurements.all()],
        versions={filing.pk: version or filing.version},
        organization=organization,
        by=world.department_filer,
        at=now(),
    )


def test_a_department_marks_lines_as_seen_once_a_version(world: World) -> None:
    world.submit(world.filing())
    assert (seen(world, world.department), seen(world, world.department)) == (2, 0)
    return_filing(filing=world.filing(), by=world.reviewer, at=now(), reason="补充", version=1)
    assert seen(world, world.department) == 0
    submit_filing(filing=world.filing(), by=world.lead, at=now(), seen=seen_in(world.filing()))
    assert seen(world, world.department) == 2
    assert set(LineSeen.objects.values_list("version", flat=True)) == {1, 2}


def test_a_line_that_was_filed_again_is_not_seen_by_who_read_the_version_before(world: World) -> None:
    world.submit(world.filing())
    return_filing(filing=world.filing(), by=world.reviewer, at=now(), reason="补充", version=1)
    submit_filing(filing=world.filing(), by=world.lead, at=now(), seen=seen_in(world.filing()))
    assert seen(world, world.department, version=1) == 0
    assert not LineSeen.objects.exists()


def test_submitting_counts_the_doubts_that_were_explained(world: World) -> None:
    assert world.submit(world.filing()).warning_count == 0
    world.approve(world.filing(world.city), value="7", by=world.provincial_reviewer)
    return_filing(filing=world.filing(), by=world.reviewer, at=now(), reason="核对", version=1)
    explain(world.filing())
    assert (
        submit_filing(
            filing=world.filing(), by=world.lead, at=now(), seen=seen_in(world.filing())
        ).warning_count
        == 1
    )
