"""Announcements: said once to each, as each chose, in as many queries for many as for a batch of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from organizations.calendar import today
from organizations.models import User
from tasks.actions import notices
from tasks.actions.notices import announce, choose_channels, mark_all_read, withdraw_announcement
from tasks.models import Notice, NoticeKind
from tasks.notices.announcements import Announcement
from tasks.notices.wording import report_subject
from tests.factories import UserFactory
from tests.world import World

KIND = NoticeKind.REPORT_PUBLIC
SAID = {"year": 2021, "organization": {"zh": "国家局", "en": "CNIPA"}, "person": "丁雅琴", "address": "/"}


def say(people: set[int], key: str = "publication-1") -> list[Notice]:
    at = timezone.now()
    return announce(announcement=Announcement(KIND, key, SAID), people=people, on=today(), at=at)


def everybody() -> set[int]:
    return set(User.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_each_is_told_once(world: World) -> None:
    say(everybody())
    say(everybody())
    assert Notice.objects.filter(kind=KIND).count() == len(everybody())


@pytest.mark.django_db
def test_each_is_told_as_they_chose(world: World) -> None:
    choose_channels(by=world.filer, channels={KIND: (False, False)})
    choose_channels(by=world.lead, channels={KIND: (True, False)})
    choose_channels(by=world.reviewer, channels={NoticeKind.REMARK: (False, False)})
    say(everybody())
    found = Notice.objects.filter(kind=KIND).values_list("user", "is_in_portal", "is_by_mail")
    channels = {user: (in_portal, by_mail) for user, in_portal, by_mail in found}
    assert world.filer.pk not in channels
    assert channels[world.lead.pk] == (True, False)
    assert channels[world.reviewer.pk] == (True, True)


@pytest.mark.django_db
def test_queries_grow_with_batches_of_people_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    UserFactory.create_batch(20)
    counts = []
    for number, batch in enumerate((500, 10)):
        monkeypatch.setattr(notices, "AT_ONCE", batch)
        with CaptureQueriesContext(connection) as captured:
            say(everybody(), key=f"publication-{number}")
        batches = -(-len(everybody()) // batch)
        counts.append(sum("tasks_notice" in query["sql"] for query in captured) - 2 * batches)
    assert counts == [0, 0]


@pytest.mark.django_db
def test_what_was_read_stays_when_it_is_taken_back(world: World) -> None:
    say({world.filer.pk, world.lead.pk})
    say({world.filer.pk}, key="publication-2")
    latest = Notice.objects.filter(user=world.lead).latest("pk").pk
    mark_all_read(by=world.lead, at=timezone.now(), up_to=latest)
    withdraw_announcement(kind=KIND, key="publication-1")
    found = Notice.objects.filter(kind=KIND).values_list("user", "key")
    assert set(found) == {(world.lead.pk, "publication-1"), (world.filer.pk, "publication-2")}


@given(year=st.integers(2000, 2100), zh=st.text(min_size=1), en=st.text(min_size=1))
def test_what_it_is_about_is_named_in_the_reader_s_language(year: int, zh: str, en: str) -> None:
    values = {"year": year, "organization": {"zh": zh, "en": en}}
    for language, name in (("zh-hans", zh), ("en", en)):
        with translation.override(language):
            assert report_subject(values) == f"{year} · {name}"
    assert report_subject({}) == ""
