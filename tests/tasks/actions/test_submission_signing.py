"""A lead signs what they have read; what changed since is shown, not signed (design R20)."""

import html
import re
from decimal import Decimal
from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from organizations.models import User
from tasks.actions import (
    approve_filing,
    remove_evidence,
    reopen_filing,
    return_filing,
    submit_filing,
)
from tasks.actions.amend_task import MeasureEdit, amend_task, withdraw_task
from tasks.actions.draft.owners import Owner
from tasks.actions.remarks import add_remark, answer_remark
from tasks.amendments.plan_statement import task_statement
from tasks.errors import NotAsRead, TransitionNotAllowed
from tasks.lines.checked_lines import checked_lines
from tasks.models import Evidence, Filing, Measure
from tests.conftest import SignIn
from tests.factories import TaskFactory
from tests.world import World, answers, seen_in, write_line

SEEN = re.compile(r'name="seen" value="([^"]*)"')
CONFLICT = 409


@pytest.fixture
def lead(world: World, signed_in: SignIn) -> Client:
    world.fill(world.filing(), by=world.filer, value="7")
    return signed_in("lead")


def what_is_read(client: Client, filing: Filing) -> str:
    """What the check page carries to the signature."""
    page = client.get(reverse("tasks:filing-check", args=[filing.pk])).content.decode()
    return html.unescape(SEEN.findall(page)[0])


def sign(client: Client, filing: Filing, seen: str) -> tuple[int, str]:
    answer = client.post(reverse("tasks:filing-submit", args=[filing.pk]), {"seen": seen})
    return answer.status_code, html.unescape(answer.content.decode())


def save(world: World, value: str) -> None:
    """A filer saves another figure."""
    checked = checked_lines(world.filing())[1]
    write_line(checked.line, answers(checked.line) | {"value": Decimal(value)}, by=world.colleague)


def attach(filing: Filing, task: int, name: str, *, by: User) -> Evidence:
    """A file at a task's line, of which only the row matters here."""
    return Evidence.objects.create(
        filing=filing,
        kind="progress",
        subject_id=task,
        name=name,
        file=f"evidence/{name}",
        size=1,
        media_type="application/pdf",
        sha256=sha256(name.encode()).hexdigest(),
        uploaded_at=timezone.now(),
        uploaded_by=by,
    )


def test_a_figure_that_a_filer_saved_since_is_shown_and_not_signed(world: World, lead: Client) -> None:
    filing, read = world.filing(), what_is_read(lead, world.filing())
    save(world, "999")
    status, page = sign(lead, filing, read)
    assert (status, world.filing().status) == (CONFLICT, Filing.Status.DRAFT)
    assert '<dd class="num">7 → <strong>999</strong>' in page
    assert f"The line was edited · {world.colleague}" in page
    assert date_format(timezone.localtime(), "DATETIME_FORMAT") in page
    again = re.findall(r'name="seen" value="(.*)">', page)[0]
    assert sign(lead, filing, again)[0] == 302
    assert world.filing().measurements.first().value == 999
    assert world.filing().submitted_by == world.lead


def test_what_was_not_changed_is_signed(world: World, lead: Client) -> None:
    assert sign(lead, world.filing(), what_is_read(lead, world.filing()))[0] == 302
    assert world.filing().status == Filing.Status.SUBMITTED


def test_a_page_that_does_not_say_what_was_read_signs_nothing(world: World, lead: Client) -> None:
    for seen in ("", "none", "{}"):
        sign(lead, world.filing(), seen)
        assert world.filing().status == Filing.Status.DRAFT


def test_a_file_that_came_or_went_since_is_shown(world: World, lead: Client) -> None:
    filing, task = world.filing(), world.local_task.pk
    gone = attach(filing, task, "旧表.pdf", by=world.filer)
    read = what_is_read(lead, filing)
    remove_evidence(evidence=gone, by=world.filer, at=timezone.now())
    attach(filing, task, "新表.pdf", by=world.filer)
    status, page = sign(lead, filing, read)
    assert status == CONFLICT
    assert f"A file was removed · {world.filer}" in page
    assert "旧表.pdf</del>" in page
    assert "新表.pdf</ins>" in page


def test_a_task_that_was_amended_since_is_shown_as_it_was_and_as_it_is(world: World, lead: Client) -> None:
    filing, read = world.filing(), what_is_read(lead, world.filing())
    task = world.local_task
    measures = [MeasureEdit(one.text, one.pk) for one in Measure.objects.filter(task=task)]
    measures[0] = MeasureEdit("健全知识产权价值评估体系。", measures[0].pk)
    owner = Owner("lead", collective="local_bureaus")
    amend_task(
        task=task,
        by=world.administrator,
        at=timezone.now(),
        reason="改一处。",
        seen=task_statement(task),
        title=task.title,
        due_on=None,
        measures=measures,
        owners=[owner],
    )
    status, page = sign(lead, filing, read)
    assert status == CONFLICT
    assert f"An amendment changed what is asked · {world.administrator}" in page
    assert "价值</ins>" in page


