"""One year on every page, chosen in the header; by default the one that people work on (design R23)."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tasks.actions import publish_guidance
from tasks.actions.periods import set_up_quarters
from tasks.drafts.draft_statement import draft_statement
from tasks.filings.own_filings import Elsewhere
from tasks.models import Filing, FilingEvent, Guidance
from tasks.year_in_view import SESSION_KEY, Window, asked_year, year_of_work
from tests import factories
from tests.conftest import SignIn
from tests.world import World

DAY = dt.date


def window(year: int, opens: DAY, due: DAY, *, period: int = 0, is_supplement: bool = False) -> Window:
    return Window(year, period, opens, due, is_supplement=is_supplement)


YEAR_END = window(2021, DAY(2021, 10, 15), DAY(2021, 12, 15), period=4)
SPRING = window(2022, DAY(2022, 4, 1), DAY(2022, 4, 20), period=5)
LATER = window(2021, DAY(2022, 11, 1), DAY(2022, 12, 31), period=9, is_supplement=True)


@pytest.mark.parametrize(
    ("on", "year"),
    [
        (DAY(2021, 10, 14), 2021),  # nothing is open or was due: the first to open
        (DAY(2021, 12, 15), 2021),  # open
        (DAY(2021, 12, 16), 2021),  # was due last, although 2022 is published
        (DAY(2022, 4, 1), 2022),  # open
        (DAY(2022, 4, 21), 2022),  # was due last
        (DAY(2022, 11, 5), 2022),  # a supplement of the year before is open
    ],
)
def test_the_year_of_work_is_the_one_whose_window_is_open_or_was_last_due(on: DAY, year: int) -> None:
    assert year_of_work([SPRING, YEAR_END, LATER], on) == year


def test_the_latest_of_two_open_years_is_the_year_of_work() -> None:
    early = window(2022, DAY(2021, 12, 1), DAY(2022, 1, 20))
    assert year_of_work([YEAR_END, early], DAY(2021, 12, 5)) == 2022


def test_without_a_plan_there_is_no_year() -> None:
    assert year_of_work([], DAY(2021, 12, 5)) is None


@pytest.mark.parametrize(
    ("year", "period", "found"),
    [("2022", "", 2022), ("", "4", 2021), ("2022", "4", 2022), ("2020", "", None), ("２", "x", None)],
)
def test_an_address_names_a_year_or_a_period_of_it(year: str, period: str, found: int | None) -> None:
    assert asked_year([YEAR_END, SPRING], year, period) == found


# --- Pages ------------------------------------------------------------------------------------------


@pytest.fixture
def next_year(world: World) -> Guidance:
    """The plan of 2022, published while the third quarter of 2021 is open."""
    made = factories.GuidanceFactory.create(
        year=2022, title="下一年的指引", report_due_on=DAY(2022, 12, 15), issued_on=None
    )
    section = factories.SectionFactory.create(guidance=made)
    task = factories.TaskFactory.create(section=section, title="下一年的任务")
    factories.MeasureFactory.create(task=task)
    factories.ResponsibilityFactory.create(task=task, collective="local_bureaus")
    factories.TargetFactory.create(
        section=section,
        indicator=factories.IndicatorFactory.create(
            name="下一年的指标", english_name="Indicator of next year"
        ),
        responsible=world.department,
    )
    set_up_quarters(guidance=made, by=None, at=timezone.now())
    publish_guidance(
        guidance=made,
        by=world.administrator,
        at=dt.datetime(2021, 10, 10, 4, tzinfo=dt.UTC),
        seen=draft_statement(made),
    )
    return made


LISTS = (
    "home",
    "tasks:filing-list",
    "tasks:subordinates",
    "tasks:review-queue",
    "tasks:task-list",
    "targets:target-list",
    "reports:dashboard",
)
OF_NEXT_YEAR = re.compile(r"quarter of 2022|下一年的|of next year|2022-1[0-2]")
PEOPLE = ("filer", "lead", "reviewer", "observer", "department_filer", "administrator")


def main_of(client: Client, address: str) -> str:
    """The page without its header and its form's choices, where the other year is offered."""
    response = client.get(address, follow=True)
    assert response.status_code == 200, address
    return re.sub("<option.*?</option>", "", response.content.decode().split("<main", 1)[1], flags=re.DOTALL)


