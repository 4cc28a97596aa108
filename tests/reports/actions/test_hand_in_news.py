"""Who is told when a report comes in, comes anew, and is sent back."""

import pytest
from django.test import Client
from django.utils import translation

from organizations.models import Membership, User
from organizations.permissions import Role
from tasks.actions.notices import choose_channels
from tasks.models import Notice, NoticeKind
from tasks.notices.digest_mail import item
from tasks.notices.wording import address, detail, headline
from tests.conftest import SignIn
from tests.reports.frozen import frozen_report
from tests.reports.frozen_again import corrected_from
from tests.reports.hand_ins.handed import frozen_and_handed_in, handed_in, on_day, sent_back
from tests.world import World, member

pytestmark = pytest.mark.django_db
KIND = NoticeKind.REPORT_RECEIVED


def told() -> set[User]:
    return {notice.user for notice in Notice.objects.filter(kind=KIND).select_related("user")}


def people_of(world: World, *roles: Role) -> set[User]:
    """The people of the receiving department in some roles."""
    held = Membership.objects.filter(organization=world.department, role__in=roles)
    return {membership.user for membership in held.select_related("user")}


def test_the_receiving_department_is_told_but_for_who_only_looks_on(world: World) -> None:
    frozen_and_handed_in(world)
    assert world.guidance.receiving_department == world.department
    assert told() == people_of(world, Role.FILER, Role.LEAD, Role.REVIEWER)
    assert world.department_filer in told()
    assert world.department_observer not in told()


def test_it_says_who_and_which_in_the_reader_s_language(world: World) -> None:
    frozen_and_handed_in(world)
    notice = Notice.objects.get(kind=KIND, user=world.department_filer)
    assert headline(notice) == "An annual report was handed in: 2021 · Guangdong"
    assert detail(notice) == f"{world.lead} handed it in: version 1, receipt 2021-0001."
    assert address(notice) == "/reports/hand-ins/2021/44/"
    with translation.override("zh-hans"):
        assert "2021 · 广东" in headline(notice)
        assert item(notice).subject == "2021 · 广东"


def test_whoever_reads_it_may_open_what_it_leads_to(world: World, signed_in: SignIn) -> None:
    frozen_and_handed_in(world)
    with on_day():
        client: Client = signed_in("department_filer")
        assert "2021-0001" in client.get("/notices/").content.decode()
        notice = Notice.objects.get(kind=KIND, user=world.department_filer)
        answer = client.get(f"/notices/{notice.pk}/", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[0][0] == "/reports/hand-ins/2021/44/"


def test_the_same_handed_in_twice_is_told_once(world: World) -> None:
    frozen_and_handed_in(world)
    handed_in(world)
    assert Notice.objects.filter(kind=KIND, user=world.department_filer).count() == 1


def test_what_comes_anew_is_told_anew(world: World) -> None:
    first = frozen_and_handed_in(world)
    sent_back(world, first)
    handed_in(world)
    corrected_from(world, first.report)
    handed_in(world, seen=2)
    notices = Notice.objects.filter(kind=KIND, user=world.department_filer).order_by("pk")
    assert ["anew" in detail(notice) for notice in notices] == [False, True, True]
    assert "version 2, receipt 2021-0003" in detail(notices[2])


def test_whoever_hands_in_and_receives_is_not_told(world: World) -> None:
    member("both", world.department, Role.LEAD)
    Membership.objects.create(user=world.lead, organization=world.department, role=Role.LEAD)
    frozen_and_handed_in(world)
    assert world.lead not in told()


def test_each_chooses_whether_to_be_told(world: World) -> None:
    choose_channels(by=world.department_filer, channels={KIND: (False, True)})
    frozen_and_handed_in(world)
    notice = Notice.objects.get(kind=KIND, user=world.department_filer)
    assert (notice.is_in_portal, notice.is_by_mail) == (False, True)


def test_without_anybody_there_the_office_is_told(world: World) -> None:
    people = Membership.objects.filter(organization=world.department).values("user")
    User.objects.filter(pk__in=people).update(is_active=False)
    frozen_and_handed_in(world)
    assert told() == {world.administrator}


def test_without_a_receiving_department_the_office_is_told(world: World) -> None:
    world.guidance.receiving_department = None
    world.guidance.save()
    frozen_and_handed_in(world)
    assert world.administrator in told()
    assert world.department_filer not in told()


def test_what_is_refused_is_told_to_nobody(world: World) -> None:
    frozen_report(world)
    with pytest.raises(Exception, match="is the latest by now"):
        handed_in(world, seen=7)
    assert told() == set()


def test_the_sender_reads_why_it_came_back(world: World) -> None:
    sent_back(world, frozen_and_handed_in(world), "附件二缺少盖章。")
    notice = Notice.objects.get(kind=NoticeKind.REPORT_RETURNED, user=world.lead)
    assert detail(notice) == f"{world.department_filer}: 附件二缺少盖章。"
