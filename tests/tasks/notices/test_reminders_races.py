"""Two runs of the reminders at the same moment, in threads and transactions of their own."""

import datetime as dt
from collections import Counter

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django.fixtures import Settings

from organizations.models import User
from tasks.actions import write_notices
from tasks.actions.digest import claim_digest
from tasks.models import Notice, NoticeKind
from tasks.notices.reminders import reminders
from tests.races import at_once
from tests.tasks.notices.running import run
from tests.world import World, make_world

DUE = dt.date(2021, 10, 20)


@pytest.fixture
def busy_world(transactional_db: None, settings: Settings) -> World:
    """The small world with real transactions, whose people have mail addresses."""
    settings.PORTAL_TODAY = dt.date(2021, 10, 10)
    world = make_world()
    for user in world.people.values():
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.org")
    return world


def test_two_runs_at_once_say_and_mail_everything_once(busy_world: World) -> None:
    at_once(*[lambda: run(DUE.isoformat())] * 3)
    said = Counter(Notice.objects.values_list("user", "kind", "filing", "key"))
    mailed = Counter(sent.to[0] for sent in mail.outbox)
    assert set(said.values()) == {1}
    assert set(mailed.values()) == {1}
    told = Notice.objects.values_list("user__email", flat=True)
    assert set(mailed) == set(told)
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_two_writers_of_one_notice_leave_one(busy_world: World) -> None:
    messages = next(reminders(on=DUE))
    at_once(*[lambda: write_notices(messages=messages, on=DUE, at=timezone.now())] * 4)
    assert Notice.objects.filter(user=busy_world.filer, kind=NoticeKind.DUE_TODAY).count() == 1


def test_one_of_two_processes_claims_a_digest(busy_world: World) -> None:
    write_notices(messages=next(reminders(on=DUE)), on=DUE, at=timezone.now())
    claimed = at_once(*[lambda: claim_digest(user=busy_world.person("filer"), on=DUE, at=timezone.now())] * 4)
    assert [digest is None for digest in claimed].count(False) == 1
