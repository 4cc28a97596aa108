"""Whatever several people do to a filing in whatever order: its state is legal, its log explains it, and no
text is ever lost (design R1–R4)."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from organizations.models import User
from tasks.actions import (
    add_remark,
    answer_remark,
    approve_filing,
    approve_filings,
    extend_filing,
    give_back_filing,
    hand_over_filing,
    remove_evidence,
    reopen_filing,
    reopen_remark,
    resolve_remark,
    restore_evidence,
    return_filing,
    start_review,
    submit_filing,
    take_back_approval,
    withdraw_filing,
)
from tasks.actions.evidence import receive_evidence
from tasks.errors import ActionRefused
from tasks.lines.checked_lines import checked_lines
from tasks.lines.kinds import LINE_KINDS
from tasks.models import (
    Evidence,
    Filing,
    FilingEvent,
    FilingSnapshot,
    LineRevision,
    ProgressEntry,
    Remark,
    RemarkStep,
)
from tests.tasks.evidence import files
from tests.world import World, answers, seen_in, write_line

PEOPLE = ("filer", "colleague", "lead", "reviewer", "second_reviewer", "department_filer", "administrator")

# What may become of a filing, written down here once more, apart from the actions.
LEGAL = {
    ("submit", "draft", "submitted"),
    ("submit", "returned", "submitted"),
    ("withdraw", "submitted", "draft"),
    ("start_review", "submitted", "submitted"),
    ("return", "submitted", "returned"),
    ("approve", "submitted", "approved"),
    ("take_back", "approved", "submitted"),
    ("reopen", "approved", "returned"),
    ("extend", "draft", "draft"),
    ("extend", "returned", "returned"),
    ("hand_over", "draft", "draft"),
    ("hand_over", "returned", "returned"),
    ("give_back", "draft", "draft"),
    ("give_back", "returned", "returned"),
}


@dataclass
class Play:
    """One run over the province's filing: what was written so far, and what a step may do."""

    world: World
    moment: dt.datetime
    texts: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    @property
    def filing(self) -> Filing:
        return self.world.filing()

    def write(self, by: User, number: int, *, stale: bool = False) -> None:
        """Save a new text to the line on the task, perhaps from an old version."""
        checked = next(one for one in checked_lines(self.filing) if isinstance(one.line, ProgressEntry))
        text = f"成效 {number}：{len(self.texts)}"
        version = max(checked.line.version - stale, 0)
        content = answers(checked.line) | {"achievements": text}
        write_line(checked.line, content, by=by, at=self.moment, version=version)
        self.texts.add(text)

    def write_stale(self, by: User, number: int) -> None:
        self.write(by, number, stale=True)

    def fill(self, by: User, _number: int) -> None:
        """Answer every line, so that the filing can be submitted."""
        self.world.fill(self.filing, by=by)
        self.texts.add("已完成评估指引。")

    def submit(self, by: User, _number: int) -> None:
        submit_filing(filing=self.filing, by=by, at=self.moment, seen=seen_in(self.filing))

    def hand_over(self, by: User, _number: int) -> None:
        hand_over_filing(filing=self.filing, by=by, at=self.moment)

    def hand_back(self, by: User, number: int) -> None:
        give_back_filing(filing=self.filing, by=by, at=self.moment, reason="核对金额" if number else "")

    def withdraw(self, by: User, _number: int) -> None:
        withdraw_filing(filing=self.filing, version=self.filing.version, by=by, at=self.moment)

    def begin(self, by: User, _number: int) -> None:
        start_review(filing=self.filing, by=by, at=self.moment, version=self.filing.version)

    def approve(self, by: User, number: int) -> None:
        """Approve the present version, or by an old page the one before."""
        version = self.filing.version - (number == 0)
        approve_filing(filing=self.filing, by=by, at=self.moment, version=version)

    def approve_unread(self, by: User, _number: int) -> None:
        approve_filings(chosen=[(self.filing, self.filing.version)], by=by, at=self.moment)

    def take_back(self, by: User, _number: int) -> None:
        take_back_approval(filing=self.filing, by=by, at=self.moment)

    def give_back(self, by: User, number: int) -> None:
        """Return with a reason, or with none where a remark says enough."""
        reason = f"请补充 {len(self.said)}" if number else ""
        return_filing(filing=self.filing, by=by, at=self.moment, reason=reason, version=self.filing.version)
        self.said |= {reason} - {""}

    def reopen(self, by: User, number: int) -> None:
        reopen_filing(
            filing=self.filing,
            version=self.filing.version,
            by=by,
            at=self.moment,
            reason=f"更正 {number}" if number else "",
        )

    def extend(self, by: User, number: int) -> None:
        due_on = self.filing.due_on + dt.timedelta(days=number)
        extend_filing(
            filing=self.filing,
            seen_due_on=self.filing.due_on,
            by=by,
            at=self.moment,
            due_on=due_on,
            reason="系统故障",
        )

    def remark(self, by: User, number: int) -> None:
        text = f"批注 {len(self.said)}"
        place = ("progress", self.world.local_task.pk) if number % 2 else ("", None)
        office, department = self.world.office, self.world.department
        organization = department if by == self.world.department_filer else office
        add_remark(
            filing=self.filing,
            kind=place[0],
            subject_id=place[1],
            text=text,
            by=by,
            at=self.moment,
            organization=organization,
        )
        self.said.add(text)

    def answer(self, by: User, number: int) -> None:
        if remark := self.some(Remark, number):
            text = f"答复 {len(self.said)}"
            answer_remark(remark=remark, text=text, by=by, at=self.moment)
            self.said.add(text)

    def resolve(self, by: User, number: int) -> None:
        if remark := self.some(Remark, number):
            resolve_remark(remark=remark, by=by, at=self.moment)

    def take_up_again(self, by: User, number: int) -> None:
        if remark := self.some(Remark, number):
            reopen_remark(remark=remark, by=by, at=self.moment)

    def attach(self, by: User, number: int) -> None:
        kind = LINE_KINDS["progress"]
        upload = ContentFile(files.PDF + str(number).encode(), name=f"证明{number}.pdf")
        attached = receive_evidence(
            filing=self.filing,
            kind=kind,
            subject_id=self.world.local_task.pk,
            upload=upload,
            by=by,
            at=self.moment,
        )
        self.files.add(attached.evidence.sha256)

    def detach(self, by: User, number: int) -> None:
        if evidence := self.some(Evidence, number):
            remove_evidence(evidence=evidence, by=by, at=self.moment)

    def put_back(self, by: User, number: int) -> None:
        if evidence := self.some(Evidence, number):
            restore_evidence(evidence=evidence, by=by, at=self.moment)

    def some(self, model: Any, number: int) -> Any:
        """One of what there is, or None."""
        found = list(model.objects.filter(filing=self.filing).order_by("pk"))
        return found[number % len(found)] if found else None


