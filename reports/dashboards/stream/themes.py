"""Problems by theme: task by task, each problem once with all who name it, and whether somebody answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.dashboards.shown_page import Headline, KeyNumber
from reports.dashboards.stream.asked import STREAM, StreamQuestion
from reports.data_tables.values import Cell, DataTable, Head, Row
from reports.gathering.office.shared_statements import shared
from reports.snapshot.year import Statement
from tasks.filings.line_rules import WITHOUT, Part
from tasks.filings.read_lines import StreamLine
from tasks.models import ProgressEntry, Section, Task
from texts.punctuation import listed

# So many lines are put together at most, the newest; the page says so where there are more.
MOST_LINES = 1_000


@dataclass(frozen=True, slots=True)
class Problem:
    """What several say in nearly the same words, told once in those of the first; ``lines`` are theirs, one
    of each organization, the latest."""

    key: str
    text: str
    lines: tuple[StreamLine, ...]

    @property
    def answered(self) -> int:
        """At how many of the organizations a remark stands on it."""
        return sum(bool(line.remarks) for line in self.lines)

    @property
    def is_answered(self) -> bool:
        """Whether everybody who names it has a remark on it."""
        return self.answered == len(self.lines)


@dataclass(frozen=True, slots=True)
class Theme:
    """A task with the problems that are named on it, those of most organizations first; ``lines`` are those
    that name them."""

    task: Task
    problems: tuple[Problem, ...]
    lines: tuple[StreamLine, ...]

    @property
    def title(self) -> str:
        return f"{self.section.number}{self.task.display_title}"

    @property
    def section(self) -> Section:
        return self.task.section

    @property
    def organizations(self) -> int:
        """How many organizations name a problem."""
        return len({line.filing.organization_id for line in self.lines})

    @property
    def unanswered(self) -> int:
        """On how many lines no remark stands."""
        return sum(not line.remarks for line in self.lines)


def themes_of(lines: Sequence[StreamLine]) -> list[Theme]:
    """The themes of lines with problems: those that most organizations name first, then in the order of the
    document."""
    by_task: dict[int, list[StreamLine]] = defaultdict(list)
    tasks: dict[int, Task] = {}
    for line in lines:
        entry = line.checked.line
        if isinstance(entry, ProgressEntry):
            by_task[entry.task_id].append(line)
            tasks[entry.task_id] = entry.task
    themes = [Theme(tasks[pk], problems_in(pk, told), tuple(told)) for pk, told in by_task.items()]
    return sorted(themes, key=lambda theme: (-theme.organizations, theme.task.order))


def problems_in(task: int, lines: Iterable[StreamLine]) -> tuple[Problem, ...]:
    """The problems that lines on one task name, sentence by sentence, alike ones as one."""
    by_source = {str(line.checked.line.pk): line for line in lines}
    speakers = {source: line.filing.organization.code for source, line in by_source.items()}
    statements = [
        Statement(text=problems_on(line), sources=(source,), task=None) for source, line in by_source.items()
    ]
    return tuple(
        Problem(f"problem-{task}-{number}", found.text, latest_lines(found.sources, by_source))
        for number, found in enumerate(shared(statements, speakers), 1)
    )


def problems_on(line: StreamLine) -> str:
    entry = line.checked.line
    return entry.problems if isinstance(entry, ProgressEntry) else ""


def latest_lines(sources: Iterable[str], by_source: Mapping[str, StreamLine]) -> tuple[StreamLine, ...]:
    """The latest line of each organization, in the order in which they come."""
    latest: dict[int, StreamLine] = {}
    for line in (by_source[source] for source in sources):
        node = line.filing.organization_id
        if node not in latest or latest[node].filing.period.order < line.filing.period.order:
            latest[node] = line
    return tuple(latest.values())


def themes_headline(asked: StreamQuestion, themes: Sequence[Theme], found: int) -> Headline:
    """What is named, by how many, and what nobody has answered."""
    lines = [line for theme in themes for line in theme.lines]
    organizations = len({line.filing.organization_id for line in lines})
    problems = sum(len(theme.problems) for theme in themes)
    open_lines = asked.changed(part=Part.PROBLEMS, remarks=WITHOUT)
    unanswered = open_lines.stream.count()
    if not lines:
        return Headline(_("No problem is named in what is looked at."))
    said = ngettext(
        "%(organizations)d organization names %(problems)d problems on %(themes)d tasks; "
        "no remark stands on %(unanswered)d lines.",
        "%(organizations)d organizations name %(problems)d problems on %(themes)d tasks; "
        "no remark stands on %(unanswered)d lines.",
        organizations,
    )
    numbers = (
        KeyNumber(_("Tasks with problems"), str(len(themes)), value=len(themes)),
        KeyNumber(_("Problems, each counted once"), str(problems), value=problems),
        KeyNumber(_("Organizations that name one"), str(organizations), value=organizations),
        line_number(_("Lines with problems"), asked.changed(part=Part.PROBLEMS), found),
        line_number(_("Not remarked on"), open_lines, unanswered),
    )
    counts = {
        "organizations": organizations,
        "problems": problems,
        "themes": len(themes),
        "unanswered": unanswered,
    }
    return Headline(said % counts, numbers)


def line_number(label: str, asked: StreamQuestion, count: int) -> KeyNumber:
    """A count of lines, which the stream lists."""
    address = asked.address(STREAM) if count else ""
    return KeyNumber(label, str(count), href=address, is_count=bool(count), value=count)


def themes_table(themes: Iterable[Theme]) -> DataTable:
    """A row for each problem, for files."""
    heads = (
        Head("problem", _("Problem"), width=60),
        Head("task", _("Task"), width=40),
        Head("organizations", _("Organizations"), is_number=True, descends=True),
        Head("answered", _("With a remark"), is_number=True, descends=True),
        Head("names", _("Named by"), width=60),
    )
    rows = tuple(
        Row(
            problem.key,
            (
                Cell(problem.text),
                Cell(theme.title),
                Cell(len(problem.lines)),
                Cell(problem.answered),
                Cell(listed(line.filing.organization for line in problem.lines)),
            ),
        )
        for theme in themes
        for problem in theme.problems
    )
    return DataTable("problems", _("Problems by theme"), heads, rows)
