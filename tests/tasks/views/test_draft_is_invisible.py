"""A draft guidance is there for administrators alone: its addresses are unknown to everybody else, and no
page, call, filter, file or feed that they can get to says a word of it."""

import datetime as dt
import html
import re
from collections import deque
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tasks.actions import publish_guidance, renew_calendar_token
from tasks.actions.periods import set_up_quarters
from tasks.drafts.draft_statement import draft_statement
from tasks.models import Filing, Guidance, Measure, Task
from tests import factories
from tests.conftest import SignIn
from tests.world import World

SECRET = "尚未公布"
ENGLISH = "Nowhere known"
PEOPLE = ("filer", "lead", "provincial_reviewer", "city_lead", "outsider")
OFFICE = ("department_filer", "reviewer", "observer")
LINK = re.compile(r'(?:href|hx-get|action)="(/[^"#]*)')
# Signing out ends the walk; files of the page itself say nothing of a plan.
LEFT_OUT = ("/accounts/", "/static/", "/admin/", "/i18n/")
PAGES = 150


@pytest.fixture
def draft(world: World) -> Guidance:
    """A draft for 2022, complete down to its periods, that asks the bureaus and a department."""
    made = factories.GuidanceFactory.create(
        year=2022, title=f"{SECRET}的工作指引", report_due_on=dt.date(2022, 12, 15), issued_on=None
    )
    section = factories.SectionFactory.create(guidance=made, title=f"{SECRET}的条目。")
    local = factories.TaskFactory.create(section=section, title=f"{SECRET}的任务", text=f"{SECRET}的任务。")
    factories.MeasureFactory.create(task=local, text=f"{SECRET}的举措。")
    factories.ResponsibilityFactory.create(task=local, collective="local_bureaus")
    silent = factories.OrganizationFactory.create(
        parent=world.office, short_name=f"{SECRET}司", english_name=f"{ENGLISH} department", kind="department"
    )
    factories.ResponsibilityFactory.create(task=local, organization=silent, role="support")
    indicator = factories.IndicatorFactory.create(name=f"{SECRET}的指标", english_name=f"{ENGLISH} indicator")
    factories.TargetFactory.create(section=section, indicator=indicator, responsible=silent)
    made.cautions.create(message=f"{SECRET}?")
    set_up_quarters(guidance=made, by=None, at=timezone.now())
    return made


