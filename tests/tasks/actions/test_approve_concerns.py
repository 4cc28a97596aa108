"""What stands against an approval is read first: the action refuses what was not confirmed (design R20)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tasks.actions import approve_filing, approve_filings, start_review, submit_filing
from tasks.errors import ConcernsUnread
from tasks.filings.concerns import concerns_in, concerns_of
from tasks.lines.checked_lines import checked_lines, with_unusual
from tasks.models import Filing, MeasureState
from tests.conftest import SignIn
from tests.world import World, explain, seen_in

pytestmark = pytest.mark.django_db

# The statements of one approval, within a test's transaction: two of them are its savepoint.
APPROVAL = 12


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


def test_what_an_approval_reads_is_what_the_page_shows(world: World, doubtful: Filing) -> None:
    """The doubts are found without the lines that can have none, and are the same."""
    world.approve(world.filing(world.city), value="90", by=world.provincial_reviewer)
    filing = Filing.objects.get(pk=doubtful.pk)
    shown = concerns_in(filing, with_unusual(checked_lines(filing), filing), world.reviewer)
    read = concerns_of(Filing.objects.get(pk=doubtful.pk), world.reviewer)
    assert {checked.kind.key for checked in shown.doubts} == {"progress", "measurement"}
    assert (read.keys, read.doubt_count) == (shown.keys, shown.doubt_count)
    assert {checked.subject for checked in read.doubts} == {checked.subject for checked in shown.doubts}


def test_an_approval_takes_few_statements(world: World) -> None:
    filing = world.submit(world.filing())
    confirmed = concerns_of(filing, world.reviewer).keys
    with CaptureQueriesContext(connection) as captured:
        approve_filing(filing=filing, by=world.reviewer, at=timezone.now(), version=1, confirmed=confirmed)
    assert len(captured) == APPROVAL, [query["sql"][:80] for query in captured]


def test_a_doubt_that_arose_after_reading_is_not_confirmed_by_the_older_ones(world: World) -> None:
    filing = world.submit(world.filing())
    keys = concerns_of(filing, world.reviewer).keys
    world.approve(world.filing(world.city), value="90", by=world.provincial_reviewer)
    with pytest.raises(ConcernsUnread):
        approve_filing(filing=filing, by=world.reviewer, at=timezone.now(), version=1, confirmed=keys)


def test_a_filing_that_a_colleague_reviews_is_not_approved_unknowingly(world: World) -> None:
    filing = world.submit(world.filing())
    start_review(filing=filing, by=world.second_reviewer, at=timezone.now(), version=filing.version)
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
    start_review(filing=filing, by=world.reviewer, at=timezone.now(), version=filing.version)
    done = approve_filing(filing=filing, by=world.reviewer, at=timezone.now(), version=1)
    assert done.status == "approved"


def test_the_page_says_that_a_colleague_started_the_review_meanwhile(world: World, signed_in: SignIn) -> None:
    filing, client = world.submit(world.filing()), signed_in("reviewer")
    address = reverse("tasks:filing-start-review", args=[filing.pk])
    assert carried_version(client, filing) == "1"
    start_review(filing=filing, by=world.second_reviewer, at=timezone.now(), version=1)
    page = client.post(address, {"version": "1"}, follow=True).content.decode()
    assert "second-reviewer has been reviewing this filing since 2021-10-10" in page
    assert "I know that second-reviewer is reviewing it" in page
    client.post(address, {"version": ""})
    assert world.filing().review_started_by == world.second_reviewer


def carried_version(client: Client, filing: Filing) -> str:
    """The version that the button to start carries."""
    page = client.get(reverse("tasks:filing-detail", args=[filing.pk])).content.decode()
    form = page.partition(reverse("tasks:filing-start-review", args=[filing.pk]))[2].partition("</form>")[0]
    return form.partition('name="version" value="')[2].partition('"')[0]


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