Step = Callable[[Play, User, int], None]
STEPS: tuple[Step, ...] = (
    *(Play.write, Play.write_stale, Play.fill, Play.fill, Play.submit, Play.submit, Play.withdraw),
    *(Play.begin, Play.approve, Play.approve_unread, Play.take_back, Play.give_back, Play.reopen),
    *(Play.extend, Play.remark, Play.answer, Play.resolve, Play.take_up_again, Play.attach),
    *(Play.detach, Play.put_back, Play.hand_over, Play.hand_back),
)
# Left to chance, few sequences would ever come to a submission.
OPENINGS: tuple[list[tuple[Step, str, int]], ...] = (
    [],
    [(Play.fill, "filer", 0), (Play.submit, "lead", 0)],
    [(Play.fill, "filer", 0), (Play.hand_over, "filer", 0), (Play.hand_back, "lead", 1)],
    [(Play.fill, "filer", 0), (Play.submit, "lead", 0), (Play.approve, "reviewer", 1)],
    [
        *[(Play.fill, "filer", 0), (Play.submit, "lead", 0)],
        *[(Play.approve, "reviewer", 1), (Play.take_back, "reviewer", 0)],
    ],
)


def sequence(seed: int) -> list[tuple[Step, str, int]]:
    """A random sequence of steps by random people; the same for the same seed."""
    random = Random(seed)  # noqa: S311 (an example, not a secret)
    drawn = [(random.choice(STEPS), random.choice(PEOPLE), random.randrange(4)) for _step in range(30)]
    return random.choice(OPENINGS) + drawn


def everything() -> list[Any]:
    """All that a refused action must leave as it was."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Filing, ProgressEntry, Remark, RemarkStep, FilingEvent, FilingSnapshot, Evidence)
    ]


def replayed(events: list[FilingEvent]) -> tuple[str, int]:
    """State and version as the log alone tells them; asserts that every step was legal and follows the one
    before."""
    status, version = "draft", 0
    for event in events:
        assert event.from_status == status
        assert (event.action, event.from_status, event.to_status) in LEGAL
        version += event.action == "submit"
        assert event.version == version
        assert event.reason or event.action not in {"return", "reopen", "extend", "give_back"}
        status = event.to_status
    return status, version


def assert_sound(play: Play) -> None:
    """The state is legal, the log explains it, nothing that was written is gone."""
    filing = play.filing
    events = list(filing.events.order_by("pk"))
    assert replayed(events) == (filing.status, filing.version)
    snapshots = list(filing.snapshots.order_by("version"))
    assert [snapshot.version for snapshot in snapshots] == list(range(1, filing.version + 1))
    for snapshot in snapshots:
        canonical = json.dumps(snapshot.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(canonical.encode()).hexdigest() == snapshot.sha256
    kept = {revision.content.get("achievements") for revision in LineRevision.objects.filter(filing=filing)}
    assert play.texts <= kept
    assert play.said <= set(RemarkStep.objects.values_list("text", flat=True))
    assert play.files <= set(Evidence.objects.values_list("sha256", flat=True))
    if filing.status == "approved":
        wrote = set(filing.revisions.values_list("by", flat=True)) | {filing.submitted_by_id}
        assert filing.approved_by_id not in wrote


def run(play: Play, steps: list[tuple[Step, str, int]]) -> None:
    for step, name, number in steps:
        play.moment += dt.timedelta(minutes=1)
        before = everything()
        if refusal := refused(step, play, play.world.person(name), number):
            assert str(refusal)
            assert everything() == before
        assert_sound(play)


def refused(step: Step, play: Play, by: User, number: int) -> ActionRefused | None:
    """Take a step as a request would; the refusal where it is not allowed."""
    try:
        with transaction.atomic():
            step(play, by, number)
    except ActionRefused as refusal:
        return refusal
    return None


@pytest.fixture
def in_memory(settings: Settings) -> None:
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"default": memory}


@pytest.mark.usefixtures("in_memory")
def test_any_sequence_of_actions_is_legal_explained_and_loses_nothing(world: World) -> None:
    reached: set[str] = set()
    for seed in range(24):
        play = Play(world, timezone.now())
        with transaction.atomic():
            run(play, sequence(seed))
            reached.update(play.filing.events.values_list("action", flat=True))
            transaction.set_rollback(True)
    # The sequences come far enough to try everything.
    assert reached == {action for action, _before, _after in LEGAL}
