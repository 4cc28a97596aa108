"""What stands against an approval is read first: the action refuses what was not confirmed (design R20)."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tasks.actions import approve_filing, approve_filings, start_review, submit_filing
from tasks.concerns import concerns_of
from tasks.errors import ConcernsUnread
from tasks.models import Filing, MeasureState
from tests.world import World, explain, seen_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def doubtful(world: World) -> Filing:
    """A submitted filing with one explained doubt: a measure is delayed."""
    filing = world.filing()
    world.fill(filing, by=world.filer)
    MeasureState.objects.filter(entry__filing=filing).update(state=MeasureState.State.DELAYED)
    explain(filing)
    return submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))


def test_a_filing_with_doubts_is_approved_only_by_who_confirms_them(world: World, doubtful: Filing) -> None:
    by_reviewer = {"filing": doubtful, "by": world.reviewer, "at": timezone.now(), "version": 1}
    with pytest.raises(ConcernsUnread, match="doubt stands"):
        approve_filing(**by_reviewer)
    keys = concerns_of(doubtful, world.reviewer).keys
    assert approve_filing(**by_reviewer, confirmed=keys).status == "approved"


def test_a_doubt_that_arose_after_reading_is_not_confirmed_by_the_older_ones(world: World) -> None:
    filing = world.submit(world.filing())
    keys = concerns_of(filing, world.reviewer).keys
    world.approve(world.filing(world.city), value="90", by=world.provincial_reviewer)
    with pytest.raises(ConcernsUnread):
        approve_filing(filing=filing, by=world.reviewer, at=timezone.now(), version=1, confirmed=keys)


def test_a_filing_that_a_colleague_reviews_is_not_approved_unknowingly(world: World) -> None:
    filing = world.submit(world.filing())
    start_review(filing=filing, by=world.second_reviewer, at=timezone.now())
    by_reviewer = {"filing": filing, "by": world.reviewer, "at": timezone.now(), "version": 1}
    with pytest.raises(ConcernsUnread, match="is reviewing this filing"):
        approve_filing(**by_reviewer)
    outcome = approve_filings(chosen=[(filing, 1)], by=world.reviewer, at=timezone.now())
    assert [str(why) for _filing, why in outcome.refused] == [
        f"{world.second_reviewer} is reviewing it: open it first."
    ]
    confirmed = {f"reviewer-{world.second_reviewer.pk}"}
    assert approve_filing(**by_reviewer, confirmed=confirmed).status == "approved"


def test_the_colleague_who_reviews_it_confirms_nothing(world: World) -> None:
    filing = world.submit(world.filing())
    start_review(filing=filing, by=world.reviewer, at=timezone.now())
    done = approve_filing(filing=filing, by=world.reviewer, at=timezone.now(), version=1)
    assert done.status == "approved"


def test_the_page_lists_the_doubts_and_sends_what_was_confirmed(
    world: World, client: Client, doubtful: Filing
) -> None:
    client.force_login(world.person("reviewer"))
    page = client.get(reverse("tasks:filing-detail", args=[doubtful.pk]))
    concerns = page.context["concerns"]
    panel = page.content.decode().partition('id="review"')[2]
    assert concerns.doubts[0].problems[0].message in panel
    address = reverse("tasks:filing-approve", args=[doubtful.pk])
    client.post(address, {"version": 1})
    assert world.filing().status == "submitted"
    client.post(address, {"version": 1, "confirmed": concerns.doubts_value})
    assert world.filing().status == "approved"
