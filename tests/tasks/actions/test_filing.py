"""Moves of a filing: who may lose what, what is written, what is refused (design R1–R6)."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tasks.actions import (
    approve_filing,
    extend_filing,
    open_period,
    publish_guidance,
    reopen_filing,
    return_filing,
    start_review,
    submit_filing,
    withdraw_filing,
)
from tasks.drafts.draft_statement import draft_statement
from tasks.errors import FilingIncomplete, NotYourOwn, ReasonMissing, StaleLine, TransitionNotAllowed
from tasks.filings.timeliness import Timeliness
from tasks.lines.checked_lines import checked_lines
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, LineRevision
from tests.world import World, answers, seen_in, write_line

Status = Filing.Status


def now() -> dt.datetime:
    return timezone.now()


def test_submit_keeps_version_snapshot_and_log(world: World) -> None:
    filing = world.submit(world.filing())
    filing.refresh_from_db()
    event = filing.events.get()
    snapshot = filing.snapshots.get()
    assert (filing.status, filing.version, filing.filed_on) == (Status.SUBMITTED, 1, dt.date(2021, 10, 10))
    assert (event.action, event.from_status, event.to_status, event.by) == (
        "submit",
        "draft",
        "submitted",
        world.lead,
    )
    assert len(snapshot.sha256) == 64
    assert [line["kind"] for line in snapshot.content["lines"]] == ["progress", "measurement", "measurement"]
    assert snapshot.content["lines"][1]["value"] == "120.5"


def test_submitting_twice_changes_nothing_the_second_time(world: World) -> None:
    filing = world.submit(world.filing())
    again = submit_filing(filing=filing, by=world.lead, at=now(), seen=seen_in(filing))
    assert again.version == 1
    assert filing.events.count() == 1
    assert filing.snapshots.count() == 1


def test_submitting_an_incomplete_filing_is_refused_and_leaves_no_trace(world: World) -> None:
    with pytest.raises(FilingIncomplete, match="3 lines"):
        submit_filing(filing=world.filing(), by=world.lead, at=now(), seen=seen_in(world.filing()))
    filing = world.filing()
    assert (filing.status, filing.version, filing.events.count()) == (Status.DRAFT, 0, 0)


def test_a_nil_return_answers_a_line_and_an_empty_line_does_not(world: World) -> None:
    filing = world.filing()
    for checked in checked_lines(filing):
        content = {"nil_return": True, "nil_reason": "由省局统一填报。", "note": ""}
        write_line(checked.line, content, by=world.filer)
    assert (
        submit_filing(filing=filing, by=world.lead, at=now(), seen=seen_in(filing)).status == Status.SUBMITTED
    )


def test_approving_twice_changes_nothing_the_second_time(world: World) -> None:
    filing = world.approve(world.filing())
    again = approve_filing(filing=filing, by=world.second_reviewer, at=now(), version=1)
    assert again.approved_by == world.reviewer
    assert filing.events.filter(action="approve").count() == 1


def test_two_reviewers_at_once_one_wins_the_other_is_told(world: World) -> None:
    filing = world.submit(world.filing())
    approve_filing(filing=filing, by=world.reviewer, at=now(), version=1)
    with pytest.raises(TransitionNotAllowed, match="Approved"):
        return_filing(filing=filing, by=world.second_reviewer, at=now(), reason="数据有误", version=1)


def test_nobody_approves_what_they_edited(world: World) -> None:
    filing = world.submit(world.filing())
    with pytest.raises(NotYourOwn):
        approve_filing(filing=filing, by=world.filer, at=now(), version=1)


def test_nobody_approves_what_they_submitted(world: World) -> None:
    filing = world.submit(world.filing())
    with pytest.raises(NotYourOwn):
        approve_filing(filing=filing, by=world.lead, at=now(), version=1)


def test_an_early_editor_whose_text_was_replaced_still_may_not_approve(world: World) -> None:
    filing = world.filing()
    world.fill(filing, by=world.reviewer, value="1")
    world.submit(filing, value="2")
    with pytest.raises(NotYourOwn):
        approve_filing(filing=filing, by=world.reviewer, at=now(), version=1)


def test_a_return_needs_a_reason(world: World) -> None:
    filing = world.submit(world.filing())
    with pytest.raises(ReasonMissing):
        return_filing(filing=filing, by=world.reviewer, at=now(), reason="  ", version=1)
    assert world.filing().status == Status.SUBMITTED


def test_a_returned_filing_is_corrected_and_approved_as_version_two(world: World) -> None:
    filing = world.submit(world.filing())
    return_filing(filing=filing, by=world.reviewer, at=now(), reason="请核对质押金额。", version=1)
    approved = world.approve(world.filing(), value="130")
    assert (approved.version, approved.status) == (2, Status.APPROVED)
    assert list(approved.snapshots.values_list("version", flat=True)) == [1, 2]
    assert list(approved.events.values_list("action", flat=True)) == ["submit", "return", "submit", "approve"]


def test_approving_a_version_that_was_replaced_is_refused(world: World) -> None:
    filing = world.submit(world.filing())
    withdraw_filing(filing=filing, version=filing.version, by=world.lead, at=now())
    world.submit(world.filing(), value="999")
    with pytest.raises(TransitionNotAllowed, match="filed again"):
        approve_filing(filing=filing, by=world.reviewer, at=now(), version=1)


def test_a_lead_withdraws_until_the_review_starts(world: World) -> None:
    filing = world.submit(world.filing())
    withdrawn = withdraw_filing(filing=filing, version=filing.version, by=world.lead, at=now())
    assert (withdrawn.status, withdrawn.filed_on) == (Status.DRAFT, None)
    filing = world.submit(world.filing(), value="5")
    start_review(filing=filing, by=world.reviewer, at=now(), version=filing.version)
    with pytest.raises(TransitionNotAllowed, match="started the review"):
        withdraw_filing(filing=filing, version=filing.version, by=world.lead, at=now())


def test_the_first_filing_day_is_kept_by_whatever_comes_after_a_return(world: World) -> None:
    first, day = now(), dt.timedelta(days=1)
    filing = world.submit(world.filing())
    return_filing(filing=filing, by=world.reviewer, at=first, reason="请核对。", version=1)
    again = submit_filing(filing=filing, by=world.lead, at=first + day, seen=seen_in(filing))
    assert again.filed_on == dt.date(2021, 10, 10)
    withdrawn = withdraw_filing(filing=again, version=2, by=world.lead, at=first + day)
    assert (withdrawn.status, withdrawn.filed_on) == (Status.DRAFT, dt.date(2021, 10, 10))


def test_starting_a_review_twice_is_logged_once(world: World) -> None:
    filing = world.submit(world.filing())
    for _time in range(2):
        started = start_review(filing=filing, by=world.reviewer, at=now(), version=1)
    assert started.review_started_by == world.reviewer
    assert filing.events.filter(action="start_review").count() == 1


def test_a_review_that_a_colleague_started_is_told_and_stays_theirs(world: World) -> None:
    filing = world.submit(world.filing())
    start_review(filing=filing, by=world.reviewer, at=now(), version=1)
    with pytest.raises(
        TransitionNotAllowed, match=r"^reviewer has been reviewing this filing since 2021-10-10"
    ):
        start_review(filing=filing, by=world.second_reviewer, at=now(), version=1)
    assert world.filing().review_started_by == world.reviewer


def test_a_review_is_not_started_of_a_version_that_was_not_read(world: World) -> None:
    filing = world.submit(world.filing())
    withdraw_filing(filing=filing, version=1, by=world.lead, at=now())
    world.submit(world.filing(), value="8")
    with pytest.raises(TransitionNotAllowed, match="filed again"):
        start_review(filing=filing, by=world.reviewer, at=now(), version=1)
    assert world.filing().review_started_at is None


def test_reopening_needs_a_reason_and_takes_the_approval_back(world: World) -> None:
    filing = world.approve(world.filing())
    with pytest.raises(ReasonMissing):
        reopen_filing(filing=filing, version=filing.version, by=world.reviewer, at=now(), reason="")
    reopened = reopen_filing(
        filing=filing, version=filing.version, by=world.reviewer, at=now(), reason="金额口径有误。"
    )
    assert (reopened.status, reopened.approved_at, reopened.approved_by) == (Status.RETURNED, None, None)


def test_an_extension_moves_the_due_day_of_one_organization(world: World) -> None:
    extended = extend_filing(
        filing=world.filing(),
        seen_due_on=world.filing().due_on,
        by=world.administrator,
        at=now(),
        due_on=dt.date(2021, 10, 31),
        reason="台风",
    )
    assert extended.due_on == dt.date(2021, 10, 31)
    assert world.filing(world.neighbour).due_on == dt.date(2021, 10, 20)
    with pytest.raises(TransitionNotAllowed, match="2021-10-31"):
        extend_filing(
            filing=extended,
            seen_due_on=extended.due_on,
            by=world.administrator,
            at=now(),
            due_on=dt.date(2021, 10, 31),
            reason="再延",
        )


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2021-10-20T23:59:59+08:00", Timeliness.ON_TIME),
        ("2021-10-21T00:00:00+08:00", Timeliness.LATE),
        # Still 20 October in London, already the 21st in Shanghai.
        ("2021-10-20T16:30:00+00:00", Timeliness.LATE),
    ],
)
def test_the_window_closes_at_the_end_of_its_due_day_in_shanghai(
    world: World, moment: str, expected: Timeliness
) -> None:
    world.fill(world.filing(), by=world.filer)
    with time_machine.travel(moment, tick=False):
        filing = submit_filing(filing=world.filing(), by=world.lead, at=now(), seen=seen_in(world.filing()))
        assert filing.timeliness == expected


def test_before_the_window_opens_nothing_is_saved_or_submitted(world: World) -> None:
    filing = world.filing(period=world.year_end)
    checked = checked_lines(filing)[0]
    with pytest.raises(TransitionNotAllowed, match="2021-11-15"):
        write_line(checked.line, answers(checked.line), by=world.filer)
    with pytest.raises(TransitionNotAllowed):
        submit_filing(filing=filing, by=world.lead, at=now(), seen=seen_in(filing))


# --- Lines ----------------------------------------------------------------------------------------


def save(world: World, kind: str, *, version: int, by: str = "filer", **content: Any) -> Any:
    line = LINE_KINDS[kind].lines_of(world.filing())[0]
    return write_line(line, answers(line) | content, by=world.people[by], version=version)


def test_an_edit_based_on_an_old_version_is_refused_and_overwrites_nothing(world: World) -> None:
    save(world, "progress", version=0, achievements="甲")
    with pytest.raises(StaleLine) as refused:
        save(world, "progress", version=0, by="colleague", achievements="乙")
    assert refused.value.current.achievements == "甲"  # type: ignore[attr-defined]
    assert LINE_KINDS["progress"].lines_of(world.filing())[0].achievements == "甲"


def test_edits_of_different_lines_never_collide(world: World) -> None:
    save(world, "progress", version=0)
    save(world, "measurement", version=0, by="colleague")
    assert LineRevision.objects.filter(filing=world.filing()).count() == 2


def test_every_saved_text_stays_readable(world: World) -> None:
    save(world, "progress", version=0, achievements="初稿")
    save(world, "progress", version=1, achievements="定稿")
    texts = [revision.content["achievements"] for revision in LineRevision.objects.order_by("version")]
    assert texts == ["初稿", "定稿"]


def test_saving_what_already_stands_there_is_no_new_version(world: World) -> None:
    save(world, "progress", version=0)
    assert save(world, "progress", version=1).version == 1


def test_a_submitted_filing_takes_no_edits(world: World) -> None:
    world.submit(world.filing())
    with pytest.raises(TransitionNotAllowed, match="Nothing was saved"):
        save(world, "progress", version=1, achievements="迟到的修改")


def test_measure_states_are_saved_with_the_line_and_counted(world: World) -> None:
    line = LINE_KINDS["progress"].lines_of(world.filing())[0]
    first = line.states[0]
    saved = save(world, "progress", version=0, **{f"measure_{first.measure_id}": "completed"})
    assert saved.percent_complete == 50


# --- Publishing -----------------------------------------------------------------------------------


def test_publishing_gives_each_organization_one_filing_a_period(world: World) -> None:
    assert Filing.objects.count() == 2 * 4
    assert not Filing.objects.filter(organization=world.office).exists()
    assert world.filing(world.city).reports_to == world.province
    assert world.filing(world.department).reports_to == world.office


def test_the_lines_follow_from_responsibilities_and_targets(world: World) -> None:
    def subjects(filing: Filing) -> list[int]:
        return [len(kind.lines_of(filing)) for kind in LINE_KINDS.values() if kind.is_asked]

    assert subjects(world.filing()) == [1, 2]
    assert subjects(world.filing(world.department)) == [1, 1]


def test_publishing_and_opening_again_create_nothing(world: World) -> None:
    seen = draft_statement(world.guidance)
    publish_guidance(guidance=world.guidance, by=world.administrator, at=now(), seen=seen)
    assert open_period(period=world.period) == 0
    assert Filing.objects.count() == 8


def test_opening_many_organizations_takes_as_many_queries_as_few(
    world: World, django_assert_num_queries: Callable[[int], Any]
) -> None:
    from tests.factories import OrganizationFactory  # noqa: PLC0415

    for _ in range(20):
        OrganizationFactory(parent=world.office)
    with django_assert_num_queries(10):
        open_period(period=world.period)
    assert Filing.objects.filter(period=world.period).count() == 24
