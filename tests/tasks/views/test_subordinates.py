"""Who has filed to us, and reminding those who have not."""

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tasks.actions import remind_filing, remind_filings
from tasks.errors import TransitionNotAllowed
from tasks.models import FilingEvent, Notice
from tests.conftest import SignIn
from tests.world import World

PAGE = reverse("tasks:subordinates")


def test_reminding_is_logged_and_tells_filers_and_leads(world: World) -> None:
    filing = world.filing()
    event = remind_filing(filing=filing, by=world.reviewer, at=timezone.now())
    assert (event.action, event.from_status, event.to_status) == ("remind", "draft", "draft")
    told = Notice.objects.filter(kind="reminded", filing=filing)
    assert {notice.user.username for notice in told} == {"filer", "colleague", "lead"}


def test_reminding_twice_a_day_is_refused(world: World) -> None:
    remind_filing(filing=world.filing(), by=world.reviewer, at=timezone.now())
    with pytest.raises(TransitionNotAllowed, match="reminded today already"):
        remind_filing(filing=world.filing(), by=world.second_reviewer, at=timezone.now())
    assert FilingEvent.objects.filter(action="remind").count() == 1


def test_reminding_before_the_window_opens_is_refused(world: World) -> None:
    with pytest.raises(TransitionNotAllowed, match="opens on"):
        remind_filing(filing=world.filing(period=world.year_end), by=world.reviewer, at=timezone.now())


def test_reminding_many_leaves_out_whom_it_cannot_remind(world: World) -> None:
    filed = world.submit(world.filing(world.neighbour))
    filings = [filed, world.filing(), world.filing()]
    events = remind_filings(filings=filings, by=world.reviewer, at=timezone.now())
    assert [event.filing for event in events] == [world.filing()]


def test_the_page_shows_the_direct_subordinates_of_the_latest_period(world: World, signed_in: SignIn) -> None:
    world.submit(world.filing(world.neighbour))
    page = signed_in("reviewer").get(PAGE)
    shown = {filing.organization.code for filing in page.context["page_obj"]}
    assert shown == {"44", "32", "D-TFS"}
    assert {filing.period for filing in page.context["page_obj"]} == {world.period}
    assert page.context["filed_count"] == 1
    cities = signed_in("provincial_reviewer").get(PAGE).context["page_obj"]
    assert [filing.organization.code for filing in cities] == ["440100"]


def test_a_filer_sees_the_subordinates_but_cannot_remind(world: World, signed_in: SignIn) -> None:
    page = signed_in("filer").get(PAGE)
    assert "440100" in {filing.organization.code for filing in page.context["page_obj"]}
    assert reverse("tasks:filing-remind", args=[world.filing(world.city).pk]) not in page.content.decode()


def test_one_click_reminds_all_that_are_overdue(world: World, signed_in: SignIn) -> None:
    world.period.due_on = world.period.opens_on
    world.period.save()
    world.submit(world.filing(world.neighbour))
    client = signed_in("reviewer")
    data = {"period": str(world.period.pk), "next": PAGE}
    response = client.post(reverse("tasks:subordinates-remind"), data, follow=True)
    assert "2 organizations reminded." in response.content.decode()
    reminded = FilingEvent.objects.filter(action="remind").values_list(
        "filing__organization__code", flat=True
    )
    assert set(reminded) == {"44", "D-TFS"}
    again = client.post(reverse("tasks:subordinates-remind"), data, follow=True)
    assert "0 organizations reminded." in again.content.decode()


def test_the_way_back_never_leads_elsewhere(world: World, signed_in: SignIn) -> None:
    url = reverse("tasks:filing-remind", args=[world.filing().pk])
    response = signed_in("reviewer").post(url, {"next": "https://example.org/"})
    assert response.headers["Location"] == PAGE


@pytest.mark.parametrize("person", ["reviewer", "provincial_reviewer"])
def test_the_count_of_the_overdue_opens_what_it_counted(world: World, signed_in: SignIn, person: str) -> None:
    with time_machine.travel("2021-10-25T12:00:00+08:00", tick=False):
        client = signed_in(person)
        home = client.get(reverse("home"))
        listed = client.get(reverse("tasks:subordinates"), {"period": "", "timeliness": "overdue"})
    assert home.context["late_count"] == listed.context["page_obj"].paginator.count > 0
    assert (
        f"{reverse('tasks:subordinates')}?year=2021&amp;period=&amp;timeliness=overdue"
        in home.content.decode()
    )
