"""What a file would do to a filing, line by line; nothing is written (design R20, R21)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from organizations.models import User
from tasks.line_imports.edits import FilingEdits, Finding, LineEdit, Weight
from tasks.line_imports.weighing import LinePlace, Outcome, Standing, Weighed, checked, mistaken, weighed
from tasks.lines.doubts import settle_note
from tasks.lines.kinds import LINE_KINDS, LineKind
from tasks.models import Filing, FilingLine, LineRevision

WRITTEN = frozenset({Outcome.CHANGED, Outcome.CONFLICT})


@dataclass(frozen=True)
class Preview:
    """What a file says for one filing, weighed. ``rows`` stand in the order of the file; ``findings`` are on
    the whole file, on lines that the filing does not have, and notes on what was left alone."""

    filing: Filing
    rows: tuple[Weighed, ...]
    findings: tuple[Finding, ...]

    @cached_property
    def counts(self) -> Mapping[Outcome, int]:
        return Counter(row.outcome for row in self.rows)

    def of(self, outcome: Outcome) -> tuple[Weighed, ...]:
        return tuple(row for row in self.rows if row.outcome is outcome)

    @property
    def changed(self) -> tuple[Weighed, ...]:
        return self.of(Outcome.CHANGED)

    @property
    def conflicts(self) -> tuple[Weighed, ...]:
        return self.of(Outcome.CONFLICT)

    @property
    def mistaken(self) -> tuple[Weighed, ...]:
        return self.of(Outcome.ERROR)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings that are errors, beside those of ``rows``."""
        return tuple(found for found in self.findings if found.weight is Weight.ERROR)

    @property
    def notes(self) -> tuple[Finding, ...]:
        return tuple(found for found in self.findings if found.weight is Weight.NOTE)

    @property
    def error_count(self) -> int:
        return len(self.errors) + sum(len(row.errors) for row in self.rows)

    @property
    def changes_anything(self) -> bool:
        return any(row.outcome in WRITTEN for row in self.rows)

    def written(self, mine: Iterable[LinePlace] = ()) -> list[Weighed]:
        """The rows that would be written: those without a conflict, and of the others those where the person
        chose ``mine``."""
        chosen = set(mine)
        return [
            row
            for row in self.rows
            if row.outcome in WRITTEN and (not row.is_conflict or row.place in chosen)
        ]

    @property
    def versions(self) -> dict[LinePlace, int]:
        """The versions of the lines that it would write over: what the person was shown (design R20)."""
        return {row.place: row.version for row in self.rows if row.outcome in WRITTEN}


def preview_of(filing: Filing, edits: FilingEdits, *, by: User | None) -> Preview:
    """Weigh what a file says for a filing. A constant number of queries, however many lines there are.

    ``by`` is the person who brings it, None for the installation itself: only who may see another filing is
    told its name.
    """
    if refusal := refusal_of(filing, edits, by):
        return Preview(filing, (), (Finding(refusal), *edits.findings))
    table = LineTable(filing, edits)
    rows = [table.row(edit) for edit in edits.lines]
    weighed_rows = [row for row in rows if isinstance(row, Weighed)]
    findings = [row for row in rows if isinstance(row, Finding)]
    return Preview(
        filing,
        tuple(with_problems(filing, weighed_rows)),
        (*edits.findings, *findings, *notes_in(edits.lines)),
    )


def refusal_of(filing: Filing, edits: FilingEdits, by: User | None) -> str:
    """Why nothing of the file can be taken in at all; empty where something may (one query for a file of
    another filing)."""
    if edits.filing != filing.pk:
        others = Filing.objects.all() if by is None else Filing.objects.visible_to(by)
        other = others.for_list().filter(pk=edits.filing).order_by().first()
        if other is None:
            return _("This file belongs to another filing. Download the file of this filing and fill it in.")
        return _("This file belongs to another filing: %(filing)s. Bring it in there.") % {"filing": other}
    return closed_in_words(filing)


def closed_in_words(filing: Filing) -> str:
    """Why no file can be brought into a filing as it stands, and what can be done; empty while one can."""
    if not filing.is_in_draft:
        return _(
            "The filing is now in the state “%(status)s”: nothing can be brought into it. If something has to"
            " change, ask %(reviewer)s to give it back; then it can be filled in again."
        ) % {"status": filing.get_status_display(), "reviewer": filing.reports_to.full_display_name}
    if not filing.has_opened:
        return _("The window for %(period)s opens on %(day)s.") % {
            "period": filing.period,
            "day": filing.period.opens_on.isoformat(),
        }
    return ""