def test_a_line_that_an_amendment_added_or_took_away_is_shown(world: World, lead: Client) -> None:
    filing, other = world.filing(), TaskFactory(section=world.local_task.section, title="临时任务")
    other.responsibilities.create(collective="local_bureaus", role="lead")
    read = str(seen_in(filing))
    withdraw_task(
        task=other, by=world.administrator, at=timezone.now(), reason="不做了。", seen=task_statement(other)
    )
    status, page = sign(lead, filing, read)
    assert status == CONFLICT
    assert f"An amendment took the line away · {world.administrator}" in page
    read = str(seen_in(filing))
    other.withdrawn_on = None
    other.save()
    status, page = sign(lead, filing, read)
    assert (status, "An amendment added the line" in page) == (CONFLICT, True)


def test_a_word_about_a_line_is_read_before_the_name_is_put_under_it(world: World, lead: Client) -> None:
    filing = submit_filing(
        filing=world.filing(), by=world.lead, at=timezone.now(), seen=seen_in(world.filing())
    )
    remark = add_remark(
        filing=filing,
        kind="progress",
        subject_id=world.local_task.pk,
        text="请核对评估机构名单。",
        organization=world.office,
        by=world.reviewer,
        at=timezone.now(),
    )
    return_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="", version=1)
    read = what_is_read(lead, filing)
    answer_remark(remark=remark, text="名单少了三家。", by=world.colleague, at=timezone.now())
    status, page = sign(lead, filing, read)
    assert (status, f"Answer · {world.colleague}" in page, "名单少了三家。" in page) == (CONFLICT, True, True)


def test_a_signature_after_anothers_is_no_second_one_and_says_so(world: World, lead: Client) -> None:
    filing, read = world.filing(), what_is_read(lead, world.filing())
    submit_filing(filing=filing, by=world.city_lead, at=timezone.now(), seen=seen_in(filing))
    answer = lead.post(reverse("tasks:filing-submit", args=[filing.pk]), {"seen": read}, follow=True)
    assert f"{world.city_lead} has submitted this filing already." in answer.content.decode()
    assert world.filing().submitted_by == world.city_lead


@pytest.mark.parametrize("key", ["line:progress:x", "file:9999", "remark:9", "asked:nothing:1", "", "line:"])
def test_what_nobody_has_read_shows_nothing_and_signs_nothing(world: World, lead: Client, key: str) -> None:
    parts = dict(seen_in(world.filing()).parts) | {key: "1"}
    status, page = sign(lead, world.filing(), str(type(seen_in(world.filing()))(parts)))
    assert (status, "Nothing was submitted." in page) == (CONFLICT, True)
    assert world.filing().status == Filing.Status.DRAFT


def test_the_action_itself_demands_what_was_read(world: World) -> None:
    world.fill(world.filing(), by=world.filer)
    read = seen_in(world.filing())
    save(world, "8")
    with pytest.raises(NotAsRead) as refusal:
        submit_filing(filing=world.filing(), by=world.lead, at=timezone.now(), seen=read)
    assert [difference.key for difference in refusal.value.differences] == [
        f"line:measurement:{world.pledge.pk}"
    ]
    assert refusal.value.differences[0].before == "1"


# --- Other moves of a filing ------------------------------------------------------------------------


def test_a_filing_is_reopened_and_withdrawn_in_the_version_that_was_read(
    world: World, signed_in: SignIn
) -> None:
    filing = world.approve(world.filing())
    reopen_filing(filing=filing, version=1, by=world.reviewer, at=timezone.now(), reason="更正")
    world.submit(world.filing(), value="8")
    address = reverse("tasks:filing-withdraw", args=[filing.pk])
    for sent in ({}, {"version": "1"}):
        signed_in("lead").post(address, sent)
        assert world.filing().status == Filing.Status.SUBMITTED
    approve_filing(filing=world.filing(), by=world.reviewer, at=timezone.now(), version=2)
    address = reverse("tasks:filing-reopen", args=[filing.pk])
    signed_in("reviewer").post(address, {"version": "1", "reason": "更正"})
    assert world.filing().status == Filing.Status.APPROVED
    signed_in("reviewer").post(address, {"version": "2", "reason": "更正"})
    assert world.filing().status == Filing.Status.RETURNED


def test_what_is_approved_in_another_version_than_was_read_is_not_taken_for_approved(world: World) -> None:
    filing, by = world.submit(world.filing()), {"by": world.reviewer, "at": timezone.now()}
    return_filing(filing=filing, reason="补充", version=1, **by)
    filing = submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
    approve_filing(filing=filing, version=2, **by)
    assert approve_filing(filing=filing, version=2, **by).events.filter(action="approve").count() == 1
    with pytest.raises(TransitionNotAllowed, match="filed again since you opened it"):
        approve_filing(filing=filing, version=1, **by)


def test_a_window_that_another_extended_since_is_not_extended_unread(world: World, signed_in: SignIn) -> None:
    administrator = signed_in("administrator")
    address = reverse("tasks:filing-extend", args=[world.filing().pk])
    assert 'value="2021-10-20"' in administrator.get(address).content.decode()
    sent = {"due_on": "2021-10-25", "reason": "系统故障", "seen_due_on": "2021-10-20"}
    administrator.post(address, sent)
    page = administrator.post(address, sent | {"due_on": "2021-10-30"}, follow=True).content.decode()
    assert "was due on 2021-10-20 when you opened the page; by now it is due on 2021-10-25." in page
    assert world.filing().due_on.isoformat() == "2021-10-25"
