"""A filer hands a finished filing over to the lead: both are told, and the mark holds only for what was
handed over (design R3)."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from organizations.models import User
from tasks.actions import (
    give_back_filing,
    hand_over_filing,
    remove_evidence,
    submit_filing,
)
from tasks.actions.evidence import receive_evidence
from tasks.errors import ActionRefused, FilingIncomplete, ReasonMissing, TransitionNotAllowed
from tasks.lines.checked_lines import checked_lines
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, FilingEvent, Notice
from tests.tasks.evidence import files
from tests.world import World, answers, seen_in, write_line

pytestmark = pytest.mark.django_db
WAITING = "?year=2021&yours=to_sign"


def now() -> dt.datetime:
    return timezone.now()


def handed_over(world: World) -> Filing:
    filing = world.filing()
    world.fill(filing, by=world.filer)
    return hand_over_filing(filing=filing, by=world.filer, at=now())


def change_a_line(world: World, by: User, achievements: str = "另有进展。") -> None:
    checked = checked_lines(world.filing())[0]
    write_line(checked.line, answers(checked.line) | {"achievements": achievements}, by=by)


def told(kind: str) -> list[str]:
    return [notice.user.username for notice in Notice.objects.filter(kind=kind).select_related("user")]


def test_the_leads_are_told_that_a_filing_waits_and_its_status_stays(world: World) -> None:
    filing = handed_over(world)
    assert (filing.status, filing.handed_over_by) == ("draft", world.filer)
    event = filing.events.get()
    assert (event.action, event.from_status, event.to_status) == ("hand_over", "draft", "draft")
    assert told("handed_over") == ["lead"]
    hand_over_filing(filing=filing, by=world.colleague, at=now())
    assert world.filing().handed_over_by == world.filer
    assert filing.events.count() == 1


def test_it_is_refused_while_lines_block_and_to_those_who_sign_themselves(world: World) -> None:
    with pytest.raises(FilingIncomplete):
        hand_over_filing(filing=world.filing(), by=world.filer, at=now())
    world.fill(world.filing(), by=world.filer)
    with pytest.raises(TransitionNotAllowed, match="sign off yourself"):
        hand_over_filing(filing=world.filing(), by=world.lead, at=now())
    assert not world.filing().is_handed_over


def test_submitting_ends_it_and_tells_who_handed_over(world: World) -> None:
    filing = handed_over(world)
    submit_filing(filing=filing, by=world.lead, at=now(), seen=seen_in(filing))
    assert not world.filing().is_handed_over
    assert (told("signed"), told("handed_over")) == (["filer"], [])


def test_a_lead_gives_it_back_with_a_reason_that_the_filer_reads(world: World) -> None:
    filing = handed_over(world)
    with pytest.raises(ReasonMissing):
        give_back_filing(filing=filing, by=world.lead, at=now(), reason=" ")
    given = give_back_filing(filing=filing, by=world.lead, at=now(), reason="请核对金额。")
    assert (given.status, given.is_handed_over) == ("draft", False)
    notice = Notice.objects.get(kind="given_back")
    assert (notice.user, notice.values["reason"]) == (world.filer, "请核对金额。")
    with pytest.raises(TransitionNotAllowed, match="does not wait"):
        give_back_filing(filing=filing, by=world.lead, at=now(), reason="再核对。")


def test_what_changes_afterwards_takes_the_mark_off(world: World) -> None:
    handed_over(world)
    change_a_line(world, world.colleague)
    assert not world.filing().is_handed_over
    assert told("handed_over") == []
    hand_over_filing(filing=world.filing(), by=world.filer, at=now())
    assert FilingEvent.objects.filter(action="hand_over").count() == 2
    assert told("handed_over") == ["lead"]


def test_saving_what_stands_there_and_what_the_lead_corrects_leave_the_mark(world: World) -> None:
    handed_over(world)
    change_a_line(world, world.filer, "已完成评估指引。")
    assert world.filing().is_handed_over
    change_a_line(world, world.lead, "负责人更正。")
    assert world.filing().is_handed_over


def test_evidence_attached_or_removed_takes_the_mark_off(world: World, settings: Settings) -> None:
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"default": memory}
    handed_over(world)
    attached = receive_evidence(
        filing=world.filing(),
        kind=LINE_KINDS["progress"],
        subject_id=world.local_task.pk,
        upload=ContentFile(files.PDF, name="证明.pdf"),
        by=world.filer,
        at=now(),
    )
    assert not world.filing().is_handed_over
    hand_over_filing(filing=world.filing(), by=world.filer, at=now())
    remove_evidence(evidence=attached.evidence, by=world.filer, at=now())
    assert not world.filing().is_handed_over


def test_a_submitted_filing_cannot_be_handed_over(world: World) -> None:
    filing = world.submit(world.filing())
    with pytest.raises(ActionRefused):
        hand_over_filing(filing=filing, by=world.filer, at=now())


def test_the_filer_presses_a_button_and_the_lead_finds_what_waits(world: World, client: Client) -> None:
    filing = world.filing()
    world.fill(filing, by=world.filer)
    client.force_login(world.person("filer"))
    address = reverse("tasks:filing-hand-over", args=[filing.pk])
    for name in ("tasks:filing-detail", "tasks:filing-check"):
        assert address in client.get(reverse(name, args=[filing.pk])).content.decode()
    client.post(address)
    page = client.get(reverse("tasks:filing-detail", args=[filing.pk])).content.decode()
    assert f"{world.filer} 于" in page
    assert address not in page
    client.force_login(world.person("lead"))
    home = client.get(reverse("home"))
    assert home.context["unsigned_count"] == 1
    assert home.context["open_filings"] == []  # named once, where it waits
    assert reverse("tasks:filing-list") + WAITING.replace("&", "&amp;") in home.content.decode()
    listed = client.get(reverse("tasks:filing-list") + WAITING)
    assert [one.pk for one in listed.context["page_obj"]] == [filing.pk]
    assert reverse("tasks:filing-give-back", args=[filing.pk]) in page_of(client, filing)


def page_of(client: Client, filing: Filing) -> str:
    return client.get(reverse("tasks:filing-check", args=[filing.pk])).content.decode()


def test_what_went_on_before_the_submission_is_told_to_the_own_organization_alone(
    world: World, client: Client
) -> None:
    give_back_filing(filing=handed_over(world), by=world.lead, at=now(), reason="请核对金额。")
    for name, is_told in (("filer", True), ("reviewer", False)):
        client.force_login(world.person(name))
        page = client.get(reverse("tasks:filing-detail", args=[world.filing().pk]))
        answer = client.get(reverse("api:filing-detail", args=[world.filing().pk]))
        assert ("请核对金额。" in page.content.decode()) is is_told
        assert bool(answer.json()["events"]) is is_told


def test_saving_says_that_the_mark_is_off(world: World, client: Client) -> None:
    handed_over(world)
    client.force_login(world.person("filer"))
    address = reverse("tasks:line-edit", args=[world.filing().pk, "progress", world.local_task.pk])
    typed = {"version": 1, "achievements": "另有进展。", "note": ""}
    said = client.post(address, typed, headers={"HX-Request": "true"})
    assert said.status_code == 200
    assert 'id="line-hand-over"' in said.content.decode()
    assert not world.filing().is_handed_over
