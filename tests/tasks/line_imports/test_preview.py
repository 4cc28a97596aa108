"""What a file would do to a filing, line by line."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from tasks.line_imports.edits import Finding, Place, Weight
from tasks.line_imports.preview import preview_of
from tasks.line_imports.weighing import Outcome
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, LineRevision, Measure
from tests.cases import section_of, year_end_of
from tests.tasks.line_imports.files import file_of, on_target, on_task, only_row, row, shown
from tests.world import World, write_line


def measured(world: World, value: str, by: str = "filer", **more: object) -> None:
    """Somebody saves a value in the browser."""
    line = LINE_KINDS["measurement"].line_of(world.filing(), world.pledge.pk)
    assert line is not None
    write_line(line, {"value": Decimal(value), "nil_return": False, **more}, by=world.people[by])


def test_a_number_typed_otherwise_is_no_change(world: World) -> None:
    measured(world, "1234.5")
    for text in ("1234.5", "1,234.50", "１２３４.５", " 1234.50亿元 "):
        found = only_row(world.filing(), on_target(world.pledge, {"value": text}, version=1))
        assert (found.outcome, found.changes) == (Outcome.UNCHANGED, ())


def test_a_changed_number_is_shown_old_and_new_and_nothing_is_written(world: World) -> None:
    measured(world, "1234.5")
    found = only_row(world.filing(), on_target(world.pledge, {"value": "0.13万亿元", "note": ""}, version=1))
    assert (found.outcome, found.version) == (Outcome.CHANGED, 1)
    [change] = found.changes
    assert (change.before, change.after) == ("1234.5", "1300")
    assert world.filing().measurements.get().value == Decimal("1234.5")
    assert LineRevision.objects.count() == 1


def test_a_line_that_nobody_has_saved_is_filled_in(world: World) -> None:
    found = only_row(world.filing(), on_task(world.local_task, {"achievements": "已完成。", "problems": ""}))
    assert (found.outcome, found.version) == (Outcome.CHANGED, 0)
    assert [change.after for change in found.changes] == ["已完成。"]


def test_an_untouched_line_that_nobody_has_saved_is_left_alone(world: World) -> None:
    measure = Measure.objects.filter(task=world.local_task)[0]
    said = {"achievements": "", "note": "", "nil_return": "", f"measure_{measure.pk}": "not_started"}
    assert only_row(world.filing(), on_task(world.local_task, said)).outcome is Outcome.UNCHANGED


def test_the_state_of_a_measure_and_a_nil_return_are_taken(world: World) -> None:
    measure = Measure.objects.filter(task=world.local_task)[0]
    found = only_row(world.filing(), on_task(world.local_task, {f"measure_{measure.pk}": "completed"}))
    assert [(change.before, change.after) for change in found.changes] == [("not_started", "completed")]
    found = only_row(world.filing(), on_target(world.pledge, {"nil_return": "on", "nil_reason": "总局报。"}))
    assert [change.after for change in found.changes] == ["nil_return", "总局报。"]


def test_an_emptied_cell_empties_its_field_where_the_file_is_whole_alone(
    world: World,
) -> None:
    measured(world, "7", note="说明")
    whole = only_row(world.filing(), on_target(world.pledge, {"value": "", "note": ""}, version=1))
    assert [change.after for change in whole.changes] == ["", ""]
    partial = on_target(world.pledge, {"value": " ", "note": ""}, version=None, is_whole=False)
    assert only_row(world.filing(), partial).outcome is Outcome.UNCHANGED


def test_a_file_that_knows_no_version_is_compared_with_what_stands(world: World) -> None:
    measured(world, "7")
    same = on_target(world.pledge, {"value": "7.00"}, version=None, is_whole=False)
    other = on_target(world.pledge, {"value": "8"}, version=None, is_whole=False)
    assert only_row(world.filing(), same).outcome is Outcome.UNCHANGED
    assert only_row(world.filing(), other).outcome is Outcome.CHANGED


# --- Somebody else was faster -----------------------------------------------------------------------


def test_a_line_that_both_changed_is_a_conflict_with_both_texts(world: World) -> None:
    measured(world, "7")
    measured(world, "8", by="colleague")
    found = only_row(world.filing(), on_target(world.pledge, {"value": "9", "note": ""}, version=1))
    assert found.outcome is Outcome.CONFLICT
    assert [(change.before, change.after) for change in found.theirs] == [("7", "8")]
    assert [(change.before, change.after) for change in found.changes] == [("8", "9")]
    assert found.line.edited_by == world.colleague


def test_a_line_that_only_the_other_changed_is_left_alone(world: World) -> None:
    measured(world, "7")
    measured(world, "8", by="colleague")
    found = only_row(world.filing(), on_target(world.pledge, {"value": "7", "note": ""}, version=1))
    assert found.outcome is Outcome.UNCHANGED


def test_a_line_that_somebody_began_meanwhile_is_a_conflict_with_nothing_said(world: World) -> None:
    measured(world, "8", by="colleague")
    found = only_row(world.filing(), on_target(world.pledge, {"value": "9"}, version=0))
    assert found.outcome is Outcome.CONFLICT
    assert [(change.before, change.after) for change in found.theirs] == [("", "8")]


def test_what_stands_there_already_is_said(world: World) -> None:
    measured(world, "7")
    measured(world, "8", by="colleague")
    found = only_row(world.filing(), on_target(world.pledge, {"value": "8.0"}, version=1))
    assert (found.outcome, found.changes) == (Outcome.SAID, ())


def test_there_and_back_again_is_no_conflict(world: World) -> None:
    for value in ("7", "8", "7"):
        measured(world, value, by="colleague")
    found = only_row(world.filing(), on_target(world.pledge, {"value": "9"}, version=1))
    assert found.outcome is Outcome.CHANGED


def test_words_of_the_other_in_another_field_stand_in_what_would_be_written(world: World) -> None:
    measured(world, "7")
    measured(world, "7", by="colleague", note="同事的话")
    found = only_row(world.filing(), on_target(world.pledge, {"value": "9", "note": ""}, version=1))
    assert found.outcome is Outcome.CONFLICT
    assert found.kind.content(found.line)["note"] == "同事的话"


@pytest.mark.parametrize("version", [2, 99, -1])
def test_a_version_that_the_line_never_had_is_an_error(world: World, version: int) -> None:
    measured(world, "7")
    found = only_row(world.filing(), on_target(world.pledge, {"value": "9"}, version=version))
    assert found.outcome is Outcome.ERROR
    assert "never had" in found.errors[0].message


# --- What the browser refuses -----------------------------------------------------------------------


def test_what_the_form_refuses_stands_at_its_cell_and_field(world: World) -> None:
    found = only_row(world.filing(), on_target(world.pledge, {"note": "", "value": "约七亿"}))
    [error] = found.errors
    assert (found.outcome, str(error.place), error.field) == (Outcome.ERROR, "填报!E14", "value")
    assert error.label == world.pledge.indicator.display_name


def test_rules_over_several_fields_are_the_forms_own(world: World) -> None:
    both = {"nil_return": "on", "nil_reason": "由总局报。", "value": "7"}
    [error] = only_row(world.filing(), on_target(world.pledge, both)).errors
    assert (str(error.place), error.field) == ("填报!F14", "value")
    zero = {"numerator": "5", "denominator": "0"}
    [error] = only_row(world.filing(), on_target(world.growth, zero)).errors
    assert (str(error.place), error.field) == ("填报!E14", "denominator")


def test_a_field_that_the_line_does_not_have_is_refused_where_it_says_anything(world: World) -> None:
    [error] = only_row(world.filing(), on_target(world.growth, {"value": "5"})).errors
    assert str(error.place) == "填报!D14"
    assert only_row(world.filing(), on_target(world.growth, {"value": " "})).outcome is Outcome.UNCHANGED


def test_hidden_fields_are_nobodys_to_fill(world: World) -> None:
    said = {"compared_jump": "x", "still_holds_jump": "on"}
    assert len(only_row(world.filing(), on_target(world.pledge, said)).errors) == 2


def test_a_cell_that_could_not_be_read_is_an_error_of_its_line(world: World) -> None:
    place = Place("填报", "D14")
    unread = (Finding("#DIV/0!", place), Finding("Rounded.", place, Weight.NOTE))
    preview = shown(world.filing(), on_target(world.pledge, {"value": ""}, findings=unread))
    [found] = preview.rows
    assert [(error.message, error.field) for error in found.errors] == [("#DIV/0!", "value")]
    assert [note.message for note in preview.notes] == ["Rounded."]


def test_one_line_twice_is_an_error_at_both(world: World) -> None:
    rows = [on_target(world.pledge, {"value": value}, number=int(value)) for value in ("7", "8")]
    found = shown(world.filing(), *rows).rows
    assert [row.outcome for row in found] == [Outcome.ERROR] * 2
    assert [str(row.errors[0].place) for row in found] == ["填报!7", "填报!8"]


def test_lines_that_the_filing_does_not_have_are_named_by_their_row(world: World) -> None:
    rows = [on_task(world.department_task, {"achievements": "x"}), row("nothing", 5, {"a": "b"}, number=9)]
    preview = shown(world.filing(), *rows, on_target(world.pledge, {"value": "7"}, number=3))
    assert [str(found.place) for found in preview.errors] == ["填报!14", "填报!9"]
    assert [found.outcome for found in preview.rows] == [Outcome.CHANGED]


# --- Files that do not belong here ------------------------------------------------------------------


def test_another_filings_file_is_named_to_who_may_see_that_filing(world: World) -> None:
    filing, other = world.filing(), world.filing(world.neighbour)
    edits = file_of(other, on_target(world.pledge, {"value": "7"}))
    [named] = preview_of(filing, edits, by=world.reviewer).errors
    [unnamed] = preview_of(filing, edits, by=world.filer).errors
    assert (str(other) in named.message, str(other) in unnamed.message) == (True, False)
    assert preview_of(filing, edits, by=world.filer).rows == ()


def test_a_filing_that_is_closed_takes_nothing(world: World) -> None:
    world.submit(world.filing())
    preview = shown(world.filing(), on_target(world.pledge, {"value": "7"}))
    assert (len(preview.errors), preview.rows) == (1, ())
    assert not preview.changes_anything


def test_a_filing_that_is_not_open_yet_takes_nothing(world: World) -> None:
    preview = shown(year_end_of(world), on_target(world.pledge, {"value": "7"}))
    assert "2021-11-15" in preview.errors[0].message


# --- Cases, doubts, queries -------------------------------------------------------------------------


@pytest.fixture
def at_the_year_end(world: World, settings: Settings) -> World:
    settings.PORTAL_TODAY = dt.date(2021, 12, 1)
    return world


def test_a_case_that_is_not_begun_comes_with_its_sections(at_the_year_end: World) -> None:
    said = {"title": "案例", "text": "经过", "sections": f"{section_of(at_the_year_end).path}\n"}
    found = only_row(year_end_of(at_the_year_end), row("case", 2, said))
    assert found.outcome is Outcome.CHANGED
    assert [change.after for change in found.changes] == ["案例", "经过", str(section_of(at_the_year_end))]
    assert only_row(year_end_of(at_the_year_end), row("case", 3, said | {"sections": "九"})).errors[0].field
    preview = shown(year_end_of(at_the_year_end), row("case", 6, said), row("case", 0, said))
    assert (len(preview.errors), preview.rows) == (2, ())


def test_a_case_is_of_the_year_end_alone(world: World) -> None:
    assert len(shown(world.filing(), row("case", 1, {"title": "案例"})).errors) == 1


def test_what_a_line_would_still_lack_is_a_hint_and_no_refusal(world: World) -> None:
    found = only_row(world.filing(), on_target(world.pledge, {"nil_return": "on"}))
    assert found.outcome is Outcome.CHANGED
    assert len(found.hints) == 1


def test_an_explanation_in_the_file_answers_the_doubt_about_what_the_file_says(world: World) -> None:
    measure = Measure.objects.filter(task=world.local_task)[0]
    said = {f"measure_{measure.pk}": "delayed", "achievements": "x", "explanation_delayed": "等批复。"}
    found = only_row(world.filing(), on_task(world.local_task, said))
    assert found.hints == ()
    assert found.line.explanations["delayed"]["compared"] == str(measure.order)
    bare = only_row(world.filing(), on_task(world.local_task, {**said, "explanation_delayed": ""}))
    assert len(bare.hints) == 1


def test_a_preview_asks_as_much_for_many_lines_as_for_few(world: World) -> None:
    measured(world, "7")
    measured(world, "8")
    few = [on_target(world.pledge, {"value": "9"}, version=1)]
    many = [
        *few,
        on_target(world.growth, {"numerator": "3", "denominator": "2"}, number=15),
        on_task(world.local_task, {"achievements": "已完成。"}, number=16),
        *(on_task(world.department_task, {"achievements": "x"}, number=number) for number in range(20, 60)),
    ]
    counts = []
    for rows in (many[:1] + many[2:3], many):
        filing = Filing.objects.select_related("organization", "period__guidance").get(pk=world.filing().pk)
        with CaptureQueriesContext(connection) as asked:
            preview_of(filing, file_of(filing, *rows), by=world.filer)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 9
