"""The digest: one mail a day at most, complete, in one's language, of the kinds one wants."""

import datetime as dt
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError
from django.utils import timezone, translation

from organizations.models import Membership, User
from organizations.permissions import Role
from tasks.actions import (
    choose_channels,
    mark_all_read,
    notify_remark,
    return_filing,
)
from tasks.models import Notice, NoticeKind
from tests.tasks.notices.running import mails_to, run
from tests.world import World, member

NOW = timezone.now
pytestmark = pytest.mark.usefixtures("addresses")


def test_a_person_gets_one_digest_a_day_and_the_rest_tomorrow(world: World) -> None:
    run("2021-10-20")
    notify_remark(filing=world.filing(), key="one", text="请补附件。", by=world.reviewer, at=NOW())
    run("2021-10-20")
    assert len(mails_to(world.filer)) == 1
    run("2021-10-21")
    first, second = mails_to(world.filer)
    assert "Due today" in first.subject
    assert "请补附件。" in second.body
    assert "Due today" not in second.body


def test_text_and_html_both_say_everything_with_whole_addresses(world: World) -> None:
    world.submit(world.filing(), by=world.lead)
    return_filing(
        filing=world.filing(), by=world.reviewer, at=NOW(), reason="请核对 <b>金额</b> & 口径。", version=1
    )
    notify_remark(
        filing=world.filing(period=world.year_end), key="one", text="附件?", by=world.reviewer, at=NOW()
    )
    run("2021-10-10")
    (sent,) = mails_to(world.filer)
    page = str(sent.alternatives[0].content)
    for filing in (world.filing(), world.filing(period=world.year_end)):
        address = f"http://127.0.0.1:8000/filings/{filing.pk}/"
        assert address in sent.body
        assert f'href="{address}"' in page
    assert "请核对 <b>金额</b> & 口径。" in sent.body
    assert "请核对 &lt;b&gt;金额&lt;/b&gt; &amp; 口径。" in page
    assert "http://127.0.0.1:8000/notices/settings/" in sent.body
    assert sent.body.index("A filing is returned") < sent.body.index("A remark on a filing")
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert sent.subject == "Guidance Portal – Returned: Third quarter of 2021 · Guangdong, and 1 more"


def test_each_reads_in_their_own_language(world: World) -> None:
    User.objects.filter(pk=world.filer.pk).update(preferred_language="zh-hans")
    with translation.override("en"):
        run("2021-10-20")
    (chinese,), (english,) = mails_to(world.filer), mails_to(world.lead)
    assert "广东" in chinese.subject
    assert "2021年第三季度" in chinese.body.replace(" ", "")
    assert "Guangdong" in english.subject


def test_a_count_over_a_year_without_calendar_says_weekdays(world: World) -> None:
    type(world.period).objects.filter(pk=world.period.pk).update(
        starts_on=dt.date(2034, 10, 1),
        ends_on=dt.date(2034, 12, 31),
        opens_on=dt.date(2035, 1, 1),
        due_on=dt.date(2035, 1, 10),
    )
    run("2035-01-05")
    assert "3 weekdays left" in mails_to(world.filer)[0].subject


def test_what_was_read_in_the_portal_is_not_mailed(world: World) -> None:
    world.submit(world.filing())
    notify_remark(filing=world.filing(), key="one", text="请补附件。", by=world.reviewer, at=NOW())
    mark_all_read(by=world.filer, at=NOW(), up_to=2**31 - 1)
    run("2021-10-10")
    assert mails_to(world.filer) == []
    assert len(mails_to(world.lead)) == 1


def test_people_without_an_address_read_in_the_portal(world: World) -> None:
    User.objects.filter(pk=world.filer.pk).update(email="")
    run("2021-10-20")
    assert Notice.objects.filter(user=world.filer, mailed_at=None).exists()
    assert all(sent.to != [""] for sent in mail.outbox)


def test_what_lies_outside_the_scope_by_now_is_not_mailed(world: World) -> None:
    with patch("tasks.actions.digest.mail_of", side_effect=OSError("down")), pytest.raises(CommandError):
        run("2021-10-20")
    Membership.objects.filter(user=world.filer).update(organization=world.neighbour)
    run("2021-10-20")
    assert all("Guangdong" not in sent.body for sent in mails_to(world.filer))


def test_a_notice_that_waited_two_weeks_is_mailed_no_more(world: World) -> None:
    notify_remark(filing=world.filing(), key="one", text="请补附件。", by=world.reviewer, at=NOW())
    world.submit(world.filing())
    run("2021-10-24")
    assert mails_to(world.filer) == []


# --- Switches -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("in_portal", "by_mail", "written"), [(True, False, 1), (False, True, 1), (False, False, 0)]
)
def test_a_kind_can_be_switched_off_in_the_portal_and_by_mail(
    world: World, in_portal: bool, by_mail: bool, written: int
) -> None:
    choose_channels(by=world.filer, channels={NoticeKind.DUE_TODAY: (in_portal, by_mail)})
    run("2021-10-20")
    own = Notice.objects.filter(user=world.filer)
    assert own.count() == written
    assert own.in_portal().count() == (written if in_portal else 0)
    assert len(mails_to(world.filer)) == int(by_mail)
    assert len(mails_to(world.lead)) == 1


def test_switching_mail_off_holds_for_what_waits(world: World) -> None:
    world.submit(world.filing())
    notify_remark(filing=world.filing(), key="one", text="请补附件。", by=world.reviewer, at=NOW())
    choose_channels(by=world.filer, channels={NoticeKind.REMARK: (True, False)})
    run("2021-10-10")
    assert mails_to(world.filer) == []


def test_a_switch_can_be_changed_back(world: World) -> None:
    for by_mail in (False, True):
        choose_channels(by=world.filer, channels={NoticeKind.DUE_TODAY: (True, by_mail)})
    run("2021-10-20")
    assert len(mails_to(world.filer)) == 1


# --- Failures -------------------------------------------------------------------------------------


def failing_for(user: User) -> Callable[[EmailMultiAlternatives], int]:
    """A mail server that refuses one person's mail."""
    send = EmailMultiAlternatives.send

    def refuse(self: EmailMultiAlternatives) -> int:
        if self.to == [user.email]:
            raise OSError("mailbox unavailable")
        return send(self)

    return refuse


def test_a_failure_stops_nobody_else_is_logged_and_tried_again(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        patch.object(EmailMultiAlternatives, "send", failing_for(world.filer)),
        pytest.raises(CommandError, match="1 digests could not be sent"),
    ):
        run("2021-10-20")
    assert mails_to(world.filer) == []
    assert len(mails_to(world.lead)) == 1
    assert f"The digest for person {world.filer.pk} could not be sent." in caplog.text
    run("2021-10-20")
    assert len(mails_to(world.filer)) == 1
    assert len(mails_to(world.lead)) == 1


def test_a_mail_server_that_is_down_is_not_asked_for_everybody(world: World) -> None:
    for number in range(30):
        user = member(f"further-{number}", world.province, Role.FILER)
        User.objects.filter(pk=user.pk).update(email=f"further-{number}@example.org")
    with (
        patch.object(EmailMultiAlternatives, "send", side_effect=OSError("connection refused")) as asked,
        pytest.raises(CommandError, match="10 digests could not be sent"),
    ):
        run("2021-10-20")
    assert asked.call_count == 10
    assert not Notice.objects.exclude(mailed_at=None).exists()
