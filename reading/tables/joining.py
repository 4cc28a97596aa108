"""An annexed table joins its plan: the rows that say a task of the plan give it their owners, the others are
sections and tasks of their own."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from reading import cautions
from reading.document import Caution, MeasureRead, Run, Section, TaskRead
from reading.late_pattern import LatePattern
from reading.structure.sentences import split_sentences
from reading.tables.roles import contradicts, merged

_NO_WORD = LatePattern(r"[\W_]+")
_SENTENCE = LatePattern(r"[。；\n]")
_SHORTEST_KEY = 3
_FEWEST_PAIRS = 4
_OPENING = 8
_MOST_CANDIDATES = 12
_COMPARED = 200
_ALIKE = 0.6


@dataclass(slots=True)
class Joined:
    """The plan with what an annexed table says of it, and the sections of the table that are its own."""

    sections: list[Section]
    tasks: list[TaskRead]
    annexed: list[Section]
    doubts: list[Caution] = field(default_factory=list)


def join_annexed(
    source: str,
    plan: tuple[list[Section], list[TaskRead]],
    table: tuple[list[Section], list[TaskRead]],
    doubts: list[Caution],
) -> Joined:
    """The plan joined with the sections and tasks of a table; ``doubts`` are those about the table's rows."""
    joining = _Joining(source, *plan, *table)
    joining.join()
    return joining.joined(doubts)


class _Joining:
    """Goes through the rows of a table in order."""

    def __init__(
        self,
        source: str,
        sections: list[Section],
        tasks: list[TaskRead],
        rows: list[Section],
        duties: list[TaskRead],
    ) -> None:
        self.source, self.rows, self.duties = source, rows, duties
        self.sections = {section.path: section for section in sections}
        self.tasks = _by_section(tasks)
        self.row_tasks = _by_section(duties)
        self.index = _Index(sections, self.tasks)
        self.joined_rows: set[str] = set()
        self.doubts: list[Caution] = []

    def join(self) -> None:
        parents = {row.parent for row in self.rows}
        for row in self.rows:
            if row.path in parents:
                continue
            duties = self.row_tasks.get(row.path, [])
            path, is_exact = self.index.find(row, duties)
            if path is None:
                continue
            self.joined_rows.add(row.path)
            if not is_exact:
                self._doubt(cautions.ROW_TAKEN_FOR, path, row, row=row.title or row.text)
            for duty in duties:
                self._give(path, row, duty)

    def _give(self, path: str, row: Section, duty: TaskRead) -> None:
        """Give the owners of a row to the task of the plan's section."""
        tasks = self.tasks.get(path, [])
        place = _same_text(tasks, duty)
        if not tasks:
            self.tasks[path] = [self._new_task(path, duty)]
        elif place is None or contradicts(tasks[place], duty):
            if place is not None or not _names_within(duty, tasks):
                self._doubt(cautions.TABLE_DIFFERS, path, row, note=duty.as_printed)
        else:
            tasks[place] = merged(tasks[place], duty)

    def _new_task(self, path: str, duty: TaskRead) -> TaskRead:
        """The task of a section that names nobody itself: its text, or its heading where it has none."""
        section = self._with_text(self.sections[path])
        self.sections[path] = section
        starts_at = len(section.text) - len(section.text.lstrip())
        ends_at = len(section.text.rstrip())
        measures = tuple(
            MeasureRead(section.text[begin:end], begin, end)
            for begin, end in split_sentences(section.text, starts_at, ends_at)
        )
        return replace(
            duty,
            section=path,
            title=section.title or duty.title,
            text=section.text[starts_at:ends_at],
            measures=measures,
            starts_at=starts_at,
            ends_at=ends_at,
        )

    def _with_text(self, section: Section) -> Section:
        """``section`` with its heading as its text, where it has no other."""
        if section.text.strip():
            return section
        at = self.source.find(section.title, section.starts_at, section.ends_at)
        runs = (Run(0, at, len(section.title)),) if at >= 0 else ()
        return replace(section, text=section.title, runs=runs)

    def _doubt(self, message: str, path: str, row: Section, /, **values: str) -> None:
        at = (row.starts_at, row.ends_at)
        self.doubts.append(cautions.caution(message, at=at, section=path, **values))

    def joined(self, doubts: list[Caution]) -> Joined:
        gone = self._gone()
        kept = [row for row in self.rows if row.path not in gone]
        own = [duty for duty in self.duties if duty.section not in gone]
        tasks = [task for path in self.sections for task in self.tasks.get(path, [])]
        about = [doubt for doubt in doubts if dict(doubt.values).get("section") not in gone]
        return Joined(list(self.sections.values()), [*tasks, *own], kept, [*about, *self.doubts])

    def _gone(self) -> set[str]:
        """The rows that have joined, and the headings of the table with nothing else below them."""
        gone = set(self.joined_rows)
        children: dict[str, list[str]] = defaultdict(list)
        for row in self.rows:
            if row.parent:
                children[row.parent].append(row.path)
        for row in reversed(self.rows):
            below = children.get(row.path)
            if below and gone.issuperset(below) and not self.row_tasks.get(row.path):
                gone.add(row.path)
        return gone


