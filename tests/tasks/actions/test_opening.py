"""Filings of very many organizations are opened in batches: shown, taken up again, none twice, none lost."""

import datetime as dt
import html
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from background.models import Job
from organizations.actions import move_organization
from organizations.models import Organization
from tasks.actions import publish_guidance
from tasks.actions.opening import OpeningStuck, open_batch, open_filings, take_up_opening
from tasks.actions.publish import open_period
from tasks.drafts.draft_statement import draft_statement
from tasks.filings import missing_filings
from tasks.jobs import open_noted_filings
from tasks.models import Filing, FilingOpening, Guidance, ReportingPeriod
from tests.amending import seen_on
from tests.background.queue import QUEUE, work_off
from tests.conftest import SignIn
from tests.factories import (
    GuidanceFactory,
    OrganizationFactory,
    ResponsibilityFactory,
    SectionFactory,
    TaskFactory,
)
from tests.world import World

CITIES = 9
# The department, two provinces and a city of the small world.
STANDING = 4
NOW = timezone.now


@pytest.fixture
def queue(settings: Any) -> None:
    settings.TASKS = QUEUE


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three organizations a batch, and hardly any filing in the act."""
    monkeypatch.setattr("tasks.actions.opening.AT_ONCE", 3)
    monkeypatch.setattr("tasks.actions.opening.BATCH", 6)


@pytest.fixture
def draft(world: World, queue: None, few_at_once: None) -> Guidance:
    """A draft of 2022 with two periods, which asks the department and every bureau; nine cities more."""
    for _city in range(CITIES):
        OrganizationFactory(parent=Organization.objects.get(pk=world.neighbour.pk), kind="city")
    made: Guidance = GuidanceFactory(
        year=2022, issued_on=dt.date(2022, 3, 3), report_due_on=dt.date(2022, 12, 15)
    )
    task = TaskFactory(section=SectionFactory(guidance=made))
    ResponsibilityFactory(task=task, organization=world.department)
    ResponsibilityFactory(task=task, collective="local_bureaus", organization=None, role="support")
    days = (dt.date(2022, 1, 1), dt.date(2022, 6, 30), dt.date(2022, 7, 1), dt.date(2022, 7, 20))
    rest = (dt.date(2022, 7, 1), dt.date(2022, 12, 31), dt.date(2022, 12, 1), dt.date(2022, 12, 15))
    for order, (kind, each) in enumerate([("half_year", days), ("year_end", rest)], start=1):
        names = ("starts_on", "ends_on", "opens_on", "due_on")
        ReportingPeriod.objects.create(
            guidance=made, kind=kind, order=order, **dict(zip(names, each, strict=True))
        )
    return made


def publish(world: World, draft: Guidance) -> None:
    publish_guidance(guidance=draft, by=world.administrator, at=NOW(), seen=draft_statement(draft))


def filings(draft: Guidance) -> list[tuple[int, int]]:
    found = Filing.objects.filter(period__guidance=draft)
    return sorted(found.values_list("organization_id", "period_id"))


def everybody(draft: Guidance) -> list[tuple[int, int]]:
    """What there is to be: one filing a period of everybody below the office."""
    below = Organization.objects.filter(depth__gt=1).values_list("pk", flat=True)
    return sorted((pk, period.pk) for pk in below for period in draft.periods.all())


def opening_of(draft: Guidance) -> FilingOpening:
    return FilingOpening.objects.get(guidance=draft)


# --- In batches -----------------------------------------------------------------------------------
def test_the_act_binds_at_once_and_the_filings_follow(world: World, draft: Guidance) -> None:
    publish(world, draft)
    assert Guidance.objects.get(pk=draft.pk).is_published
    assert filings(draft) == []
    assert (opening_of(draft).done, opening_of(draft).organizations) == (0, CITIES + STANDING)
    assert work_off() == 1
    assert filings(draft) == everybody(draft)
    assert opening_of(draft).is_finished


def test_each_batch_gives_some_organizations_all_their_filings(world: World, draft: Guidance) -> None:
    publish(world, draft)
    counts = []
    while (opening := open_batch(guidance=draft)) is not None:
        counts.append((opening.done, len(filings(draft))))
    assert counts == [(3, 6), (6, 12), (9, 18), (12, 24), (13, 26)]


def test_few_filings_are_open_when_the_act_is_done(
    world: World, draft: Guidance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.actions.opening.AT_ONCE", (CITIES + STANDING) * 2)
    publish(world, draft)
    assert filings(draft) == everybody(draft)
    assert not FilingOpening.objects.exists()
    assert not Job.objects.exists()


def test_nothing_is_lost_or_done_twice_when_a_batch_breaks_off(
    world: World, draft: Guidance, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(world, draft)
    create, calls = missing_filings.create_filings, []

    def breaking(*given: Any) -> int:
        calls.append(create(*given))
        if len(calls) == 3:
            raise RuntimeError("the power went")
        return calls[-1]

    monkeypatch.setattr("tasks.actions.opening.create_filings", breaking)
    with pytest.raises(RuntimeError):
        open_noted_filings.func(draft.pk)
    assert (opening_of(draft).done, len(filings(draft))) == (6, 12)
    open_noted_filings.func(draft.pk)
    assert filings(draft) == everybody(draft)
    assert sum(calls) - 6 == len(everybody(draft))


def test_a_batch_that_notes_nothing_ends_with_an_error_and_creates_nothing(
    world: World, draft: Guidance, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(world, draft)
    turns = iter("so many")
    with monkeypatch.context() as patch:
        # Where nothing stops the loop, the turns run out.
        patch.setattr(FilingOpening, "save", lambda _opening: next(turns))
        with pytest.raises(OpeningStuck, match="not opened beyond none"):
            open_noted_filings.func(draft.pk)
    assert (opening_of(draft).reached, filings(draft)) == ("", [])
    open_noted_filings.func(draft.pk)
    assert filings(draft) == everybody(draft)


def test_what_is_done_twice_changes_nothing(world: World, draft: Guidance) -> None:
    publish(world, draft)
    open_batch(guidance=draft)
    FilingOpening.objects.update(done=0, reached="")
    work_off()
    open_noted_filings.func(draft.pk)
    assert filings(draft) == everybody(draft)
    assert opening_of(draft).done == opening_of(draft).organizations


def test_who_is_moved_behind_the_batches_is_not_forgotten(world: World, draft: Guidance) -> None:
    """Cities of 45 are moved beneath 44, which has had its turn."""
    publish(world, draft)
    for _batch in range(2):
        open_batch(guidance=draft)
    last = Organization.objects.filter(kind="city").order_by("path").last()
    assert last is not None
    move_organization(
        organization=last,
        under=Organization.objects.get(pk=world.province.pk),
        by=world.administrator,
        at=NOW(),
        reason="区划调整",
    )
    assert Organization.objects.get(pk=last.pk).path < opening_of(draft).reached
    work_off()
    assert filings(draft) == everybody(draft)


def test_who_is_gone_by_the_end_of_a_period_has_no_filing_of_it(world: World, draft: Guidance) -> None:
    gone = Organization.objects.filter(kind="city").latest("path")
    Organization.objects.filter(pk=gone.pk).update(active_until=dt.date(2022, 8, 31))
    new = Organization.objects.filter(kind="city").exclude(pk=gone.pk).latest("path")
    Organization.objects.filter(pk=new.pk).update(active_from=dt.date(2022, 7, 1))
    publish(world, draft)
    work_off()
    half, year_end = draft.periods.order_by("order")
    assert set(everybody(draft)) - set(filings(draft)) == {(gone.pk, year_end.pk), (new.pk, half.pk)}


def test_a_plan_that_is_amended_meanwhile_begins_anew_with_all_its_periods(
    world: World, draft: Guidance
) -> None:
    publish(world, draft)
    open_batch(guidance=draft)
    year_end = draft.periods.latest("order")
    open_filings(guidance=draft, periods=[year_end])
    opening = opening_of(draft)
    assert (opening.done, len(opening.periods)) == (0, 2)
    work_off()
    assert filings(draft) == everybody(draft)


def test_filings_of_nobody_go_in_batches_too(world: World, draft: Guidance) -> None:
    publish(world, draft)
    work_off()
    ResponsibilityFactory(task=TaskFactory(section=draft.sections.get()), organization=world.department)
    task = draft.tasks.order_by("pk").first()
    assert task is not None
    task.responsibilities.filter(organization=None).delete()
    open_filings(guidance=draft, periods=list(draft.periods.all()))
    assert len(filings(draft)) == len(everybody(draft))
    work_off()
    assert {pk for pk, _period in filings(draft)} == {world.department.pk}


def test_a_period_opened_for_who_came_later_follows_the_same_rule(world: World, draft: Guidance) -> None:
    publish(world, draft)
    work_off()
    for _city in range(4):
        OrganizationFactory(parent=Organization.objects.get(pk=world.province.pk), kind="city")
    period = draft.periods.latest("order")
    assert open_period(period=period) == 0
    work_off()
    assert {pk for pk, each in filings(draft) if each == period.pk} == {pk for pk, _each in everybody(draft)}


def test_more_organizations_are_no_more_queries(
    world: World, draft: Guidance, django_assert_num_queries: Callable[[int], Any]
) -> None:
    publish(world, draft)
    for expected in (3, 6):
        with django_assert_num_queries(13):
            found = open_batch(guidance=draft)
        assert found is not None
        assert found.done == expected


# --- Shown and taken up ---------------------------------------------------------------------------
def page(client: Client, name: str, *args: object, **headers: str) -> str:
    return str(client.get(reverse(name, args=args), headers=headers).content.decode())


def test_the_administrator_lands_on_how_far_it_is(world: World, draft: Guidance, signed_in: SignIn) -> None:
    client = signed_in("administrator")
    address = reverse("tasks:draft-publish", args=[2022])
    read = {"is_checked": "on", "seen": seen_on(client, address)}
    sent = client.post(address, read, follow=True)
    text = html.unescape(sent.content.decode())
    assert sent.redirect_chain[-1][0] == reverse("tasks:guidance-detail", args=[2022])
    assert f"Filings are being opened for {CITIES + STANDING} organizations." in text
    assert f"0 of {CITIES + STANDING} organizations" in text
    open_batch(guidance=draft)
    part = page(client, "tasks:guidance-opening", 2022, HX_Request="true")
    assert f"3 of {CITIES + STANDING} organizations" in part
    assert 'hx-trigger="every 2s"' in part
    work_off()
    done = page(client, "tasks:guidance-opening", 2022, HX_Request="true")
    assert "Every organization has its filings" in done
    assert "hx-trigger" not in done
    assert "opening-state" not in page(client, "tasks:guidance-detail", 2022)


def test_pages_stand_while_filings_are_being_opened(world: World, draft: Guidance, signed_in: SignIn) -> None:
    publish(world, draft)
    open_batch(guidance=draft)
    task = draft.tasks.first()
    assert task is not None
    for person in ("filer", "outsider", "provincial_reviewer", "reviewer", "observer", "administrator"):
        client = signed_in(person)
        for address in (
            "/?year=2022",
            reverse("tasks:filing-list") + "?year=2022",
            reverse("tasks:subordinates") + "?year=2022",
            reverse("tasks:guidance-detail", args=[2022]),
            reverse("tasks:task-detail", args=[task.pk]),
            reverse("tasks:task-list") + "?year=2022",
        ):
            assert client.get(address, follow=True).status_code == 200, address


def test_who_has_no_filing_yet_reads_why(world: World, draft: Guidance, signed_in: SignIn) -> None:
    publish(world, draft)
    client = signed_in("outsider")
    sentence = f"Filings are being opened: 0 of {CITIES + STANDING} organizations have theirs."
    assert sentence in client.get(reverse("tasks:filing-list") + "?year=2022").content.decode()
    assert sentence in client.get("/?year=2022").content.decode()
    work_off()
    assert sentence not in client.get(reverse("tasks:filing-list") + "?year=2022").content.decode()


def test_what_broke_off_is_taken_up_by_an_administrator(
    world: World, draft: Guidance, signed_in: SignIn
) -> None:
    publish(world, draft)
    open_batch(guidance=draft)
    Job.objects.all().delete()
    client = signed_in("administrator")
    assert "It broke off." in page(client, "tasks:guidance-detail", 2022)
    assert ">Let it go on<" in page(client, "tasks:guidance-detail", 2022)
    assert ">Let it go on<" not in page(signed_in("reviewer"), "tasks:guidance-detail", 2022)
    answer = client.post(reverse("tasks:guidance-opening", args=[2022]), follow=True)
    assert "The opening of filings goes on." in answer.content.decode()
    work_off()
    assert filings(draft) == everybody(draft)
    assert not take_up_opening(guidance=draft)


# --- By command -----------------------------------------------------------------------------------
def test_the_command_says_how_far_it_is(world: World, draft: Guidance) -> None:
    told, said = StringIO(), StringIO()
    call_command("publish_guidance", 2022, stdout=said, stderr=told)
    assert told.getvalue().splitlines()[0] == "3 of 13 organizations have their filings (23 %)"
    assert told.getvalue().splitlines()[-1] == "13 of 13 organizations have their filings (100 %)"
    assert said.getvalue() == "Published: 13 organizations have 26 filings to make.\n"
    assert work_off() == 1  # the job that the act has queued finds nothing left
    assert filings(draft) == everybody(draft)


def test_the_command_can_be_stopped_and_run_again(
    world: World, draft: Guidance, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def stopping(*given: Any) -> int:
        calls.append(given)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return missing_filings.create_filings(*given)

    monkeypatch.setattr("tasks.actions.opening.create_filings", stopping)
    with pytest.raises(CommandError, match="or this command run again"):
        call_command("publish_guidance", 2022, stdout=StringIO(), stderr=StringIO())
    assert len(filings(draft)) == 12
    call_command("publish_guidance", 2022, stdout=StringIO(), stderr=StringIO())
    assert filings(draft) == everybody(draft)
    with pytest.raises(CommandError, match="published already"):
        call_command("publish_guidance", 2022)
