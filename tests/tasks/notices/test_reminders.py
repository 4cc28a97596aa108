"""``manage.py send_reminders``: every kind to the right people, nothing twice, one digest a day."""

import datetime as dt
import io
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from organizations.models import Membership, User
from organizations.permissions import Role
from tasks.actions import (
    approve_filing,
    extend_filing,
    notify_remark,
    reopen_filing,
    return_filing,
)
from tasks.models import Notice, NoticeKind
from tests.tasks.notices.running import run
from tests.world import World, member

NOW = timezone.now


pytestmark = pytest.mark.usefixtures("addresses")


def told(kind: NoticeKind, world: World) -> set[str]:
    """Who was told so about the province's filing of the third quarter."""
    notices = Notice.objects.filter(kind=kind, filing=world.filing())
    return set(notices.values_list("user__username", flat=True))


PROVINCE = {"filer", "colleague", "lead"}


# The window of the third quarter is 1 to 20 October 2021, a Wednesday.
@pytest.mark.parametrize(
    ("on", "kind", "people"),
    [
        ("2021-10-01", NoticeKind.OPENED, PROVINCE),
        ("2021-10-11", NoticeKind.DUE_IN_7, PROVINCE),
        ("2021-10-15", NoticeKind.DUE_IN_3, PROVINCE),
        ("2021-10-19", NoticeKind.DUE_IN_1, PROVINCE),
        ("2021-10-20", NoticeKind.DUE_TODAY, PROVINCE),
        ("2021-10-21", NoticeKind.OVERDUE, {"lead"}),
        ("2021-10-25", NoticeKind.OVERDUE_BELOW, {"reviewer", "second-reviewer"}),
    ],
)
def test_each_reminder_goes_to_its_people_on_its_day(
    world: World, on: str, kind: NoticeKind, people: set[str]
) -> None:
    run((dt.date.fromisoformat(on) - dt.timedelta(days=1)).isoformat())
    assert told(kind, world) == set()
    run(on)
    assert told(kind, world) == people


def test_a_city_is_late_towards_its_province(world: World) -> None:
    run("2021-10-25")
    below = Notice.objects.filter(kind=NoticeKind.OVERDUE_BELOW, filing=world.filing(world.city))
    assert [notice.user.username for notice in below] == ["provincial-reviewer"]


def test_without_a_lead_the_filers_hear_that_it_is_overdue(world: World) -> None:
    Membership.objects.filter(user=world.lead).delete()
    run("2021-10-21")
    assert told(NoticeKind.OVERDUE, world) == {"filer", "colleague"}


def test_people_who_left_hear_nothing(world: World) -> None:
    User.objects.filter(pk=world.colleague.pk).update(is_active=False)
    run("2021-10-20")
    assert told(NoticeKind.DUE_TODAY, world) == {"filer", "lead"}


def test_a_filing_that_was_submitted_is_reminded_of_no_more(world: World) -> None:
    world.submit(world.filing())
    run("2021-10-25")
    assert not Notice.objects.filter(filing=world.filing()).exists()


def test_nothing_is_said_of_a_guidance_in_draft(world: World) -> None:
    type(world.guidance).objects.update(status="draft", published_at=None)
    assert "0 new notices" in run("2021-10-20")


def test_an_extension_moves_the_reminders_and_opens_no_window_twice(world: World) -> None:
    run("2021-10-01")
    run("2021-10-20")
    extend_filing(
        filing=world.filing(),
        seen_due_on=world.filing().due_on,
        by=world.administrator,
        at=NOW(),
        due_on=dt.date(2021, 10, 29),
        reason="台风",
    )
    before = set(Notice.objects.filter(filing=world.filing()).values_list("pk", flat=True))
    run("2021-10-21")
    again = Notice.objects.filter(filing=world.filing()).exclude(pk__in=before)
    assert {(notice.kind, notice.key) for notice in again} == {(NoticeKind.DUE_IN_7, "2021-10-29")}
    run("2021-10-29")
    assert told(NoticeKind.DUE_TODAY, world) == PROVINCE
    assert told(NoticeKind.OVERDUE, world) == set()
    assert Notice.objects.filter(kind=NoticeKind.DUE_TODAY, user=world.filer).count() == 2
    assert Notice.objects.filter(kind=NoticeKind.OPENED, user=world.filer).count() == 1


# --- Events ---------------------------------------------------------------------------------------


