"""The judge: what of a reading is right, what is wrong but said, and what is wrong without a word."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from reading import Caution, Document, DocumentError, SpanKind, TaskRead, read_document, read_source
from tests.reading.plans.answers import Made, NoteAnswer, SectionAnswer
from tests.reading.plans.places import Finder, plain, plain_name


class Verdict(StrEnum):
    RIGHT = "right"
    FLAGGED = "flagged"
    SILENT = "silent"


class Fact(StrEnum):
    SECTION = "section"
    NOTE = "note"
    DEADLINE = "deadline"
    OTHERS = "others"
    FRONT = "front"
    REPORT = "report"
    GOAL = "goal"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact judged; ``is_surplus`` where nothing was expected."""

    fact: Fact
    verdict: Verdict
    expected: str
    got: str = ""
    is_surplus: bool = False
    in_table: bool = False


@dataclass(slots=True)
class Judgement:
    """All that was found out about the reading of one document."""

    made: Made
    findings: list[Finding] = field(default_factory=list)
    document: Document | None = None
    refusal: str = ""

    def add(self, fact: Fact, verdict: Verdict, expected: object, got: object = "", **more: bool) -> None:
        self.findings.append(Finding(fact, verdict, str(expected), str(got), **more))


def judge(made: Made) -> Judgement:
    """Read a document and hold the reading against its answers."""
    judgement = Judgement(made)
    try:
        source = read_source(made.data, made.file_name)
        document = read_document(source)
    except DocumentError as refusal:
        judgement.refusal = str(refusal)
        _all_missing(judgement, Verdict.FLAGGED)
        return judgement
    except Exception as crash:  # whatever it is, the reader must not do it
        judgement.refusal = f"CRASH {crash!r}"
        _all_missing(judgement, Verdict.SILENT)
        return judgement
    document = _without_categories(document, made.answers.categories)
    judgement.document = document
    _Reading(judgement, document).judge()
    return judgement


def _all_missing(judgement: Judgement, verdict: Verdict) -> None:
    answers = judgement.made.answers
    for section in answers.sections:
        judgement.add(Fact.SECTION, verdict, section.path, judgement.refusal)
    for note in answers.notes:
        judgement.add(Fact.NOTE, verdict, note_line(note), judgement.refusal, in_table=note.in_table)


def note_line(note: NoteAnswer | TaskRead) -> str:
    """A note as one line: what has to be the same, but for the order of names and the posts of people."""
    people = [re.sub("（.*", "", plain(person)) for person in note.people]
    kinds = (("", note.lead), ("配合 ", note.support), ("指导 ", note.guide), ("人 ", people))
    named = [f"{kind}{' '.join(sorted(map(plain_name, names)))}" for kind, names in kinds if names]
    return f"{note.section}: {'；'.join(named)}"


