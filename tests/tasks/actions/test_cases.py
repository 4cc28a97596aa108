"""Taking a case away and putting it back: nothing is lost, and the others keep their numbers."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tasks.actions import add_remark, remove_case, restore_case, return_filing, submit_filing
from tasks.errors import StaleLine, TransitionNotAllowed
from tasks.filings.case_group import CaseGroup, case_group
from tasks.filings.changed_parts import ChangedParts
from tasks.filings.filing_statement import filing_statement
from tasks.lines.checked_lines import checked_lines
from tasks.lines.versions import versions_beside
from tasks.models import CaseStudy, Evidence, Filing, LineRevision
from tests.cases import (
    TITLE,
    at_year_end,
    attach_to_case,
    returned,
    section_of,
    submitted,
    tell_case,
    year_end_of,
)
from tests.conftest import SignIn
from tests.world import World, seen_in

LATER = dt.timedelta(minutes=5)


@pytest.fixture(autouse=True)
def year_end(world: World) -> Iterator[None]:
    with at_year_end():
        yield


def remove(world: World, number: int = 1, version: int = 1) -> CaseStudy:
    return remove_case(
        filing=year_end_of(world),
        number=number,
        expected_version=version,
        by=world.filer,
        at=timezone.now() + LATER,
    )


def restore(world: World, number: int = 1, version: int = 2) -> CaseStudy:
    return restore_case(
        filing=year_end_of(world),
        number=number,
        expected_version=version,
        by=world.filer,
        at=timezone.now() + 2 * LATER,
    )


def group_of(world: World) -> CaseGroup:
    filing = year_end_of(world)
    group = case_group(filing, checked_lines(filing))
    assert group is not None
    return group


def numbers(world: World) -> tuple[list[int], list[int], int | None]:
    """Those that stand, those taken away, and the next one."""
    group = group_of(world)
    return (
        [checked.line.subject_id for checked in group.cases],
        [case.number for case in group.removed],
        group.next_number,
    )


def page_of(client: Client, world: World, query: str = "") -> str:
    url = reverse("tasks:filing-detail", args=[year_end_of(world).pk])
    return client.get(f"{url}{query}").content.decode()


def test_the_others_keep_their_numbers_and_a_new_one_takes_a_number_of_its_own(world: World) -> None:
    tell_case(world)
    tell_case(world, 2)
    assert numbers(world) == ([1, 2], [], 3)
    remove(world)
    assert numbers(world) == ([2], [1], 3)
    for number in (3, 4, 5):
        tell_case(world, number)
    assert numbers(world) == ([2, 3, 4, 5], [1], 1)
    tell_case(world, 1, version=2, title="另一个")
    assert numbers(world) == ([1, 2, 3, 4, 5], [], None)


def test_a_case_is_put_back_as_it_was_with_its_files(world: World) -> None:
    tell_case(world)
    file = attach_to_case(world, 1)
    assert not remove(world).says_anything
    assert Evidence.objects.standing().count() == 0
    back = restore(world)
    assert (back.title, back.sections, back.version) == (TITLE, [section_of(world)], 3)
    assert Evidence.objects.standing().get() == file
    assert [kept.version for kept in LineRevision.objects.filter(kind="case")] == [1, 2, 3]


def test_a_file_taken_away_before_stays_away(world: World) -> None:
    tell_case(world)
    file = attach_to_case(world, 1)
    Evidence.objects.filter(pk=file.pk).update(removed_at=timezone.now(), removed_by=world.filer)
    remove(world)
    restore(world)
    assert Evidence.objects.standing().count() == 0


def test_a_case_that_somebody_has_changed_is_not_taken_away(world: World) -> None:
    tell_case(world)
    tell_case(world, version=1, by=world.colleague, title="新的题目")
    with pytest.raises(StaleLine, match="has changed this line"):
        remove(world)
    assert numbers(world)[0] == [1]


def test_a_case_that_somebody_tells_anew_is_not_written_over(world: World) -> None:
    tell_case(world)
    remove(world)
    tell_case(world, version=2, by=world.colleague, title="新的题目")
    with pytest.raises(StaleLine):
        restore(world)
    assert CaseStudy.objects.get().title == "新的题目"


def test_a_case_of_files_alone_is_put_back_with_them(world: World) -> None:
    file = attach_to_case(world, 1)
    remove(world, version=0)
    assert numbers(world) == ([], [1], 2)
    restore(world, version=1)
    assert numbers(world) == ([1], [], 2)
    assert Evidence.objects.standing().get() == file


def test_nothing_is_put_back_of_a_case_that_never_said_anything(world: World) -> None:
    tell_case(world, title="", text="", sections=[])
    with pytest.raises(TransitionNotAllowed, match="never said anything"):
        restore(world, version=1)


def test_what_is_submitted_stays(world: World) -> None:
    tell_case(world)
    submitted(world)
    with pytest.raises(TransitionNotAllowed):
        remove(world)
    with pytest.raises(TransitionNotAllowed):
        restore(world, version=1)


# --- What others see of it ----------------------------------------------------------------------------


def test_others_read_a_returned_filing_with_the_case_that_was_taken_away_since(
    world: World, signed_in: SignIn
) -> None:
    returned(world)
    remove(world)
    assert TITLE in page_of(signed_in("reviewer"), world)
    lines = (
        signed_in("reviewer").get(reverse("api:filing-detail", args=[year_end_of(world).pk])).json()["lines"]
    )
    assert {line["title"] for line in lines if line["kind"] == "case"} == {TITLE, "地理标志富农"}


def test_who_reviews_again_is_told_which_case_is_gone(world: World, signed_in: SignIn) -> None:
    filing = returned(world)
    remove(world)
    again = submit_filing(filing=filing, by=world.lead, at=timezone.now() + LATER, seen=seen_in(filing))
    assert [line["number"] for line in again.snapshots.latest("version").content["lines"][-1:]] == [2]
    version = versions_beside(again, again.events.all()).returned
    assert version is not None
    assert version.changed_count(checked_lines(again)) == 1
    page = page_of(signed_in("reviewer"), world, "?compare=returned")
    assert f"Case 1: {TITLE} (removed)" in page
    assert "has been taken away since" in page


def test_a_remark_on_a_case_that_is_gone_is_still_read_and_answered(world: World, signed_in: SignIn) -> None:
    tell_case(world)
    filing = submitted(world)
    said = {"kind": "case", "subject_id": 1, "text": "此案例与上年重复。"}
    add_remark(filing=filing, by=world.reviewer, at=timezone.now(), organization=world.office, **said)
    return_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="", version=1)
    remove(world)
    client = signed_in("filer")
    check = reverse("tasks:filing-check", args=[filing.pk])
    for page in (page_of(client, world), client.get(check).content.decode()):
        assert "Case 1 (removed)" in page
        assert f'id="remarks-{filing.pk}-case-1"' in page
        assert "此案例与上年重复。" in page


def test_what_was_read_is_another_once_a_case_is_taken_away(world: World) -> None:
    tell_case(world)
    filing = year_end_of(world)
    read = filing_statement(filing, checked_lines(filing))
    remove(world)
    now = year_end_of(world)
    found = read.differences(filing_statement(now, checked_lines(now)))
    (part,) = ChangedParts(now, checked_lines(now)).of(found)
    assert (part.subject, part.happened) == ("Case 1", "The line was taken away")
    assert [change.before for change in part.changes][:1] == [TITLE]
    assert part.by == str(world.filer)


# --- The pages ----------------------------------------------------------------------------------------


def address(world: World, what: str, number: int = 1) -> str:
    return reverse(f"tasks:case-{what}", args=[year_end_of(world).pk, number])


def test_a_case_is_taken_away_after_a_question_and_put_back(world: World, signed_in: SignIn) -> None:
    tell_case(world)
    client = signed_in("filer")
    assert "Remove this case?" in client.get(address(world, "remove")).content.decode()
    assert CaseStudy.objects.get().title == TITLE
    gone = client.post(address(world, "remove"), {"version": 1}, follow=True).content.decode()
    assert f"Removed: Case 1: {TITLE}" in gone
    assert "Case 1 was removed by" in gone
    assert "No case yet" in gone
    back = client.post(address(world, "restore"), {"version": 2}, follow=True).content.decode()
    assert f"Put back: Case 1: {TITLE}" in back


def test_a_case_that_changed_since_the_question_is_shown_anew(world: World, signed_in: SignIn) -> None:
    tell_case(world)
    tell_case(world, version=1, by=world.colleague, title="新的题目")
    answer = signed_in("filer").post(address(world, "remove"), {"version": 1})
    assert answer.status_code == 409
    assert "新的题目" in answer.content.decode()
    assert CaseStudy.objects.get().title == "新的题目"


@pytest.mark.parametrize("number", [1, 6, 99_999])
def test_what_nobody_has_begun_cannot_be_taken_away(world: World, signed_in: SignIn, number: int) -> None:
    client = signed_in("filer")
    assert client.get(address(world, "remove", number)).status_code == 404
    assert client.post(address(world, "remove", number), {"version": 0}).status_code == 404
    assert client.post(address(world, "restore", number), {"version": 0}).status_code in {302, 404}
    assert not CaseStudy.objects.exists()


def test_taking_a_case_away_ends_the_waiting_for_a_signature(world: World, signed_in: SignIn) -> None:
    tell_case(world)
    Filing.objects.filter(pk=year_end_of(world).pk).update(
        handed_over_at=timezone.now(), handed_over_by=world.filer
    )
    page = signed_in("filer").post(address(world, "remove"), {"version": 1}, follow=True).content.decode()
    assert "no longer waits" in page
    assert not year_end_of(world).is_handed_over