def test_a_return_is_told_at_once_with_its_reason(world: World) -> None:
    filing = world.submit(world.filing())
    return_filing(filing=filing, by=world.reviewer, at=NOW(), reason="请核对质押金额。", version=1)
    assert told(NoticeKind.RETURNED, world) == PROVINCE
    notice = Notice.objects.get(user=world.filer)
    assert notice.values == {"person": "reviewer", "reason": "请核对质押金额。"}
    assert (notice.on, notice.read_at, notice.mailed_at) == (dt.date(2021, 10, 10), None, None)


def test_an_approval_is_told_once_and_a_reopening_again(world: World) -> None:
    filing = world.approve(world.filing())
    approve_filing(filing=filing, by=world.second_reviewer, at=NOW(), version=1)
    assert told(NoticeKind.APPROVED, world) == PROVINCE
    assert Notice.objects.filter(user=world.lead).count() == 1
    reopen_filing(filing=filing, version=filing.version, by=world.reviewer, at=NOW(), reason="口径有误。")
    assert told(NoticeKind.RETURNED, world) == PROVINCE


def test_who_did_it_is_not_told(world: World) -> None:
    filing = world.filing(world.city)
    both = member("both", world.city, Role.FILER)
    world.submit(filing)
    return_filing(filing=filing, by=both, at=NOW(), reason="自查", version=1)
    people = Notice.objects.filter(filing=filing).values_list("user__username", flat=True)
    assert list(people) == ["city-lead"]


def test_a_refused_approval_tells_nothing(world: World) -> None:
    filing = world.submit(world.filing())
    with pytest.raises(Exception, match="yourself"):
        approve_filing(filing=filing, by=world.lead, at=NOW(), version=1)
    assert not Notice.objects.exists()


def test_a_remark_is_told_once_under_its_key(world: World) -> None:
    for _twice in range(2):
        notify_remark(filing=world.filing(), key="remark-7", text="附件?", by=world.reviewer, at=NOW())
    assert told(NoticeKind.REMARK, world) == PROVINCE
    assert Notice.objects.count() == 3


# --- Nothing twice --------------------------------------------------------------------------------


def test_running_again_writes_and_sends_nothing(world: World) -> None:
    run("2021-10-20")
    written, sent = Notice.objects.count(), len(mail.outbox)
    assert written
    assert sent
    assert "0 new notices" in run("2021-10-20")
    assert (Notice.objects.count(), len(mail.outbox)) == (written, sent)


def test_a_day_that_was_left_out_is_made_up_for_by_one_reminder(world: World) -> None:
    run("2021-10-18")
    kinds = Notice.objects.filter(user=world.filer).values_list("kind", "values__workdays")
    assert list(kinds) == [(NoticeKind.DUE_IN_3, 2)]


def test_a_dry_run_says_what_would_be_done_and_does_nothing(world: World) -> None:
    said = run("2021-10-25", "--dry-run")
    assert "2021-10-25: 11 new notices." in said
    assert "  overdue_below: 7" in said
    assert "7 digests would be sent. Nothing was changed." in said
    assert not Notice.objects.exists()
    assert not mail.outbox


def test_the_dry_run_foretells_the_run(world: World) -> None:
    foretold = run("2021-10-25", "--dry-run").splitlines()
    done = run("2021-10-25").splitlines()
    assert foretold[:-1] == done[:-1]
    assert foretold[-1].split()[0] == done[-1].split()[0] == str(len(mail.outbox))


def test_a_day_that_is_none_is_refused_in_a_line(world: World) -> None:
    with pytest.raises(CommandError, match="20 October is no day; write it as 2021-10-20"):
        call_command("send_reminders", "--on", "20 October")


def test_the_units_for_a_server_run_the_command() -> None:
    root = Path(__file__).resolve().parents[3]
    unit = (root / "deploy/guidance-portal-reminders.service").read_text(encoding="utf-8")
    assert "manage.py send_reminders" in unit
    assert "OnCalendar=" in (root / "deploy/guidance-portal-reminders.timer").read_text(encoding="utf-8")


def test_nobody_is_reminded_for_a_day_to_come(world: World) -> None:
    with pytest.raises(CommandError, match="still to come"):
        call_command("send_reminders", "--on", "2031-01-01")
    call_command("send_reminders", "--on", "2031-01-01", "--dry-run", stdout=io.StringIO())
    assert (Notice.objects.count(), mail.outbox) == (0, [])
