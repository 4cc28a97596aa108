"""Files that people bring for a filing: kept, taken over, undone, let go (design R1, R20)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from tasks.actions.import_lines import Choice
from tasks.actions.received_workbooks import (
    discard_workbook,
    receive_workbook,
    take_over_workbook,
    undo_workbook,
)
from tasks.errors import TransitionNotAllowed
from tasks.line_imports.edits import LineEdit
from tasks.lines.kinds import LINE_KINDS
from tasks.models import FilingEvent, LineRevision, Measure, ReceivedWorkbook
from tests.tasks.actions.test_import_lines import GOOD, two_rows
from tests.tasks.line_imports.files import file_of, on_task, shown, taken_over
from tests.tasks.line_imports.test_preview import measured
from tests.world import World

NOW = timezone.now


def brought(world: World, content: bytes = b"file", at: dt.datetime | None = None) -> ReceivedWorkbook:
    given_by = {"by": world.filer, "at": at or NOW()}
    return receive_workbook(filing=world.filing(), content=content, name="填报.xlsx", **given_by)


def take(world: World, workbook: ReceivedWorkbook, *rows: LineEdit) -> ReceivedWorkbook:
    take_over_workbook(
        workbook=workbook,
        edits=file_of(world.filing(), *rows),
        seen=shown(world.filing(), *rows).versions,
        choice=Choice(),
        by=world.filer,
        at=NOW(),
    )
    return ReceivedWorkbook.objects.get(pk=workbook.pk)


def test_a_newer_file_takes_the_place_of_the_one_that_waits(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    first = brought(world)
    with django_capture_on_commit_callbacks(execute=True):
        second = brought(world, b"newer")
    assert list(ReceivedWorkbook.objects.all()) == [second]
    assert not first.file.storage.exists(first.file.name)
    with second.file.open() as stored:
        assert stored.read() == b"newer"


def test_files_go_after_some_days_whatever_became_of_them(world: World) -> None:
    old = take(world, brought(world, at=NOW() - dt.timedelta(days=8)), *two_rows(world))
    brought(world)
    assert not ReceivedWorkbook.objects.filter(pk=old.pk).exists()
    assert world.filing().events.filter(action=FilingEvent.Action.TAKE_OVER).exists()


def test_a_file_that_waits_is_let_go_and_one_taken_over_is_not(world: World) -> None:
    waiting = brought(world)
    discard_workbook(workbook=waiting, by=world.filer, at=NOW())
    assert not ReceivedWorkbook.objects.exists()
    done = take(world, brought(world), *two_rows(world))
    discard_workbook(workbook=done, by=world.filer, at=NOW())
    assert ReceivedWorkbook.objects.get() == done


def test_no_file_is_kept_for_a_closed_filing(world: World) -> None:
    world.submit(world.filing())
    with pytest.raises(TransitionNotAllowed):
        brought(world)
    assert not ReceivedWorkbook.objects.exists()


def test_a_second_click_takes_nothing_over_again(world: World) -> None:
    workbook = take(world, brought(world), *two_rows(world))
    measured(world, "8", by="colleague")
    take(world, workbook, *two_rows(world, "5", version=2))
    assert world.filing().measurements.get().value == 8


def test_undoing_puts_back_what_the_lines_said_as_new_versions(world: World) -> None:
    measured(world, "7", note="说明")
    workbook = take(world, brought(world), *two_rows(world, version=1))
    undone = undo_workbook(workbook=workbook, by=world.filer, at=NOW())
    line, entry = world.filing().measurements.get(), world.filing().progress_entries.get()
    assert (line.value, line.note, line.version) == (Decimal(7), "说明", 3)
    assert (entry.achievements, entry.version) == ("", 2)
    assert LineRevision.objects.count() == 5
    assert [event.action for event in world.filing().events.order_by("pk")] == ["take_over", "undo_take_over"]
    again = undo_workbook(workbook=workbook, by=world.filer, at=NOW())
    assert (again.undone_at, LineRevision.objects.count()) == (undone.undone_at, 5)


def test_states_and_explanations_are_put_back_too(world: World) -> None:
    measure = Measure.objects.filter(task=world.local_task)[0]
    said = {f"measure_{measure.pk}": "delayed", "achievements": "x", "explanation_delayed": "等批复。"}
    taken_over(world.filing(), on_task(world.local_task, said), by=world.filer)
    before = world.filing().revisions.get().content
    other = {f"measure_{measure.pk}": "completed", "explanation_delayed": ""}
    workbook = take(world, brought(world), on_task(world.local_task, other, version=1))
    undo_workbook(workbook=workbook, by=world.filer, at=NOW())
    assert world.filing().revisions.get(version=2).content != before
    assert world.filing().revisions.get(version=3).content == before
    entry = LINE_KINDS["progress"].line_of(world.filing(), world.local_task.pk)
    assert entry is not None
    assert LINE_KINDS["progress"].content(entry) == before


def test_nothing_is_undone_once_a_line_was_changed(world: World) -> None:
    workbook = take(world, brought(world), *two_rows(world))
    measured(world, "8", by="colleague")
    with pytest.raises(TransitionNotAllowed, match="1 line was changed"):
        undo_workbook(workbook=workbook, by=world.filer, at=NOW())
    assert world.filing().progress_entries.get().achievements == GOOD


def test_what_was_not_taken_over_is_not_undone(world: World) -> None:
    with pytest.raises(TransitionNotAllowed, match="nothing to undo"):
        undo_workbook(workbook=brought(world), by=world.filer, at=NOW())
