"""The queue of a reviewer: order, flags, filters, many at once, and on to the next (design R2–R4)."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.models import Organization
from tasks.actions import add_remark, approve_filings, return_filing, start_review, submit_filing
from tasks.filings.queue import after, changed_beside, queue_of
from tasks.models import Filing, FilingEvent, LineRevision, MeasureState, Notice
from tests.conftest import SignIn
from tests.factories import ReportingPeriodFactory
from tests.world import World, explain, seen_in

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

# A transaction within that of the test, and in it: lock, numbers, what they are compared with, approve, log,
# audience, notices, which of them end their year.
STATEMENTS = 10
QUEUE = reverse("tasks:review-queue")
APPROVE = reverse("tasks:review-approve-many")


@pytest.fixture
def reviewer(world: World, signed_in: SignIn) -> Client:
    return signed_in("reviewer")


def submitted(world: World, filing: Filing, minutes: int) -> Filing:
    """The filing, submitted so many minutes after the hour."""
    world.fill(filing, by=world.filer)
    at = timezone.now() + dt.timedelta(minutes=minutes)
    return submit_filing(filing=filing, by=world.lead, at=at, seen=seen_in(filing))


def choice(filing: Filing) -> str:
    return f"{filing.pk}-{filing.version}"


def approve(client: Client, *chosen: str) -> str:
    """What the queue says after the chosen were approved."""
    response = client.post(APPROVE, {"filing": list(chosen)}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def flag(filing: Filing, warnings: int = 1) -> None:
    Filing.objects.filter(pk=filing.pk).update(warning_count=warnings)


def test_what_waits_longest_stands_first(world: World) -> None:
    later = submitted(world, world.filing(), 20)
    first = submitted(world, world.filing(world.neighbour), 5)
    assert list(queue_of(world.reviewer)) == [first, later]


def test_only_what_is_submitted_to_the_person_is_in_the_queue(world: World) -> None:
    submitted(world, world.filing(world.city), 1)
    assert not queue_of(world.reviewer).exists()
    assert queue_of(world.provincial_reviewer).count() == 1
    assert not queue_of(world.observer).exists()


def test_each_reason_to_read_is_a_flag(world: World) -> None:
    filing = submitted(world, world.filing(), 0)
    found = queue_of(world.reviewer).get()
    assert [found.is_flagged, found.is_own, found.is_remarked] == [False, False, False]
    flag(filing)
    assert queue_of(world.reviewer).get().is_flagged
    flag(filing, 0)
    said = {"kind": "", "subject_id": None, "text": "请补充。", "at": timezone.now()}
    of_department = {"kind": "measurement", "subject_id": world.pledge.pk, "at": timezone.now()}
    add_remark(
        filing=filing,
        by=world.department_filer,
        organization=world.department,
        text="请说明。",
        **of_department,
    )
    assert not queue_of(world.reviewer).get().is_remarked
    add_remark(filing=filing, by=world.reviewer, organization=world.office, **said)
    found = queue_of(world.reviewer).get()
    assert found.is_remarked
    assert found.is_flagged


def test_what_a_colleague_reviews_is_flagged_for_the_others(world: World) -> None:
    start_review(filing=submitted(world, world.filing(), 0), by=world.reviewer, at=timezone.now(), version=1)
    assert not queue_of(world.reviewer).get().is_flagged
    assert queue_of(world.second_reviewer).get().is_flagged


def test_ones_own_work_is_flagged_for_oneself_alone(world: World) -> None:
    filing = world.filing()
    world.fill(filing, by=world.second_reviewer)
    submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
    assert queue_of(world.second_reviewer).get().is_own
    assert not queue_of(world.reviewer).get().is_own


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("none", {"Jiangsu"}),
        ("any", {"Guangdong"}),
        ("warnings", {"Guangdong"}),
        ("again", set()),
        ("", None),
    ],
)
def test_the_queue_is_filtered_by_flags(
    world: World, reviewer: Client, wanted: str, names: set[str] | None
) -> None:
    flag(submitted(world, world.filing(), 0))
    submitted(world, world.filing(world.neighbour), 1)
    page = reviewer.get(QUEUE, {"flags": wanted}).content.decode()
    shown = {name for name in ("Guangdong", "Jiangsu") if f">{name}</a>" in page}
    assert shown == ({"Guangdong", "Jiangsu"} if names is None else names)


def test_what_was_filed_again_and_late_is_found(world: World, reviewer: Client) -> None:
    filing = submitted(world, world.filing(), 0)
    return_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="补充", version=1)
    submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
    assert "Guangdong" in reviewer.get(QUEUE, {"flags": "again"}).content.decode()
    assert ">Guangdong</a>" not in reviewer.get(QUEUE, {"flags": "late"}).content.decode()
    Filing.objects.filter(pk=filing.pk).update(filed_on=dt.date(2021, 12, 30))
    assert ">Guangdong</a>" in reviewer.get(QUEUE, {"flags": "late"}).content.decode()


def test_what_has_no_flag_is_approved_at_once(world: World, reviewer: Client) -> None:
    filings = [submitted(world, world.filing(node), 0) for node in (world.province, world.neighbour)]
    page = approve(reviewer, *map(choice, filings))
    assert "2 approved" in page
    assert set(Filing.objects.filter(status="approved")) == set(filings)


def test_a_flagged_one_is_told_by_name_and_holds_up_no_other(world: World, reviewer: Client) -> None:
    plain = submitted(world, world.filing(world.neighbour), 0)
    filing = world.filing()
    world.fill(filing, by=world.filer)
    MeasureState.objects.filter(entry__filing=filing).update(state=MeasureState.State.DELAYED)
    explain(filing)
    flagged = submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
    assert flagged.warning_count == 1
    page = approve(reviewer, choice(flagged), choice(plain))
    assert f'Not approved: <a href="{reverse("tasks:filing-detail", args=[filing.pk])}">Guangdong' in page
    assert "1 approved: Jiangsu" in page
    assert list(Filing.objects.filter(status="approved")) == [plain]


def test_a_doubt_that_arose_since_holds_one_back(world: World, reviewer: Client) -> None:
    filing = submitted(world, world.filing(), 0)
    world.approve(world.filing(world.city), value="90", by=world.provincial_reviewer)
    assert world.filing().warning_count == 0
    assert "It has doubts: read it" in approve(reviewer, choice(filing))
    assert world.filing().status == "submitted"


def test_what_changed_beside_one_without_a_doubt_holds_nothing_back(world: World, reviewer: Client) -> None:
    filing = submitted(world, world.filing(), 0)
    world.approve(world.filing(world.city), value="120.5", by=world.provincial_reviewer)
    assert "1 approved" in approve(reviewer, choice(filing))


BESIDE = {
    "its subordinate's of the period": ("440100", 3, True),
    "its own of an earlier period": ("44", 2, True),
    "its own of a later period": ("44", 4, False),
    "a neighbour's of the period": ("32", 3, False),
    "its subordinate's of an earlier period": ("440100", 2, False),
}


@pytest.mark.parametrize(("code", "order", "counts"), BESIDE.values(), ids=BESIDE)
def test_what_has_moved_beside_a_filing_since_makes_its_doubts_outdated(
    world: World, code: str, order: int, counts: bool
) -> None:
    filing, beside = submitted(world, world.filing(), 0), filing_beside(world, code, order)
    assert not is_outdated(filing)
    FilingEvent.objects.create(
        filing=beside,
        action="extend",
        from_status="draft",
        to_status="draft",
        version=0,
        at=timezone.now() + dt.timedelta(minutes=1),
        by=world.reviewer,
    )
    assert is_outdated(filing) is counts


@pytest.mark.parametrize(("minutes", "counts"), [(-1, False), (1, True)])
def test_what_was_written_in_an_earlier_filing_since_makes_doubts_outdated(
    world: World, minutes: int, counts: bool
) -> None:
    filing, earlier = submitted(world, world.filing(), 0), filing_beside(world, "44", 2)
    at = timezone.now() + dt.timedelta(minutes=minutes)
    written = {"kind": "measurement", "line_id": 99, "version": 1, "content": {}}
    LineRevision.objects.create(filing=earlier, at=at, by=world.filer, **written)
    assert is_outdated(filing) is counts


def filing_beside(world: World, code: str, order: int) -> Filing:
    """The filing of another organization or period, made where there is none."""
    organization = Organization.objects.get(code=code)
    period = world.guidance.periods.filter(order=order).first() or ReportingPeriodFactory(
        guidance=world.guidance, order=order, starts_on=dt.date(2021, 4, 1), ends_on=dt.date(2021, 6, 30)
    )
    above = Organization.objects.get(path=organization.parent_path)
    filing, _made = Filing.objects.get_or_create(
        organization=organization, period=period, defaults={"reports_to": above}
    )
    return filing


def is_outdated(filing: Filing) -> bool:
    return Filing.objects.filter(changed_beside(), pk=filing.pk).exists()


def test_approving_many_takes_as_many_statements_as_approving_one(
    world: World, django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    first = submitted(world, world.filing(), 0)
    with django_assert_num_queries(STATEMENTS):
        approve_filings(chosen=[(first, 1)], by=world.reviewer, at=timezone.now())
    others = [submitted(world, world.filing(node), 0) for node in (world.neighbour, world.department)]
    with django_assert_num_queries(STATEMENTS):
        approve_filings(chosen=[(one, 1) for one in others], by=world.reviewer, at=timezone.now())
    assert Filing.objects.filter(status="approved", approved_by=world.reviewer).count() == 3
    assert FilingEvent.objects.filter(action="approve").count() == 3
    assert Notice.objects.filter(kind="approved").exists()


def test_another_version_than_the_listed_one_is_not_approved(world: World, reviewer: Client) -> None:
    filing = submitted(world, world.filing(), 0)
    listed = choice(filing)
    return_filing(filing=filing, by=world.second_reviewer, at=timezone.now(), reason="补充", version=1)
    submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
    assert "has filed again since you opened it" in approve(reviewer, listed)
    assert world.filing().status == "submitted"


def test_ones_own_work_is_not_approved_among_many(world: World, reviewer: Client) -> None:
    filing = world.filing()
    world.fill(filing, by=world.reviewer)
    filing = submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
    assert "somebody else must approve it" in approve(reviewer, choice(filing))
    assert world.filing().status == "submitted"


def test_approving_many_twice_changes_nothing(world: World, reviewer: Client) -> None:
    filing = submitted(world, world.filing(), 0)
    approve(reviewer, choice(filing))
    approve(reviewer, choice(filing))
    assert filing.events.filter(action="approve").count() == 1


@pytest.mark.parametrize("sent", ["", "x", "1", "1-", "1-1-1", "99999999999-1", "-5-1", "１-１"])
def test_odd_choices_are_told_in_words(world: World, reviewer: Client, sent: str) -> None:
    submitted(world, world.filing(), 0)
    page = approve(reviewer, *([sent] if sent else []))
    assert "Choose at least one filing." in page or "The page was incomplete." in page
    assert not Filing.objects.filter(status="approved").exists()


def test_filings_of_others_to_review_are_left_alone(world: World, reviewer: Client) -> None:
    beneath = submitted(world, world.filing(world.city), 0)
    approve(reviewer, choice(beneath), f"{beneath.pk + 1_000}-1")
    assert not Filing.objects.filter(status="approved").exists()


def test_a_reviewer_elsewhere_approves_nothing_here(world: World, signed_in: SignIn) -> None:
    filing = submitted(world, world.filing(), 0)
    approve(signed_in("outsider"), choice(filing))
    assert world.filing().status == "submitted"


def test_next_goes_on_to_what_was_submitted_later_and_round_again(world: World, reviewer: Client) -> None:
    first = submitted(world, world.filing(), 1)
    second = submitted(world, world.filing(world.neighbour), 2)
    assert after(world.reviewer, first) == second
    assert after(world.reviewer, second) == first
    response = reviewer.get(reverse("tasks:filing-next", args=[first.pk]))
    assert response.url == reverse("tasks:filing-detail", args=[second.pk])


def test_next_of_the_only_one_leads_to_the_queue(world: World, reviewer: Client) -> None:
    only = submitted(world, world.filing(), 1)
    assert after(world.reviewer, only) is None
    assert reviewer.get(reverse("tasks:filing-next", args=[only.pk])).url == QUEUE