class _Reading:
    """One reading beside its answers."""

    def __init__(self, judgement: Judgement, document: Document) -> None:
        self.judgement, self.document = judgement, document
        self.answers = judgement.made.answers
        self.add = judgement.add

    def judge(self) -> None:
        self._sections()
        self._notes()
        self._front()
        self._reports()
        self._goals()
        self._text()

    # What is said -------------------------------------------------------------------------------

    def said(self, place: tuple[int, int] | None, section: str | None, *words: str) -> Verdict:
        """FLAGGED where a caution stands over the place, is about the section or has one of the words."""
        is_said = any(_speaks_of(caution, place, section, words) for caution in self.document.warnings)
        return Verdict.FLAGGED if is_said else Verdict.SILENT

    # Sections -----------------------------------------------------------------------------------

    def _sections(self) -> None:
        read = {section.path: section for section in self.document.sections}
        finder = Finder.of(self.document.source)
        wanted = set()
        for answer in self.answers.sections:
            place = finder.place(answer.printed)
            wanted.add(answer.path)
            found = read.get(answer.path)
            if found is not None and _is_titled(answer, found.title):
                self.add(Fact.SECTION, Verdict.RIGHT, answer.path)
                continue
            got = f"title {found.title!r}" if found else "missing"
            verdict = self.said(place, answer.path if found else None, answer.title or answer.printed[:12])
            self.add(Fact.SECTION, verdict, f"{answer.path} {answer.title or answer.printed[:16]}", got)
        for section in self.document.sections:
            if section.path not in wanted:
                place = (section.starts_at, section.starts_at + len(section.number) + len(section.title) + 4)
                verdict = self.said(place, section.path)
                self.add(Fact.SECTION, verdict, "nothing", f"{section.path} {section.title}", is_surplus=True)

    # Owner notes --------------------------------------------------------------------------------

    def _notes(self) -> None:
        tasks = [task for task in self.document.tasks if any(_names(task))]
        pairs, left = _matched(self.answers.notes, tasks)
        finder = Finder.of(self.document.source)
        for answer, task in pairs:
            place = finder.place(answer.printed)
            words = [name for names in _names(answer) for name in names]
            if task is not None and note_line(task) == note_line(answer):
                self.add(Fact.NOTE, Verdict.RIGHT, note_line(answer), in_table=answer.in_table)
            else:
                got = note_line(task) if task else "missing"
                verdict = self.said(place, answer.section, *words)
                self.add(Fact.NOTE, verdict, note_line(answer), got, in_table=answer.in_table)
            if task is not None:
                self._deadline(answer, task, place)
        for task in left:
            place = None if task.note_at is None or task.note_to is None else (task.note_at, task.note_to)
            words = [name for names in _names(task) for name in names]
            verdict = self.said(place, task.section, *words)
            self.add(Fact.NOTE, verdict, "nothing", note_line(task), is_surplus=True)

    def _deadline(self, answer: NoteAnswer, task: TaskRead, place: tuple[int, int] | None) -> None:
        if answer.due_on != task.due_on:
            verdict = self.said(place, answer.section)
            self.add(
                Fact.DEADLINE,
                verdict,
                f"{answer.section} {answer.due_on}",
                task.due_on,
                is_surplus=answer.due_on is None,
            )
        elif answer.due_on:
            self.add(Fact.DEADLINE, Verdict.RIGHT, f"{answer.section} {answer.due_on}")
        if answer.and_others != task.and_others:
            verdict = self.said(place, answer.section)
            self.add(
                Fact.OTHERS,
                verdict,
                f"{answer.section} 等 {answer.and_others}",
                task.and_others,
                is_surplus=not answer.and_others,
            )
        elif answer.and_others:
            self.add(Fact.OTHERS, Verdict.RIGHT, f"{answer.section} 等")

    # The front ----------------------------------------------------------------------------------

    def _front(self) -> None:
        answers, document = self.answers, self.document
        if answers.titles:
            is_right = plain(document.title) in map(plain, answers.titles)
            self._fact("title", is_right, answers.titles[0], document.title)
        if answers.number:
            number = document.document_number
            self._fact(
                "number", number is not None and plain(number) == answers.number, answers.number, number
            )
        if answers.issuers:
            names = [issuer.name for issuer in document.issuers] or (document.issuer or "").split("、")
            is_right = sorted(map(plain, names)) == sorted(map(plain, answers.issuers))
            self._fact("issuers", is_right, "、".join(answers.issuers), "、".join(names))
        if answers.issued_on:
            self._fact(
                "issued on", document.issued_on == answers.issued_on, answers.issued_on, document.issued_on
            )
        if answers.has_no_task:
            self._fact("no task said", bool(document.warnings), "a caution", "none")
        if answers.year:
            self._fact("year", document.year == answers.year, answers.year, document.year)

    def _fact(self, name: str, is_right: bool, expected: object, got: object) -> None:
        verdict = Verdict.RIGHT
        if not is_right:
            place = Finder.of(self.document.source).place(str(expected))
            verdict = self.said(place, None, str(expected), name)
        self.add(Fact.FRONT, verdict, f"{name} {expected}", "" if is_right else got)

    # Reports, goals, text -----------------------------------------------------------------------

    def _reports(self) -> None:
        for answer in self.answers.reports:
            place = Finder.of(self.document.source).place(answer.printed)
            got = [
                (report.due_on, str(report.rhythm), report.receiver, report.contact)
                for report in self.document.reports
            ]
            is_right = any(
                (not answer.due_on or report.due_on == answer.due_on)
                and (answer.rhythm is None or report.rhythm == answer.rhythm)
                and (answer.receiver is None or plain(report.receiver or "") == answer.receiver)
                and (answer.contact is None or answer.contact in (report.contact or ""))
                for report in self.document.reports
            )
            verdict = Verdict.RIGHT if is_right else self.said(place, None)
            self.add(Fact.REPORT, verdict, answer.printed, "" if is_right else got)

    def _goals(self) -> None:
        read = {(target.section, target.value, target.unit) for target in self.document.targets}
        for goal in self.answers.goals:
            is_right = (goal.section, goal.value, goal.unit) in read
            verdict = Verdict.RIGHT if is_right else Verdict.SILENT
            self.add(Fact.GOAL, verdict, f"{goal.section} {goal.value}{goal.unit}")

    def _text(self) -> None:
        """Nothing of the source is lost: spans lie end to end, and all that was written stands in them."""
        document = self.document
        spans = "".join(document.source[span.starts_at : span.ends_at] for span in document.spans)
        if spans != document.source:
            self.add(Fact.TEXT, Verdict.SILENT, "spans that cover the source", "they do not", is_surplus=True)
        sections = plain("".join(section.title + section.text for section in document.sections))
        kept = plain("".join(_printed_spans(document)))
        for sentence in self.answers.sentences:
            wanted = plain(sentence)
            if wanted not in kept and wanted not in sections:
                self.add(Fact.TEXT, Verdict.SILENT, sentence, "lost or broken", is_surplus=True)
        written = Counter(plain("".join((*self.answers.sentences, *self.answers.cells))))
        if gone := written - Counter(kept):
            self.add(Fact.TEXT, Verdict.SILENT, "all characters", f"lost {gone}", is_surplus=True)