class _Index:
    """The sections of a plan by their words and by their numbers."""

    def __init__(self, sections: list[Section], tasks: dict[str, list[TaskRead]]) -> None:
        self.words = {section.path: _words(section, tasks.get(section.path, [])) for section in sections}
        self.by_key: dict[str, set[str]] = defaultdict(set)
        self.by_number: dict[str, list[str]] = defaultdict(list)
        self.by_opening: dict[str, list[str]] = defaultdict(list)
        for path, words in self.words.items():
            self.by_number[_last_number(path)].append(path)
            for key in _keys(words):
                self.by_key[key].add(path)
                self.by_opening[key[:_OPENING]].append(path)

    def find(self, row: Section, duties: list[TaskRead]) -> tuple[str | None, bool]:
        """The section that says the same as a row, and whether in the same words. ``None`` where there is
        none, or several are alike."""
        words = _words(row, duties)
        for key in _keys(words):
            paths = self.by_key.get(key, set())
            if len(paths) == 1:
                return next(iter(paths)), True
        return self._similar(row.path, words), False

    def _similar(self, row_path: str, words: list[str]) -> str | None:
        """The section with the row's number, or with its opening words, whose words are most like its own."""
        openings = (self.by_opening.get(key[:_OPENING], []) for key in _keys(words))
        near = [*self.by_number.get(_last_number(row_path), [])[:_MOST_CANDIDATES]]
        near += [path for paths in openings for path in paths[:_MOST_CANDIDATES]]
        best: tuple[float, str] | None = None
        for path in dict.fromkeys(near):
            likeness = max((_likeness(one, other) for one in words for other in self.words[path]), default=0)
            if likeness >= _ALIKE and (best is None or likeness > best[0]):
                best = (likeness, path)
        return best[1] if best else None


def _by_section(tasks: Iterable[TaskRead]) -> dict[str, list[TaskRead]]:
    found: dict[str, list[TaskRead]] = defaultdict(list)
    for task in tasks:
        found[task.section].append(task)
    return dict(found)


def _words(section: Section, tasks: list[TaskRead]) -> list[str]:
    """What a section says, without numbers and marks: its heading, its text, both, each of its tasks."""
    texts = [task.text for task in tasks] or [section.text]
    whole = _plain("".join(texts))
    title = _plain(section.title)
    both = whole if whole.startswith(title) else title + whole
    return list(dict.fromkeys(filter(None, (both, title, whole, *map(_plain, texts)))))


def _keys(words: list[str]) -> list[str]:
    return [word for word in words if len(word) >= _SHORTEST_KEY]


def _plain(text: str) -> str:
    return _NO_WORD.sub("", text)


def _last_number(path: str) -> str:
    return path.rpartition("/")[2].partition("-")[0]


def _likeness(one: str, other: str) -> float:
    """How much of the shorter of two texts stands in the other, in pairs of letters."""
    pairs, others = _pairs(one), _pairs(other)
    shorter = min(sum(pairs.values()), sum(others.values()))
    return sum((pairs & others).values()) / shorter if shorter >= _FEWEST_PAIRS else 0.0


def _pairs(text: str) -> Counter[str]:
    text = text[:_COMPARED]
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def _same_text(tasks: list[TaskRead], duty: TaskRead) -> int | None:
    """Which of the tasks of a section a row means: the only one, or the one whose text is its own."""
    if len(tasks) == 1:
        return 0
    words = _plain(duty.text)
    found = [place for place, task in enumerate(tasks) if _plain(task.text) == words]
    return found[0] if len(found) == 1 else None


def _names_within(duty: TaskRead, tasks: list[TaskRead]) -> bool:
    """Whether the tasks of a section, taken together, name all that a row names."""
    named = {name for task in tasks for name in (*task.lead, *task.support, *task.guide)}
    return named.issuperset((*duty.lead, *duty.support, *duty.guide))
