"""Attaching, removing and putting back: who and when, limits, duplicates, and nothing half done."""

import datetime as dt
import hashlib

import pytest
from django.db import DatabaseError
from django.utils import timezone
from pytest_django.fixtures import Settings

from tasks.actions import approve_filing, remove_evidence, restore_evidence, submit_filing
from tasks.errors import EvidenceRefused, NotYourOwn, TransitionNotAllowed
from tasks.lines.checked_lines import checked_lines
from tasks.models import Evidence, MeasureState, ReportingPeriod
from tests.tasks.evidence import files
from tests.tasks.evidence.conftest import LATER, Attach, stored_files
from tests.world import World, seen_in


def test_a_file_is_kept_at_its_line_before_anything_was_written(world: World, attach: Attach) -> None:
    evidence = attach("..\\印发文件.PDF").evidence
    assert (evidence.name, evidence.size, evidence.media_type) == (
        "印发文件.pdf",
        len(files.PDF),
        "application/pdf",
    )
    assert evidence.sha256 == hashlib.sha256(files.PDF).hexdigest()
    assert (evidence.uploaded_by, evidence.uploaded_at) == (world.filer, timezone.now())
    assert not world.filing().progress_entries.exists()
    with evidence.file.open() as stored:
        assert stored.read() == files.PDF


def test_nothing_of_the_sent_name_is_in_the_storage(attach: Attach) -> None:
    evidence = attach("秘密/../机密.pdf").evidence
    assert evidence.file.name.startswith(f"evidence/{evidence.filing_id}/")
    assert "密" not in evidence.file.name
    assert evidence.file.name.endswith(".pdf")


def test_the_same_file_twice_at_a_line_changes_nothing(attach: Attach) -> None:
    first = attach().evidence
    again = attach("改名.pdf")
    assert again.was_there
    assert again.evidence == first
    assert len(stored_files()) == Evidence.objects.count() == 1


def test_the_same_file_at_another_line_is_attached_and_told(world: World, attach: Attach) -> None:
    first = attach().evidence
    second = attach(kind="measurement", subject_id=world.pledge.pk)
    assert not second.was_there
    assert second.elsewhere == (first,)
    assert len(stored_files()) == 2


def test_a_line_that_the_filing_has_not_takes_no_file(world: World, attach: Attach) -> None:
    with pytest.raises(EvidenceRefused, match="no such line"):
        attach(subject_id=world.department_task.pk)
    with pytest.raises(EvidenceRefused, match="no such line"):
        attach(kind="measurement", subject_id=world.cycle.pk)
    assert stored_files() == []


def test_a_line_takes_so_many_files_and_a_filing_so_many_megabytes(
    world: World, attach: Attach, settings: Settings
) -> None:
    settings.EVIDENCE_LINE_FILES = 2
    settings.EVIDENCE_FILING_MB = 3
    attach("a.pdf", files.PDF.ljust(1_000_000))
    attach("b.pdf", files.PDF.ljust(1_000_001))
    with pytest.raises(EvidenceRefused, match="has 2 files already"):
        attach("c.txt", b"words")
    with pytest.raises(EvidenceRefused, match=r"have 3 MB; they would have 4 MB"):
        attach("d.pdf", files.PDF.ljust(2_000_000), kind="measurement", subject_id=world.pledge.pk)
    assert len(stored_files()) == 2


@pytest.mark.parametrize("state", ["submitted", "approved", "not open"])
def test_a_filing_that_is_not_in_draft_changes_no_file(world: World, attach: Attach, state: str) -> None:
    evidence = attach().evidence
    if state == "not open":
        ReportingPeriod.objects.update(opens_on=dt.date(2021, 10, 11), due_on=dt.date(2021, 12, 15))
    else:
        _ = world.submit(world.filing()) if state == "submitted" else world.approve(world.filing())
    with pytest.raises(TransitionNotAllowed):
        attach("neu.txt", b"words", filing=world.filing(period=evidence.filing.period))
    with pytest.raises(TransitionNotAllowed):
        remove_evidence(evidence=evidence, by=world.filer, at=timezone.now())
    with pytest.raises(TransitionNotAllowed):
        restore_evidence(evidence=evidence, by=world.filer, at=timezone.now())
    assert Evidence.objects.standing().get() == evidence
    assert len(stored_files()) == 1


def test_a_transaction_that_fails_leaves_no_file(attach: Attach, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(Evidence, "save", fails)
    with pytest.raises(DatabaseError):
        attach()
    assert stored_files() == []


def test_a_removed_file_stays_stored_and_can_be_put_back(world: World, attach: Attach) -> None:
    evidence = attach().evidence
    removed = remove_evidence(evidence=evidence, by=world.lead, at=timezone.now())
    again = remove_evidence(evidence=evidence, by=world.colleague, at=timezone.now() + LATER)
    assert removed.removed_by == again.removed_by == world.lead
    assert not Evidence.objects.standing().exists()
    assert len(stored_files()) == 1
    for _ in range(2):
        restored = restore_evidence(evidence=evidence, by=world.filer, at=timezone.now())
        assert (restored.removed_at, restored.removed_by, restored.uploaded_by) == (None, None, world.filer)


def test_putting_back_what_was_attached_anew_is_the_new_one(world: World, attach: Attach) -> None:
    first = attach().evidence
    remove_evidence(evidence=first, by=world.filer, at=timezone.now())
    second = attach().evidence
    assert restore_evidence(evidence=first, by=world.filer, at=timezone.now()) == second
    assert Evidence.objects.standing().get() == second


def test_putting_back_keeps_to_the_limits(world: World, attach: Attach, settings: Settings) -> None:
    settings.EVIDENCE_LINE_FILES = 1
    first = attach().evidence
    remove_evidence(evidence=first, by=world.filer, at=timezone.now())
    attach("b.txt", b"words")
    with pytest.raises(EvidenceRefused):
        restore_evidence(evidence=first, by=world.filer, at=timezone.now())


def test_the_snapshot_lists_the_evidence_of_each_line(world: World, attach: Attach) -> None:
    kept = attach().evidence
    gone = attach("b.txt", b"words").evidence
    remove_evidence(evidence=gone, by=world.filer, at=timezone.now())
    lines = world.submit(world.filing()).snapshots.get().content["lines"]
    said = {"name": "证明.pdf", "size": len(files.PDF), "sha256": kept.sha256}
    assert [line["evidence"] for line in lines] == [[said], [], []]


def test_a_completed_measure_is_told_that_a_file_can_prove_it(world: World, attach: Attach) -> None:
    world.fill(world.filing(), by=world.filer)
    MeasureState.objects.update(state=MeasureState.State.COMPLETED)
    line = checked_lines(world.filing())[0]
    assert ([hint.field for hint in line.hints], line.blocking) == (["evidence"], [])
    attach()
    assert checked_lines(world.filing())[0].hints == []
    assert (
        submit_filing(
            filing=world.filing(), by=world.lead, at=timezone.now(), seen=seen_in(world.filing())
        ).version
        == 1
    )


@pytest.mark.parametrize("does", ["attach", "remove"])
def test_nobody_approves_what_they_proved(world: World, attach: Attach, does: str) -> None:
    evidence = attach(by=world.reviewer if does == "attach" else world.filer).evidence
    if does == "remove":
        remove_evidence(evidence=evidence, by=world.reviewer, at=timezone.now())
    filing = world.submit(world.filing())
    with pytest.raises(NotYourOwn):
        approve_filing(filing=filing, by=world.reviewer, at=timezone.now(), version=1)