def text_of(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    content = b"".join(response) if response.streaming else response.content
    return response.status_code, html.unescape(content.decode(errors="replace"))


def walk(client: Client, start: str) -> Iterator[tuple[str, str]]:
    """Every page that links lead to, with its text."""
    found, seen = deque([start]), {start}
    while found and len(seen) < PAGES:
        address = found.popleft()
        status, text = text_of(client, address)
        assert status < 500, address
        if status != 200:
            continue
        yield address, text
        for link in LINK.findall(text):
            if link not in seen and not link.startswith(LEFT_OUT):
                seen.add(link)
                found.append(link)


def says_nothing(text: str) -> bool:
    """Whether a page is silent about the draft; the silent department stands in the tree for all to see."""
    rest = re.sub(f"{SECRET}司|{ENGLISH} department", "", text)
    return SECRET not in rest and ENGLISH not in rest


@pytest.mark.parametrize("person", PEOPLE + OFFICE)
def test_no_page_that_can_be_walked_to_speaks_of_a_draft(
    draft: Guidance, signed_in: SignIn, person: str
) -> None:
    walked = dict(walk(signed_in(person), reverse("home")))
    assert len(walked) > 10
    assert [address for address, text in walked.items() if not says_nothing(text)] == []
    assert [address for address in walked if "2022" in address] == []


def addresses(draft: Guidance) -> list[str]:
    """Every address of the draft's own."""
    task, target, year = draft.tasks.get(), draft.targets.get(), draft.year
    return [
        reverse("tasks:guidance-detail", args=[year]),
        reverse("tasks:amendment-list", args=[year]),
        reverse("tasks:guidance-compare", args=[year, 2021]),
        reverse("tasks:draft-check", args=[year]),
        reverse("tasks:draft-publish", args=[year]),
        reverse("tasks:task-detail", args=[task.pk]),
        reverse("targets:target-detail", args=[target.pk]),
        reverse("api:guidance-detail", args=[year]),
        reverse("api:task-detail", args=[task.pk]),
        reverse("api:target-detail", args=[target.pk]),
    ]


@pytest.mark.parametrize("person", PEOPLE + OFFICE)
def test_the_addresses_of_a_draft_are_unknown(draft: Guidance, signed_in: SignIn, person: str) -> None:
    client = signed_in(person)
    answers = {address: text_of(client, address)[0] for address in addresses(draft)}
    assert set(answers.values()) == {404}, answers


@pytest.mark.parametrize("person", PEOPLE + OFFICE)
def test_neither_calls_nor_filters_speak_of_a_draft(draft: Guidance, signed_in: SignIn, person: str) -> None:
    client, period = signed_in(person), draft.periods.latest("order")
    asked = [
        *(reverse(f"api:{name}-list") for name in ("guidance", "task", "target", "filing")),
        f"{reverse('api:guidance-list')}?year={draft.year}",
        f"{reverse('api:task-list')}?guidance={draft.pk}",
        f"{reverse('api:target-list')}?guidance={draft.pk}",
        f"{reverse('api:filing-list')}?period={period.pk}",
        f"{reverse('targets:target-list')}?guidance={draft.pk}",
        f"{reverse('targets:target-list')}?name={SECRET[:2]}",
        f"{reverse('tasks:filing-list')}?period={period.pk}",
        f"{reverse('reports:dashboard')}?period={period.pk}",
        f"{reverse('tasks:task-list')}?guidance={draft.pk}",
    ]
    for address in asked:
        status, text = text_of(client, address)
        assert status in {200, 400}, address
        assert says_nothing(text.replace(f'value="{SECRET[:2]}"', "")), address


def test_the_choices_of_a_filter_name_nobody_for_a_draft(draft: Guidance, signed_in: SignIn) -> None:
    _status, text = text_of(signed_in("filer"), reverse("targets:target-list"))
    assert f"{SECRET}司" not in text
    assert f"{ENGLISH} department" not in text


def test_a_calendar_feed_is_silent(world: World, draft: Guidance, client: Client) -> None:
    token = renew_calendar_token(by=world.filer, at=timezone.now())
    status, text = text_of(client, reverse("tasks:calendar-feed", args=[token]))
    assert status == 200
    assert "2022" not in text


def test_nobody_has_anything_to_file_before_it_is_published(world: World, draft: Guidance) -> None:
    assert not Filing.objects.filter(period__guidance=draft).exists()
    assert not Task.objects.published().filter(guidance=draft).exists()
    assert Measure.objects.filter(task__guidance=draft).exists()


def test_the_administration_finds_drafts_for_administrators_alone(draft: Guidance, signed_in: SignIn) -> None:
    search = f"{reverse('admin:tasks_task_changelist')}?q={SECRET}"
    assert {text_of(signed_in(person), search)[0] for person in PEOPLE + OFFICE} == {302}
    assert f"{SECRET}的任务" in text_of(signed_in("administrator"), search)[1]


@pytest.mark.parametrize("person", ["filer", "city_lead", "outsider"])
def test_publishing_shows_it_to_everybody(
    world: World, draft: Guidance, signed_in: SignIn, person: str
) -> None:
    draft.cautions.all().delete()
    at, seen = dt.datetime(2022, 1, 4, 9, tzinfo=dt.UTC), draft_statement(draft)
    publish_guidance(guidance=draft, by=world.administrator, at=at, seen=seen)
    client = signed_in(person)
    assert f"{SECRET}的工作指引" in text_of(client, reverse("tasks:guidance-detail", args=[2022]))[1]
    assert f"{SECRET}的任务" in text_of(client, f"{reverse('tasks:task-list')}?year=2022")[1]
    assert "First quarter of 2022" in text_of(client, reverse("tasks:filing-list"))[1]
