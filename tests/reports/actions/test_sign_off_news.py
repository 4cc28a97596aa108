"""Who is told that a text waits for them, or came back; and who is not."""

import pytest
from django.utils import timezone, translation

from organizations.actions import end_deputy
from organizations.models import User
from organizations.permissions import Role
from reports.actions import (
    check_text,
    countersign_text,
    hand_on_text,
    send_back_text,
    sign_out_text,
    take_back_text,
)
from reports.models import Edition, ReportSettings
from tasks.actions import choose_channels
from tasks.models import Notice, NoticeKind
from tasks.notices.wording import address, detail, headline
from tests.organizations.naming import ONE_DAY, named
from tests.reports.actions.test_sign_off_deputies import act
from tests.reports.editions import edition_of, first_paragraph, handed_on, reword
from tests.world import DAY, World, member

pytestmark = pytest.mark.django_db


def told(kind: NoticeKind = NoticeKind.TEXT_WAITS) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("user__username", flat=True))


def notice_to(user: User, kind: NoticeKind = NoticeKind.TEXT_WAITS) -> Notice:
    return Notice.objects.get(user=user, kind=kind)


def handed(world: World, *countersigners: object) -> Edition:
    edition = edition_of(world)
    handed_on(world, edition, countersigners)  # type: ignore[arg-type]
    return edition


def test_each_step_is_told_to_those_who_can_do_the_next(world: World) -> None:
    edition = handed(world, world.city, world.neighbour)
    assert told() == {"lead", "provincial-reviewer"}
    act(check_text, edition, world.provincial_reviewer)
    assert told() == {"city-lead", "outsider"}
    act(countersign_text, edition, world.city_lead, organization=world.city)
    assert told() == {"outsider"}
    act(countersign_text, edition, world.outsider, organization=world.neighbour)
    assert told() == {"lead"}
    act(sign_out_text, edition, world.lead)
    assert told() == set()


def test_who_may_not_is_not_told(world: World) -> None:
    """The lead has worded something, so neither they nor their deputy can check (design R4)."""
    named(world.lead, world.colleague)
    edition = edition_of(world)
    reword(edition, first_paragraph(edition), "我写的。", by=world.lead)
    handed_on(world, edition)
    assert told() == {"provincial-reviewer"}


def test_deputies_are_told_as_well(world: World) -> None:
    named(world.lead, world.colleague)
    handed(world)
    assert told() == {"lead", "colleague", "provincial-reviewer"}


def test_who_does_not_stand_in_today_is_not_told(world: World) -> None:
    ended = named(world.lead, world.colleague)
    end_deputy(deputy=ended, by=world.lead, at=timezone.now())
    named(world.lead, world.colleague, starts_on=DAY + ONE_DAY)
    handed(world)
    assert told() == {"lead", "provincial-reviewer"}


def test_who_has_done_the_step_knows_already(world: World) -> None:
    both = member("both", world.province, Role.LEAD)
    edition = edition_of(world)
    handed_on(world, edition, [world.province])
    act(check_text, edition, both)
    assert told() == {"lead"}


def test_what_was_read_stays_and_nobody_is_told_twice(world: World) -> None:
    edition = handed(world, world.city, world.neighbour)
    act(check_text, edition, world.provincial_reviewer)
    Notice.objects.filter(user=world.city_lead).update(read_at=timezone.now())
    before = set(Notice.objects.values_list("pk", flat=True))
    act(countersign_text, edition, world.city_lead, organization=world.city)
    assert set(Notice.objects.values_list("pk", flat=True)) == before


def test_a_text_that_is_taken_back_waits_for_nobody(world: World) -> None:
    edition = handed(world)
    take_back_text(edition=edition.pk, by=world.filer, at=timezone.now())
    assert told() == set()
    handed_on(world, edition)
    assert told() == {"lead", "provincial-reviewer"}


def test_who_handed_it_on_is_told_why_it_came_back(world: World) -> None:
    stand_in = named(world.lead, world.colleague)
    edition = handed(world)
    reason = {"organization": world.province, "reason": "数字有误。"}
    act(send_back_text, edition, world.colleague, deputy=stand_in, **reason)
    assert told() == set()
    assert told(NoticeKind.TEXT_SENT_BACK) == {"filer"}
    notice = notice_to(world.filer, NoticeKind.TEXT_SENT_BACK)
    assert headline(notice) == "The text of a report is sent back to you: 2021 · Guangdong"
    assert detail(notice) == "colleague for lead: 数字有误。"
    assert address(notice) == "/reports/annual/2021/44/text/sign-off/"
    with translation.override("zh-hans"):
        assert detail(notice) == "colleague（代lead）：数字有误。"
        assert headline(notice).endswith("2021 · 广东")


def test_who_sends_their_own_text_back_knows_already(world: World) -> None:
    ReportSettings.objects.create(organization=world.province, sign_off="signed")
    edition = edition_of(world)
    hand_on_text(edition=edition.pk, seen=1, by=world.lead, at=timezone.now())
    act(send_back_text, edition, world.lead, organization=world.province, reason="再改。")
    assert told(NoticeKind.TEXT_SENT_BACK) == set()


def test_a_notice_is_told_as_its_reader_chose(world: World) -> None:
    choose_channels(by=world.lead, channels={NoticeKind.TEXT_WAITS: (False, False)})
    choose_channels(by=world.provincial_reviewer, channels={NoticeKind.TEXT_WAITS: (True, False)})
    handed(world)
    assert told() == {"provincial-reviewer"}
    assert not notice_to(world.provincial_reviewer).is_by_mail


def test_the_notice_leads_to_where_one_signs(world: World) -> None:
    handed(world)
    notice = notice_to(world.lead)
    assert address(notice) == "/reports/annual/2021/44/text/sign-off/"
    assert "The last step was done by filer" in detail(notice)
    assert notice in Notice.objects.visible_to(world.lead).waiting_for_mail()
