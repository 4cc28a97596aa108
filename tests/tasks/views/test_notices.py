"""The bell, the list, the switches, and the light on the pages of a filing."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.models import Membership
from tasks.actions import notify_remark, return_filing
from tasks.models import Notice, NoticeKind, NoticePreference
from tests.conftest import SignIn
from tests.world import World

LIST, SETTINGS = reverse("tasks:notice-list"), reverse("tasks:notice-settings")


def remark(world: World, key: str = "one", text: str = "请补附件。") -> Notice:
    notify_remark(filing=world.filing(), key=key, text=text, by=world.reviewer, at=timezone.now())
    return Notice.objects.get(user=world.filer, key=key)


def page(signed_in: SignIn, url: str, name: str = "filer") -> str:
    return signed_in(name).get(url).content.decode()


def test_the_bell_counts_what_is_unread(world: World, signed_in: SignIn) -> None:
    assert "unread</span>" not in page(signed_in, "/")
    for number in range(3):
        remark(world, f"remark-{number}")
    assert '<span class="count">3<span class="visually-hidden"> unread</span></span>' in page(signed_in, "/")


def test_a_return_appears_at_once(world: World, signed_in: SignIn) -> None:
    filing = world.submit(world.filing())
    return_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="请核对质押金额。", version=1)
    shown = page(signed_in, LIST)
    assert "Returned · Third quarter of 2021 · Guangdong" in shown
    assert "reviewer: 请核对质押金额。" in shown


def test_following_a_notice_marks_it_read_and_leads_to_the_filing(world: World, signed_in: SignIn) -> None:
    notice = remark(world)
    response = signed_in("filer").get(reverse("tasks:notice-open", args=[notice.pk]))
    assert response.headers["Location"] == reverse("tasks:filing-detail", args=[world.filing().pk])
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert Notice.objects.filter(read_at=None).count() == 2  # the colleague's and the lead's


def test_one_and_all_are_marked_read_by_a_button(world: World, signed_in: SignIn) -> None:
    notices = [remark(world, f"remark-{number}") for number in range(3)]
    client = signed_in("filer")
    client.post(reverse("tasks:notice-read", args=[notices[0].pk]))
    assert Notice.objects.filter(user=world.filer).unread().count() == 2
    assert client.post(reverse("tasks:notice-read-all")).status_code == 302
    assert Notice.objects.filter(user=world.filer).unread().count() == 2
    client.post(reverse("tasks:notice-read-all"), {"up_to": latest_on(client)})
    assert Notice.objects.filter(user=world.filer).unread().count() == 0
    assert Notice.objects.filter(user=world.lead).unread().count() == 3


def latest_on(client: Client) -> str:
    """The latest notice that the list carries to its button."""
    page = client.get(reverse("tasks:notice-list")).content.decode()
    return page.partition('name="up_to" value="')[2].partition('"')[0]


def test_what_came_after_the_list_was_read_stays_new(world: World, signed_in: SignIn) -> None:
    remark(world, "first")
    client = signed_in("filer")
    read = latest_on(client)
    later = remark(world, "later")
    page = client.post(reverse("tasks:notice-read-all"), {"up_to": read}, follow=True).content.decode()
    assert "something new has come since" in page
    assert list(Notice.objects.filter(user=world.filer).unread()) == [later]


def test_unread_notices_stand_first_and_the_list_has_pages(world: World, signed_in: SignIn) -> None:
    first = remark(world, "first", "最早的一条")
    for number in range(30):
        notice = remark(world, f"remark-{number}")
        Notice.objects.filter(pk=notice.pk).update(read_at=timezone.now())
    shown = page(signed_in, LIST)
    assert "最早的一条" in shown
    assert 'rel="next"' in shown
    assert f"/notices/{first.pk}/" in shown


def test_an_empty_list_says_what_will_stand_there(world: World, signed_in: SignIn) -> None:
    assert "No notices yet" in page(signed_in, LIST)


def test_the_text_of_a_notice_is_shown_as_text(world: World, signed_in: SignIn) -> None:
    remark(world, text="<script>alert(1)</script>")
    assert "&lt;script&gt;" in page(signed_in, LIST)


def test_what_left_the_scope_is_no_longer_shown(world: World, signed_in: SignIn) -> None:
    notice = remark(world)
    Membership.objects.filter(user=world.filer).update(organization=world.neighbour)
    assert "Guangdong" not in page(signed_in, LIST)
    assert signed_in("filer").get(reverse("tasks:notice-open", args=[notice.pk])).status_code == 404


def test_the_switches_are_kept_and_shown_again(world: World, signed_in: SignIn) -> None:
    on = {f"{kind}_{channel}": "on" for kind in NoticeKind for channel in ("portal", "mail")}
    del on["opened_mail"], on["approved_portal"]
    assert signed_in("filer").post(SETTINGS, on).status_code == 302
    off = {one.kind: one for one in NoticePreference.objects.filter(user=world.filer)}
    assert (off["opened"].in_portal, off["opened"].by_mail) == (True, False)
    assert (off["approved"].in_portal, off["approved"].by_mail) == (False, True)
    shown = page(signed_in, SETTINGS)
    assert shown.count('type="checkbox"') == 2 * len(NoticeKind)
    assert shown.count("checked") == 2 * len(NoticeKind) - 2


def test_the_settings_say_where_mail_goes(world: World, signed_in: SignIn) -> None:
    assert "no mail address of yours" in page(signed_in, SETTINGS)
    world.filer.email = "filer@example.org"
    world.filer.save()
    assert "Mail goes to filer@example.org" in page(signed_in, SETTINGS)


@pytest.mark.parametrize(
    ("day", "colour", "words"),
    [
        ("2021-10-14", "green", "Due, 4 workdays left"),
        ("2021-10-15", "yellow", "Due, 3 workdays left"),
        ("2021-10-19", "yellow", "Due, 1 workday left"),
        ("2021-10-20", "yellow", "Due today"),
        ("2021-10-21", "red", "Overdue"),
    ],
)
@pytest.mark.parametrize("place", ["list", "filing", "home"])
def test_the_light_stands_beside_the_due_day(
    world: World, signed_in: SignIn, place: str, day: str, colour: str, words: str
) -> None:
    url = {
        "list": reverse("tasks:filing-list") + "?status=draft",
        "filing": reverse("tasks:filing-detail", args=[world.filing().pk]),
        "home": "/",
    }[place]
    with time_machine.travel(f"{day}T12:00:00+08:00", tick=False):
        shown = page(signed_in, url)
    assert f'class="pill pill--{colour}"' in shown
    assert f"{words}</span>" in shown


def test_a_light_counted_in_weekdays_says_so(world: World, signed_in: SignIn) -> None:
    type(world.period).objects.filter(pk=world.period.pk).update(
        starts_on=dt.date(2034, 10, 1),
        ends_on=dt.date(2034, 12, 31),
        opens_on=dt.date(2035, 1, 1),
        due_on=dt.date(2035, 1, 31),
    )
    with time_machine.travel("2035-01-22T12:00:00+08:00", tick=False):
        shown = page(signed_in, reverse("tasks:filing-detail", args=[world.filing().pk]))
    assert "Due, 7 weekdays left" in shown
    assert "the holidays of that year are not announced yet" in shown