def pages(person: str) -> Iterator[str]:
    yield from map(reverse, LISTS)
    if person == "administrator":
        yield reverse("reports:report-list")
    if person == "department_filer":
        yield reverse("reports:dashboard-stream", args=["D-TFS"])


@pytest.mark.parametrize("person", PEOPLE)
def test_publishing_the_next_year_turns_no_page(
    world: World, next_year: Guidance, signed_in: SignIn, person: str
) -> None:
    client = signed_in(person)
    turned = [page for page in pages(person) if OF_NEXT_YEAR.search(main_of(client, page))]
    assert turned == []
    assert client.get(reverse("tasks:guidance-latest"))["Location"].endswith("/guidances/2021/")
    if person == "administrator":
        form = client.get(reverse("reports:report-list")).context["form"]
        assert form.initial["guidance"].year == 2021


@pytest.mark.parametrize("person", PEOPLE)
def test_the_chosen_year_is_on_every_page_and_stays(
    world: World, next_year: Guidance, signed_in: SignIn, person: str
) -> None:
    client = signed_in(person)
    assert client.get(reverse("home"), {"year": "2022"}).context["year_in_view"].year == 2022
    for page in pages(person):
        response = client.get(page)
        assert response.context["year_in_view"].year == 2022, page
        assert "quarter of 2021" not in response.content.decode().split("<main", 1)[1], page
    assert client.get(reverse("tasks:guidance-latest"))["Location"].endswith("/guidances/2022/")
    assert "下一年的任务" in main_of(client, reverse("tasks:task-list"))


@pytest.mark.parametrize("given", ["2020", "20222", "x", "", "２０２２", "-1", "\x00"])
def test_a_year_that_there_is_not_changes_nothing(
    world: World, next_year: Guidance, signed_in: SignIn, given: str
) -> None:
    page = signed_in("filer").get(reverse("tasks:filing-list"), {"year": given})
    assert page.context["year_in_view"].year == 2021


def test_an_address_with_a_period_shows_the_year_of_it(
    world: World, next_year: Guidance, signed_in: SignIn
) -> None:
    client, period = signed_in("reviewer"), next_year.periods.get(order=1)
    for name in ("tasks:filing-list", "tasks:subordinates", "reports:dashboard"):
        page = client.get(reverse(name), {"period": period.pk})
        assert page.context["year_in_view"].year == 2022
        assert "First quarter of 2022" in page.content.decode()
    assert client.get(reverse("tasks:filing-list")).context["year_in_view"].year == 2021


def test_what_waits_in_another_year_is_named_and_leads_there(
    world: World, next_year: Guidance, signed_in: SignIn
) -> None:
    with time_machine.travel("2022-04-05T12:00:00+08:00", tick=False):
        client = signed_in("filer")
        page = client.get(reverse("home"))
        assert page.context["year_in_view"].year == 2022
        assert page.context["elsewhere"] == [Elsewhere(2021, to_file=2, to_sign=0, to_review=0)]
        assert "2 filings of 2021 are yours to file as well." in page.content.decode()
        there = client.get(reverse("home"), {"year": "2021"})
        assert len(there.context["open_filings"]) == 2


def test_a_page_of_one_thing_keeps_its_year_and_says_so(
    world: World, next_year: Guidance, signed_in: SignIn
) -> None:
    client = signed_in("filer")
    filing = Filing.objects.filter(organization=world.province, period__guidance=next_year)[0]
    there = [
        reverse("tasks:filing-detail", args=[filing.pk]),
        reverse("tasks:task-detail", args=[next_year.tasks.get().pk]),
        reverse("targets:target-detail", args=[next_year.targets.get().pk]),
        reverse("tasks:guidance-detail", args=[2022]),
    ]
    said = "This page is about 2022, while 2021 is the year in view."
    assert [address for address in there if said not in main_of(client, address)] == []
    assert said not in main_of(client, reverse("tasks:filing-detail", args=[world.filing().pk]))


