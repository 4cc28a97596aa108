"""Taking over what a file says: all of it at once, as if it had been typed (design R1, R20, R21)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from tasks.actions import hand_over_filing, save_line
from tasks.actions.import_lines import Choice, LinesRefused, import_lines
from tasks.errors import TransitionNotAllowed
from tasks.line_imports.edits import LineEdit
from tasks.lines.kinds import LINE_KINDS
from tasks.models import FilingEvent, LineRevision, Measure
from tests.cases import section_of, year_end_of
from tests.tasks.line_imports.files import FILE, file_of, on_target, on_task, row, shown, taken_over
from tests.tasks.line_imports.test_preview import measured
from tests.world import World

NOW = timezone.now
GOOD, BAD = "已完成评估。", "约七亿"


def two_rows(world: World, value: str = "9", **more: Any) -> tuple[LineEdit, LineEdit]:
    return (
        on_target(world.pledge, {"value": value, "note": ""}, number=14, **more),
        on_task(world.local_task, {"achievements": GOOD}, number=15, version=None),
    )


def test_lines_get_their_versions_revisions_and_a_log_entry_of_their_own(world: World) -> None:
    measured(world, "7")
    imported = taken_over(world.filing(), *two_rows(world, version=1), by=world.colleague)
    assert [(line.kind, line.before, line.after) for line in imported.lines] == [
        ("measurement", 1, 2),
        ("progress", 0, 1),
    ]
    line, entry = world.filing().measurements.get(), world.filing().progress_entries.get()
    assert (line.value, line.version, line.edited_by) == (Decimal(9), 2, world.colleague)
    assert (entry.achievements, entry.version, entry.edited_by) == (GOOD, 1, world.colleague)
    assert entry.measure_states.count() == 2
    kept = LineRevision.objects.filter(by=world.colleague).order_by("kind")
    assert [(each.kind, each.line_id, each.version) for each in kept] == [
        ("measurement", line.pk, 2),
        ("progress", entry.pk, 1),
    ]
    assert kept[0].content == LINE_KINDS["measurement"].content(line)
    event = world.filing().events.get()
    assert (event.action, event.by) == (FilingEvent.Action.TAKE_OVER, world.colleague)
    assert event.reason == f"{FILE.name}\nSHA-256 {FILE.sha256}\n2 条填报内容"
    assert event.action in FilingEvent.WITHIN


def test_twice_changes_nothing_the_second_time(world: World) -> None:
    rows = two_rows(world, version=0)
    taken_over(world.filing(), *rows, by=world.filer)
    again = taken_over(world.filing(), *rows, by=world.filer)
    assert again.lines == ()
    assert (LineRevision.objects.count(), world.filing().events.count()) == (2, 1)


def test_what_changed_since_it_was_shown_is_not_written_over(world: World) -> None:
    rows = two_rows(world, version=0)
    seen = shown(world.filing(), *rows).versions
    measured(world, "8", by="colleague")
    choice = Choice(mine={("measurement", world.pledge.pk)})
    with pytest.raises(LinesRefused, match="1 line has changed") as refused:
        taken_over(world.filing(), *rows, by=world.filer, seen=seen, choice=choice)
    assert len(refused.value.preview.conflicts) == 1
    assert not world.filing().progress_entries.exists()
    assert world.filing().measurements.get().value == 8


def test_a_line_that_was_not_shown_is_not_written(world: World) -> None:
    with pytest.raises(LinesRefused, match="2 lines have changed"):
        taken_over(world.filing(), *two_rows(world), by=world.filer, seen={})


def test_one_error_keeps_all_back_unless_the_good_lines_are_asked_for(world: World) -> None:
    rows = two_rows(world, BAD)
    with pytest.raises(LinesRefused, match="1 error"):
        taken_over(world.filing(), *rows, by=world.filer)
    assert not LineRevision.objects.exists()
    imported = taken_over(world.filing(), *rows, by=world.filer, choice=Choice(good_only=True))
    assert ([line.kind for line in imported.lines], imported.left) == (["progress"], 1)


def test_a_conflict_waits_for_a_choice_and_follows_it(world: World) -> None:
    measured(world, "7")
    measured(world, "8", by="colleague")
    rows, place = two_rows(world, version=1), ("measurement", world.pledge.pk)
    with pytest.raises(LinesRefused, match="whose text"):
        taken_over(world.filing(), *rows, by=world.filer)
    left = taken_over(world.filing(), *rows, by=world.filer, choice=Choice(theirs={place}))
    assert ([line.kind for line in left.lines], left.left) == (["progress"], 1)
    assert world.filing().measurements.get().value == 8
    mine = taken_over(world.filing(), *rows, by=world.filer, choice=Choice(mine={place}))
    assert [(line.before, line.after) for line in mine.lines] == [(2, 3)]
    assert world.filing().measurements.get().value == 9


def test_another_filings_file_and_a_closed_filing_are_refused(world: World) -> None:
    rows = two_rows(world)
    with pytest.raises(LinesRefused, match="another filing"):
        import_lines(
            filing=world.filing(),
            edits=file_of(world.filing(world.neighbour), *rows),
            seen=None,
            choice=Choice(good_only=True),
            by=world.filer,
            at=NOW(),
            file=FILE,
        )
    world.submit(world.filing())
    with pytest.raises(TransitionNotAllowed):
        taken_over(world.filing(), *rows, by=world.filer)


def test_the_filing_no_longer_waits_for_a_signature(world: World) -> None:
    world.fill(world.filing(), by=world.filer)
    hand_over_filing(filing=world.filing(), by=world.filer, at=NOW())
    imported = taken_over(world.filing(), *two_rows(world, version=1), by=world.filer)
    assert imported.is_hand_over_ended
    assert not world.filing().is_handed_over


def test_nothing_half_happens(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_args: Any, **_more: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("tasks.actions.import_lines.note_act", failing)
    with pytest.raises(RuntimeError):
        taken_over(world.filing(), *two_rows(world), by=world.filer)
    assert not LineRevision.objects.exists()
    assert not world.filing().measurements.exists()


def test_many_lines_take_the_statements_of_few(world: World) -> None:
    rows = two_rows(world, version=0)
    seen = shown(world.filing(), *rows).versions
    with CaptureQueriesContext(connection) as asked:
        taken_over(world.filing(), *rows, by=world.filer, seen=seen)
    written = [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert len(written) == 5  # a line of either kind, the states, the revisions at once, the event
    with CaptureQueriesContext(connection) as asked:
        rows = (
            on_target(world.pledge, {"value": "5"}, version=1, number=3),
            on_target(world.growth, {"numerator": "3", "denominator": "2"}, version=0, number=4),
        )
        taken_over(world.filing(), *rows, by=world.filer, seen=shown(world.filing(), *rows).versions)
    written = [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert len(written) == 3  # both lines, both revisions, the event


def test_a_case_is_begun_with_its_sections(world: World, settings: Settings) -> None:
    settings.PORTAL_TODAY = dt.date(2021, 12, 1)
    said = {"title": "案例", "text": "经过", "sections": section_of(world).path}
    taken_over(year_end_of(world), row("case", 2, said), by=world.filer)
    case = year_end_of(world).case_studies.get()
    assert (case.number, case.version, case.section_links.count()) == (2, 1, 1)


# --- The same as typed ------------------------------------------------------------------------------

TEXTS = st.sampled_from(["", GOOD, " 两行\n文字 ", "=1+1", "不适用"])
NUMBERS = st.sampled_from(["", "7", "1,234.50", "0.5万亿元", "-3", BAD, "0"])
FLAGS = st.sampled_from(["", "on"])
TARGET = {"value": NUMBERS, "note": TEXTS, "nil_return": FLAGS, "nil_reason": TEXTS}
TASK = {"achievements": TEXTS, "problems": TEXTS, "nil_return": FLAGS, "nil_reason": TEXTS}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(target=st.fixed_dictionaries(TARGET), task=st.fixed_dictionaries(TASK), state=st.data())
def test_a_file_comes_to_the_same_as_typing_it(
    world: World, target: dict[str, str], task: dict[str, str], state: st.DataObject
) -> None:
    measure = Measure.objects.filter(task=world.local_task)[0]
    task[f"measure_{measure.pk}"] = state.draw(st.sampled_from(["not_started", "delayed", "completed"]))
    rows = (on_target(world.pledge, target, number=14), on_task(world.local_task, task, number=15))
    assert by_file(world, rows) == by_hand(world, rows)


def by_file(world: World, rows: tuple[LineEdit, ...]) -> list[Any]:
    """What the filing says after the good lines of a file were taken over; nothing of it stays."""
    with transaction.atomic():
        taken_over(world.filing(), *rows, by=world.filer, choice=Choice(good_only=True))
        said = contents(world)
        transaction.set_rollback(True)
    return said


def by_hand(world: World, rows: tuple[LineEdit, ...]) -> list[Any]:
    """What the filing says after the forms were sent that a file changes anything in; nothing of it stays."""
    changed = {found.place for found in shown(world.filing(), *rows).rows if found.changes or found.errors}
    with transaction.atomic():
        for edit in rows:
            if (edit.kind, edit.subject) in changed:
                typed(world, edit)
        said = contents(world)
        transaction.set_rollback(True)
    return said


def typed(world: World, edit: LineEdit) -> None:
    """Save one line in the browser, or be refused."""
    kind = LINE_KINDS[edit.kind]

    def content(line: Any) -> dict[str, Any]:
        form = kind.form(line, {name: said.text for name, said in edit.fields.items()})
        if not form.is_valid():
            raise ValidationError(form.errors.as_data())
        return form.cleaned_data

    try:
        with transaction.atomic():
            save_line(
                kind=kind,
                filing=world.filing().pk,
                subject=edit.subject,
                expected_version=0,
                content=content,
                by=world.filer,
                at=NOW(),
            )
    except ValidationError:
        return


def contents(world: World) -> list[Any]:
    revisions = LineRevision.objects.order_by("kind").values_list("kind", "version", "content")
    lines = [
        kind.content(line)
        for kind in LINE_KINDS.values()
        for line in kind.lines_of(world.filing())
        if line.version
    ]
    return [*revisions, *lines]