def _without_categories(document: Document, categories: set[str]) -> Document:
    """The document as if no category of a table's rows were a section over them."""
    above = {
        f"{section.path}/": f"{section.parent}/" if section.parent else ""
        for section in document.sections
        if section.title in categories
    }

    def path(printed: str) -> str:
        head = next((head for head in above if printed.startswith(head)), "")
        return above.get(head, "") + printed.removeprefix(head)

    sections = [replace(section, path=path(section.path)) for section in document.sections]
    return replace(
        document,
        sections=tuple(section for section in sections if section.title not in categories),
        tasks=tuple(replace(task, section=path(task.section)) for task in document.tasks),
    )


def _printed_spans(document: Document) -> Iterator[str]:
    for span in document.spans:
        if span.kind is not SpanKind.FURNITURE:
            yield document.source[span.starts_at : span.ends_at]


def _names(note: NoteAnswer | TaskRead) -> tuple[Sequence[str], ...]:
    return note.lead, note.support, note.guide, note.people


def _is_titled(answer: SectionAnswer, title: str) -> bool:
    return answer.title is None or plain(title).rstrip("。：") == plain(answer.title).rstrip("。：")


def _matched(
    answers: Sequence[NoteAnswer], tasks: Sequence[TaskRead]
) -> tuple[list[tuple[NoteAnswer, TaskRead | None]], list[TaskRead]]:
    """Each answer with the task that is right, else with the next one of its section; and the tasks left."""
    left = list(tasks)
    found: dict[int, TaskRead] = {}
    tests: tuple[Callable[[NoteAnswer, TaskRead], bool], ...] = (
        lambda answer, task: note_line(answer) == note_line(task),
        lambda answer, task: answer.section == task.section,
    )
    for fits in tests:
        for place, answer in enumerate(answers):
            if place in found:
                continue
            task = next((task for task in left if fits(answer, task)), None)
            if task is not None:
                found[place] = task
                left.remove(task)
    return [(answer, found.get(place)) for place, answer in enumerate(answers)], left


def _speaks_of(
    caution: Caution, place: tuple[int, int] | None, section: str | None, words: Sequence[str]
) -> bool:
    values = dict(caution.values)
    about = values.get("section")
    if section is not None and about == section:
        return True
    if place and _stands_over(caution, place):
        return True
    if section is not None and about is not None:
        return False
    said = plain("".join(value for name, value in values.items() if name != "section"))
    return any(plain(word) in said for word in words if len(word) > 2)


def _stands_over(caution: Caution, place: tuple[int, int]) -> bool:
    if caution.starts_at is None or caution.ends_at is None:
        return False
    return caution.starts_at < place[1] and place[0] < max(caution.ends_at, caution.starts_at + 1)