def test_one_year_alone_is_named_and_not_chosen(world: World, signed_in: SignIn) -> None:
    header = signed_in("filer").get(reverse("home")).content.decode().split("<main", 1)[0]
    assert "2021" in header
    assert "?year=" not in header


def test_reminding_of_all_reaches_the_year_of_the_page(
    world: World, next_year: Guidance, signed_in: SignIn
) -> None:
    """The list that was opened by its period reminds of that period, whichever year is in view."""
    period = next_year.periods.get(order=1)
    with time_machine.travel("2022-05-05T12:00:00+08:00", tick=False):
        client = signed_in("reviewer")
        client.get(reverse("home"), {"year": "2021"})
        client.post(reverse("tasks:subordinates-remind"), {"period": period.pk})
    reminders = FilingEvent.objects.filter(action="remind").select_related("filing__period")
    assert {event.filing.period for event in reminders} == {period}


def test_the_queue_holds_what_waits_of_the_year_in_view(
    world: World, next_year: Guidance, signed_in: SignIn
) -> None:
    filing = world.submit(world.filing())
    other = Filing.objects.get(organization=world.province, period__guidance=next_year, period__order=1)
    moves = ("status", "version", "filed_on", "submitted_at", "submitted_by")
    Filing.objects.filter(pk=other.pk).update(**{name: getattr(filing, name) for name in moves})
    client, queue = signed_in("reviewer"), reverse("tasks:review-queue")
    assert list(client.get(queue).context["page_obj"]) == [filing]
    assert list(client.get(queue, {"year": "2022"}).context["page_obj"]) == [other]


@pytest.mark.parametrize("kept", [2022, 2030, "x"])
def test_a_year_that_is_not_published_is_neither_offered_nor_kept(
    world: World, signed_in: SignIn, kept: object
) -> None:
    draft = factories.GuidanceFactory.create(year=2022, report_due_on=DAY(2022, 12, 15))
    set_up_quarters(guidance=draft, by=None, at=timezone.now())
    client = signed_in("administrator")
    session = client.session
    session[SESSION_KEY] = kept
    session.save()
    view = client.get(reverse("home")).context["year_in_view"]
    assert (view.year, view.years) == (2021, (2021,))


def test_an_administrator_meets_a_draft_only_where_drafts_are(world: World, signed_in: SignIn) -> None:
    draft = factories.GuidanceFactory.create(
        year=2022, title="下一年的指引", report_due_on=DAY(2022, 12, 15), issued_on=None
    )
    section = factories.SectionFactory.create(guidance=draft)
    task = factories.TaskFactory.create(section=section, title="下一年的任务")
    target = factories.TargetFactory.create(section=section, responsible=world.department)
    set_up_quarters(guidance=draft, by=None, at=timezone.now())
    client = signed_in("administrator")
    assert [page for page in pages("administrator") if OF_NEXT_YEAR.search(main_of(client, page))] == []
    gone = [
        reverse("tasks:task-detail", args=[task.pk]),
        reverse("targets:target-detail", args=[target.pk]),
        reverse("tasks:amendment-list", args=[2022]),
        reverse("api:guidance-detail", args=[2022]),
        reverse("api:task-detail", args=[task.pk]),
        reverse("api:target-detail", args=[target.pk]),
    ]
    assert {address: client.get(address).status_code for address in gone} == dict.fromkeys(gone, 404)
    assert "下一年的指引" in main_of(client, reverse("tasks:guidance-list"))
    assert client.get(reverse("tasks:guidance-detail", args=[2022])).status_code == 200