class LineTable:
    """The lines of a filing that a file speaks of, as they stand and as they were when it was made."""

    def __init__(self, filing: Filing, edits: FilingEdits) -> None:
        self.filing = filing
        named = {edit.kind for edit in edits.lines}
        self.lines: dict[LinePlace, FilingLine] = {
            (key, line.subject_id): line
            for key, kind in LINE_KINDS.items()
            if key in named
            for line in settled(kind, filing)
        }
        self.said_by = Counter((edit.kind, edit.subject) for edit in edits.lines)
        self.revisions = revisions_of(filing, self.outdated(edits.lines))

    def outdated(self, edits: Iterable[LineEdit]) -> set[tuple[str, int, int]]:
        """Kind, line and version of those that a file was made from and that have changed since."""
        found = set()
        for edit in edits:
            line = self.lines.get((edit.kind, edit.subject))
            if line is not None and edit.version and edit.version < line.version:
                found.add((edit.kind, line.pk, edit.version))
        return found

    def row(self, edit: LineEdit) -> Weighed | Finding:
        """One line of the file weighed, or why the filing has no such line."""
        line = self.lines.get((edit.kind, edit.subject))
        if line is None:
            sentence = _(
                "This row belongs to no line of the filing, or not any more. Download the file anew."
            )
            return Finding(sentence, edit.place)
        kind = LINE_KINDS[edit.kind]
        standing = Standing(kind, line, None)
        if self.said_by[edit.kind, edit.subject] > 1:
            return mistaken(edit, standing, _("The file has this line more than once. Keep one row of it."))
        if edit.version is None or edit.version == line.version:
            return weighed(standing, edit)
        base = self.base(kind, line, edit.version)
        if base is None:
            sentence = _("The row was made from a version that the line never had. Download the file anew.")
            return mistaken(edit, standing, sentence)
        return weighed(Standing(kind, line, base), edit)

    def base(self, kind: LineKind[Any], line: FilingLine, version: int) -> FilingLine | None:
        """What the line said at an earlier version; None for one that it never had."""
        base: FilingLine | None = kind.blank(line) if version == 0 else None
        content = self.revisions.get((kind.key, line.pk, version))
        return base if content is None else kind.saying(line, content)


def settled(kind: LineKind[Any], filing: Filing) -> list[FilingLine]:
    """The lines that people may write in; a note that still answers all doubts is the explanation of each
    (the queries of ``problems`` where there are such notes)."""
    lines: list[FilingLine] = kind.lines_to_write(filing)
    old = [line for line in lines if line.note_answers_doubts]
    problems = kind.problems(filing, old) if old else {}
    for line in old:
        settle_note(line, problems.get(line.subject_id, ()))
    return lines


def revisions_of(
    filing: Filing, wanted: set[tuple[str, int, int]]
) -> dict[tuple[str, int, int], dict[str, Any]]:
    """What lines said at versions of theirs (one query, none where nothing is wanted)."""
    if not wanted:
        return {}
    _kinds, lines, versions = zip(*wanted, strict=True)
    rows = LineRevision.objects.filter(filing=filing, line_id__in=set(lines), version__in=set(versions))
    columns = rows.order_by().values_list("kind", "line_id", "version", "content")
    return {
        (kind, line, version): content
        for kind, line, version, content in columns
        if (kind, line, version) in wanted
    }


def with_problems(filing: Filing, rows: Sequence[Weighed]) -> list[Weighed]:
    """The rows with what their lines would still lack (the queries of ``problems`` once a kind)."""
    problems = {}
    for kind in {row.kind for row in rows if row.outcome in WRITTEN}:
        lines = [row.line for row in rows if row.outcome in WRITTEN and row.kind is kind]
        for subject, found in kind.problems(filing, lines).items():
            problems[kind.key, subject] = tuple(found)
    return [checked(row, problems.get(row.place, ())) if row.outcome in WRITTEN else row for row in rows]


def notes_in(edits: Iterable[LineEdit]) -> list[Finding]:
    """What was noted in reading lines."""
    return [found for edit in edits for found in edit.findings if found.weight is Weight.NOTE]
