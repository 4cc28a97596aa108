"""Doubts about a line: what they are told by, and which explanation answers which."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from targets.models import Measurement
from tasks.actions import submit_filing
from tasks.errors import FilingIncomplete
from tasks.lines.checked_lines import CheckedLine, checked_lines
from tasks.lines.doubts import (
    Explanation,
    Problem,
    Severity,
    doubt_about,
    explained,
    settle_note,
    standing_explanations,
)
from tasks.models import Filing, MeasureState, ProgressEntry
from tests.conftest import SignIn
from tests.world import World, seen_in, write_line

JUMP = Problem("500 against 90.9", "value", Severity.WARNING, "jump", "500 90.9")
BENEATH = Problem("differs", "value", Severity.WARNING, "subordinates", "500 480 21")
SAID: Explanation = {"text": "集中办理。", "compared": "500 90.9"}


# --- Which explanation answers which doubt ----------------------------------------------------------
def test_an_explanation_answers_the_doubt_that_it_was_written_for() -> None:
    line = ProgressEntry(explanations={"jump": SAID}, note="另有说明。")
    assert doubt_about(JUMP, line).is_answered
    assert not doubt_about(BENEATH, line).is_answered


def test_an_explanation_answers_no_other_doubt_about_the_same_numbers() -> None:
    same_numbers = Problem("differs", "value", Severity.WARNING, "subordinates", JUMP.compared)
    doubt = doubt_about(same_numbers, ProgressEntry(explanations={"jump": SAID}))
    assert (doubt.text, doubt.is_answered) == ("", False)


def test_another_number_wants_the_explanation_confirmed_or_written_anew() -> None:
    line = ProgressEntry(explanations={"jump": SAID})
    moved = Problem("600 against 90.9", "value", Severity.WARNING, "jump", "600 90.9")
    doubt = doubt_about(moved, line)
    assert (doubt.text, doubt.is_answered, doubt.is_outdated) == ("集中办理。", False, True)


def test_a_note_of_before_answers_everything() -> None:
    line = ProgressEntry(note="已核对。", note_answers_doubts=True)
    assert doubt_about(JUMP, line).is_answered
    assert doubt_about(BENEATH, line).is_answered


@pytest.mark.parametrize("note", ["", " \n"])
def test_an_empty_note_of_before_answers_nothing(note: str) -> None:
    line = ProgressEntry(note=note, note_answers_doubts=True)
    assert not doubt_about(JUMP, line).is_answered
    settle_note(line, [JUMP])
    assert (line.explanations, line.note_answers_doubts) == ({}, False)


def test_only_doubts_that_stand_keep_their_explanation() -> None:
    said = {"jump": SAID, "subordinates": SAID}
    hint = Problem("6 of 21", "value", Severity.HINT, "subordinates", "500 90.9")
    assert standing_explanations(said, [JUMP, hint]) == {"jump": SAID}


@pytest.mark.parametrize(
    ("text", "still_holds", "wanted"),
    [
        ("", False, None),
        ("  ", True, None),
        ("集中办理。", False, SAID),
        ("集中办理。", True, {"text": "集中办理。", "compared": "600 90.9"}),
        ("新增大户。", False, {"text": "新增大户。", "compared": "600 90.9"}),
    ],
)
def test_what_is_sent_answers_what_the_page_showed(
    text: str, still_holds: bool, wanted: Explanation | None
) -> None:
    assert explained(SAID, text=text, shown="600 90.9", still_holds=still_holds) == wanted


# --- On a line of a filing --------------------------------------------------------------------------
def pledge_line(world: World, filing: Filing) -> CheckedLine:
    return next(
        checked
        for checked in checked_lines(filing)
        if isinstance(checked.line, Measurement) and checked.line.target_id == world.pledge.pk
    )


@pytest.fixture
def jumped(world: World) -> Filing:
    """The province's year end, in which 90.9 of the third quarter have become 500."""
    world.submit(world.filing(), value="90.9")
    world.period.__class__.objects.filter(pk=world.year_end.pk).update(opens_on=world.period.opens_on)
    filing = world.filing(period=world.year_end)
    world.fill(filing, by=world.filer, value="500")
    Measurement.objects.filter(filing=filing).update(explanations={})
    return filing


def url_of(world: World, filing: Filing) -> str:
    return reverse("tasks:line-edit", args=[filing.pk, "measurement", world.pledge.pk])


def test_a_note_silences_no_doubt(world: World, jumped: Filing) -> None:
    checked = pledge_line(world, jumped)
    assert checked.line.note
    assert [problem.key for problem in checked.blocking] == ["jump"]
    with pytest.raises(FilingIncomplete):
        submit_filing(filing=jumped, by=world.lead, at=timezone.now(), seen=seen_in(jumped))


