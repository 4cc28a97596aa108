"""The numbered body of a plan: parts, sections and tasks with their notes, written line by line."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.reading.plans.answers import Answers, Grid, Line, NoteAnswer, SectionAnswer
from tests.reading.plans.notes import Note, Noting, Style
from tests.reading.plans.numbering import Level
from tests.reading.plans.reports import drawn_task_goal
from tests.reading.plans.words import Words

OPENING = ("总体要求", "工作目标", "总体思路", "指导思想")
ENDING = ("保障措施", "组织实施", "工作要求", "有关要求")
PLAIN = ("加强组织领导", "加大宣传力度", "严格督促检查", "强化要素支撑", "注重工作实效")


@dataclass(frozen=True, slots=True)
class Looks:
    """How tasks look in one document: each is a share of tasks between 0 and 1.

    ``untitled`` is a share of groups: of tasks below one heading all have titles, or none.
    """

    own_line: float = 0.3
    untitled: float = 0.15
    two_stretches: float = 0.1
    note_before_stop: float = 0.15
    note_in_heading: float = 0.0
    digits: float = 0.0
    goals: float = 0.0
    breadth: int = 3


@dataclass(slots=True)
class Outline:
    """Writes the body and its answers; ``styles`` are the notes that the document uses."""

    rng: random.Random
    words: Words
    noting: Noting
    levels: Sequence[Level]
    styles: Sequence[Style]
    answers: Answers
    looks: Looks = field(default_factory=Looks)
    lines: list[Line | Grid] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)
    leaves: list[tuple[str, str]] = field(default_factory=list)
    is_untitled: bool = False

    def write(self, parts: int, *, opening: bool = True, ending: bool = True) -> None:
        if opening:
            self.plain_part(self.rng.choice(OPENING), [])
        for _ in range(parts if len(self.levels) > 1 else 3 * parts):
            self.branch(0, "", "")
        if ending:
            self.plain_part(self.rng.choice(ENDING), self.rng.sample(PLAIN, self.rng.randint(0, 3)))

    def branch(self, depth: int, parent: str, above: str) -> None:
        """A section of ``depth`` with all below it; the last level has the tasks."""
        if depth == len(self.levels) - 1:
            self.task(depth, parent, above)
            return
        path, key = self.heading(depth, parent, above, self.words.title())
        if depth and self.rng.random() < 0.2:
            self.paragraph(self.words.text(1))
        self.is_untitled = self.rng.random() < self.looks.untitled
        for _ in range(self.rng.randint(2, self.looks.breadth)):
            self.branch(depth + 1, path, key)

    def plain_part(self, title: str, below: Sequence[str]) -> None:
        """A part without owners, with or without sections of its own."""
        path, key = self.heading(0, "", "", title)
        if not below or len(self.levels) == 1:
            self.paragraph(self.words.text(2))
            return
        for name in below:
            mark, lower, _ = self.numbered(1, path, key)
            self.section(lower, name, f"{mark}{name}")
            self.paragraph(f"{mark}{name}。{self.words.text(1)}", mark, 1)

    def task(self, depth: int, parent: str, above: str) -> str:
        mark, path, _ = self.numbered(depth, parent, above)
        note = self.note()
        if self.rng.random() < self.looks.note_in_heading and note.inline and note.inline[0] in "（(【":
            title = self.words.title()
            self.section(path, title, f"{mark}{title}")
            self.paragraph(f"{mark}{title}{note.inline}", mark, depth)
            self.paragraph(self.words.text(2))
        elif self.is_untitled:
            duty = self.words.duty()
            self.section(path, None, mark + duty)
            self.paragraph(mark + self.with_note(duty, note), mark, depth)
        else:
            self.titled_task(mark, path, note, depth)
        self.noted(path, note)
        for line in note.lines:
            self.paragraph(line)
        return path

    def titled_task(self, mark: str, path: str, note: Note, depth: int) -> None:
        is_own_line = self.rng.random() < self.looks.own_line
        title = self.drawn_title(mark, may_have_comma=is_own_line)
        self.leaves.append((path, title))
        self.section(path, title, f"{mark}{title}")
        text = self.words.text(self.rng.randint(1, 3))
        if note.inline and self.rng.random() < self.looks.two_stretches:
            first = self.inline_note()
            if first:
                self.noted(path, first)
                text = self.with_note(self.words.text(1), first) + text
        if self.rng.random() < self.looks.goals:
            clause, goal = drawn_task_goal(self.rng, path)
            text += clause
            self.answers.goals.append(goal)
        body = self.with_note(text, note)
        if is_own_line:
            self.paragraph(f"{mark}{title}{self.rng.choice(('', '。'))}", mark, depth)
            self.paragraph(body)
        else:
            self.paragraph(f"{mark}{title}。{body}", mark, depth)

    def drawn_title(self, mark: str, *, may_have_comma: bool) -> str:
        """A title, behind a number above 1 now and then one that begins with digits (12.5G建设)."""
        if mark[0].isdigit() and mark[:2] != "1." and self.rng.random() < self.looks.digits:
            return self.words.title_with_digits()
        return self.words.title(may_have_comma=may_have_comma)

    def inline_note(self) -> Note | None:
        note = self.note()
        return note if note.inline and not note.inline.endswith("。") else None

    def note(self) -> Note:
        self.noting.namer.begin()
        return self.rng.choice(list(self.styles))(self.noting)

    def with_note(self, text: str, note: Note) -> str:
        """The text with the note at its end; one in round brackets may stand before the full stop."""
        if not note.inline:
            return text
        if note.inline.startswith("（") and self.rng.random() < self.looks.note_before_stop:
            return f"{text.removesuffix('。')}{note.inline}。"
        return text + note.inline

    def heading(self, depth: int, parent: str, above: str, title: str) -> tuple[str, str]:
        mark, path, key = self.numbered(depth, parent, above)
        self.section(path, title, f"{mark}{title}")
        self.paragraph(f"{mark}{title}", mark, depth)
        return path, key

    def numbered(self, depth: int, parent: str, above: str) -> tuple[str, str, str]:
        """The next number of ``depth``: as printed, its path and its key."""
        level = self.levels[depth]
        for lower in [place for place in self.counts if place > depth and not self.levels[place].runs_on]:
            del self.counts[lower]
        self.counts[depth] = self.counts.get(depth, 0) + 1
        key = level.key(self.counts[depth], above)
        return level.mark(key), f"{parent}/{key}" if parent else key, key

    def section(self, path: str, title: str | None, printed: str) -> None:
        self.answers.sections.append(SectionAnswer(path, title, printed))

    def noted(self, path: str, note: Note) -> None:
        if not note.names_somebody:
            return
        answer = NoteAnswer(
            path,
            note.lead,
            note.support,
            note.guide,
            note.people,
            note.and_others,
            note.due_on,
            note.printed,
        )
        self.answers.notes.append(answer)

    def paragraph(self, text: str, mark: str = "", depth: int = 0) -> None:
        self.lines.append(Line(text, mark, depth))
        self.answers.sentences.append(text)