def test_the_page_takes_an_explanation_and_asks_again_for_another_number(
    world: World, jumped: Filing, signed_in: SignIn
) -> None:
    client, url = signed_in("filer"), url_of(world, jumped)
    line = pledge_line(world, jumped).line
    sent = {"version": line.version, "value": "500", "note": line.note}
    jump = {"compared_jump": "500 90.9", "explanation_jump": "集中办理。"}
    assert b'name="explanation_jump"' in client.get(url).content
    client.post(url, sent | jump)
    checked = pledge_line(world, jumped)
    assert (checked.open_doubts, checked.line.explanations) == ([], {"jump": SAID})
    client.post(url, sent | jump | {"version": line.version + 1, "value": "600"})
    checked = pledge_line(world, jumped)
    assert [doubt.is_outdated for doubt in checked.doubts] == [True]
    page = client.get(url).content.decode()
    assert "集中办理。" in page
    assert 'name="still_holds_jump"' in page
    client.post(
        url,
        sent
        | jump
        | {"version": line.version + 2, "value": "600"}
        | {"compared_jump": "600 90.9"}
        | {"still_holds_jump": "on"},
    )
    assert pledge_line(world, jumped).open_doubts == []


def test_autosave_brings_the_doubt_with_its_field(world: World, jumped: Filing, signed_in: SignIn) -> None:
    sent = {"version": pledge_line(world, jumped).line.version, "value": "700"}
    response = signed_in("filer").post(url_of(world, jumped), sent, headers={"HX-Request": "true"})
    page = response.content.decode()
    assert '<div id="line-doubts" class="stack" hx-swap-oob="true"' in page
    assert 'name="compared_jump" value="700 90.9"' in page


def test_what_was_explained_is_kept_everywhere(world: World, jumped: Filing) -> None:
    line = pledge_line(world, jumped).line
    write_line(line, {"explanations": {"jump": SAID}}, by=world.filer)
    revision = jumped.revisions.filter(kind="measurement", line_id=line.pk).latest("version")
    assert revision.content["explanations"] == {"jump": SAID}
    submitted = submit_filing(filing=jumped, by=world.lead, at=timezone.now(), seen=seen_in(jumped))
    assert submitted.warning_count == 1
    said = [one for one in submitted.snapshots.get().content["lines"] if one.get("value") == "500"]
    assert said[0]["explanations"] == {"jump": SAID}
    assert pledge_line(world, jumped).line.said_to_reviewer.endswith("集中办理。")


def test_submitting_leaves_nothing_explained_that_nobody_doubts(world: World, jumped: Filing) -> None:
    Measurement.objects.filter(filing=jumped, target=world.pledge).update(
        value=Decimal("95"), explanations={"jump": SAID}
    )
    submit_filing(filing=jumped, by=world.lead, at=timezone.now(), seen=seen_in(jumped))
    assert pledge_line(world, jumped).line.explanations == {}


def test_an_old_note_becomes_the_explanation_of_what_stands_and_of_nothing_to_come(
    world: World, jumped: Filing, signed_in: SignIn
) -> None:
    lines = Measurement.objects.filter(filing=jumped, target=world.pledge)
    lines.update(note="已核对。", note_answers_doubts=True)
    assert pledge_line(world, jumped).blocking == []
    client, url = signed_in("filer"), url_of(world, jumped)
    assert client.get(url).content.decode().count("已核对。") == 2
    version = lines.get().version
    client.post(url, {"version": version, "value": "800", "note": "已核对。"})
    checked = pledge_line(world, jumped)
    assert checked.line.explanations == {"jump": {"text": "已核对。", "compared": "500 90.9"}}
    assert [doubt.is_outdated for doubt in checked.doubts] == [True]


def test_the_pages_tell_explained_doubts_from_open_ones(
    world: World, jumped: Filing, signed_in: SignIn
) -> None:
    client = signed_in("filer")
    check = reverse("tasks:filing-check", args=[jumped.pk])
    assert "0 explained, 1 open." in client.get(check).content.decode()
    Measurement.objects.filter(filing=jumped, target=world.pledge).update(explanations={"jump": SAID})
    assert "1 explained, 0 open." in client.get(check).content.decode()
    listed = client.get(reverse("tasks:filing-detail", args=[jumped.pk])).content.decode()
    assert "1 doubt explained" in listed
    submit_filing(filing=jumped, by=world.lead, at=timezone.now(), seen=seen_in(jumped))
    read = signed_in("reviewer").get(reverse("tasks:filing-detail", args=[jumped.pk])).content.decode()
    assert "1 explained, 0 open." in read
    assert "集中办理。" in read


def test_a_completed_measure_without_a_file_is_a_hint(world: World) -> None:
    world.fill(world.filing(), by=world.filer)
    MeasureState.objects.update(state=MeasureState.State.COMPLETED)
    line = checked_lines(world.filing())[0]
    assert (line.blocking, line.doubts, len(line.hints)) == ([], [], 1)
