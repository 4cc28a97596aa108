"""The kinds of line a filing has, seen as one.

A filing holds lines on tasks and cases (here) and on targets (in the room above). Opening, saving, checking
and submitting a filing treat them alike through ``LineKind``; each room registers its kinds when it starts.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from organizations.models import User
from organizations.prepared_queries import PreparedQuery
from tasks.lines.answerers import Answerers, Question, everybody
from tasks.lines.differences import Field
from tasks.lines.doubts import Problem, settle_note
from tasks.lines.form import LineForm
from tasks.lines.grid import NO_GRID, Grid, GridLine
from tasks.models import Amendment, Filing, FilingLine, Guidance
from tasks.registered import KINDS_OF_LINE

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was written for the last period: texts by the form field that may take them over."""

    period: str
    answers: dict[str, str]


class LineKind[Line: FilingLine](ABC):
    """One kind of line: its model, its form and page, and what is right to say in it.

    ``key`` stands in addresses and in the log, ``label`` names many of what it answers, ``subject_field`` is
    the model's field of what the line answers, ``identity_field`` the field of its content that tells which
    one it is, ``order_field`` puts lines of one filing in order. ``template_name`` is the page of one line,
    ``reading_template_name`` the piece that shows what it says, ``live_template_name`` what follows from the
    fields while one types. ``doubts`` names the kinds of doubt that its checks can have, by key.
    ``searched`` are the fields of text that people search; ``section_field`` leads to where the subject
    stands in the document. ``is_asked`` says that the plan asks for its lines; others are told of one's own
    accord, and no filing lacks them. ``grid`` says how its lines are filled in as a table, where they are.
    ``mapped_fields`` are the fields of its form that a spreadsheet of an organization's own may answer, and
    ``numbers`` those that take a number.
    """

    key: ClassVar[str]
    label: "ClassVar[StrOrPromise]"
    subject_field: ClassVar[str]
    order_field: ClassVar[str]
    searched: ClassVar[tuple[str, ...]]
    section_field: ClassVar[str]
    identity_field: ClassVar[str]
    template_name: ClassVar[str]
    reading_template_name: ClassVar[str]
    live_template_name: ClassVar[str]
    doubts: "ClassVar[Mapping[str, StrOrPromise]]"
    model: type[Line]
    is_asked: ClassVar[bool] = True
    grid: ClassVar[Grid] = NO_GRID
    mapped_fields: ClassVar[tuple[str, ...]] = ()
    numbers: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def questions(self, guidance: Guidance) -> list[Question]:
        """What the plan of ``guidance`` asks for now in lines of this kind, in the order of the document (two
        queries at most)."""

    def answerers(self, guidance: Guidance) -> Answerers:
        """Everybody who answers lines of this kind by the plan of ``guidance``."""
        return everybody(question.answerers for question in self.questions(guidance))

    @abstractmethod
    def visible_to(self, user: User) -> QuerySet[Line]:
        """The saved lines that the person may see (design R18)."""

    @abstractmethod
    def owned_by(self, departments: Iterable[int]) -> Q:
        """Restrict lines to those for whose subject one of ``departments``, by id, is responsible (design
        R18)."""

    @abstractmethod
    def lines_of(self, filing: Filing) -> list[Line]:
        """The filing's lines in order, with all that a page, a check or a snapshot reads of them.

        While the filing is in draft, those that the plan asks for and nobody has saved yet are among them,
        unsaved. A constant number of queries.
        """

    def doubtable_lines(self, filing: Filing) -> list[Line]:
        """Those of ``lines_of`` a filing that was handed in about which there can be doubts, or unusual
        numbers in them; with what ``problems`` and ``unusual`` read, and no more."""
        return self.lines_of(filing)

    @abstractmethod
    def line_of(self, filing: Filing, subject: int) -> Line | None:
        """The one of ``lines_of`` that answers ``subject``, or None. At most two queries."""

    def lines_to_write(self, filing: Filing) -> list[Line]:
        """``lines_of`` a draft and those that somebody may begin in it, each with all that its form asks. A
        constant number of queries."""
        return self.lines_of(filing)

    @abstractmethod
    def blank(self, line: Line) -> Line:
        """An unsaved line on the same subject that says nothing (no query)."""

    def saying(self, line: Line, content: Mapping[str, Any]) -> Line:
        """An unsaved line on the same subject that says what ``content`` of a version does (no query)."""
        made = self.blank(line)
        self.restore(made, content)
        return made

    @abstractmethod
    def stored(self, filing: int, subject: int) -> QuerySet[Line]:
        """The line of a filing, by its id, that somebody has saved on ``subject``, with what one row can
        bring along; none where nobody has. Its SQL is written once (``PreparedQuery``)."""

    @abstractmethod
    def complete(self, line: Line) -> None:
        """Give a line of ``stored``, whose filing is at hand, what its form asks beyond its row (one query at
        most)."""

    @cached_property
    def prepared(self) -> PreparedQuery[Line]:
        """``stored``, written once."""
        return PreparedQuery(self.stored)

    def stored_line(self, filing: Filing, subject: int) -> Line | None:
        """``line_of`` for a line that somebody has saved; None for others. Simpler queries, so quicker."""
        line = self.prepared.first(filing=filing.pk, subject=subject)
        if line is not None:
            line.filing = filing
            self.complete(line)
        return line

    @abstractmethod
    def subjects_of(self, filing: Filing) -> list[int]:
        """What the lines of ``lines_of`` answer, by id and in their order (one query)."""

    def has_place_for(self, filing: Filing, subject: int) -> bool:
        """Whether the filing has a line on ``subject``, or somebody may begin one."""
        return subject in self.subjects_of(filing)

    @abstractmethod
    def saved_lines(self) -> QuerySet[Line]:
        """Every saved line with all that a page reads of it, in the order of the document."""

    @abstractmethod
    def subject(self, line: Line) -> str:
        """What the line answers, in the language of the page."""

    def lasting_identities(self, line: Line) -> tuple[str, ...]:  # noqa: ARG002 (of kinds that last)
        """By what the subject of a line is known again in other periods and years, the simplest first, where
        others of the filing may share it; nothing for kinds whose subjects do not last."""
        return ()

    @abstractmethod
    def asked(self, line: Line) -> str:
        """What the plan asks of the line, as people read it in the guidance's language: an amendment changes
        it, and a name under the line stands under that as well (design R20)."""

    @abstractmethod
    def amendments(self, guidance: Guidance, subject: int) -> QuerySet[Amendment]:
        """What was amended in the task or target, the latest first."""

    @abstractmethod
    def form(self, line: Line, data: Mapping[str, Any] | None = None) -> LineForm:
        """The form of one line, bound where ``data`` is given; ``apply`` takes its ``cleaned_data``."""

    @abstractmethod
    def apply(self, line: Line, content: Mapping[str, Any]) -> None:
        """Write cleaned form data to the line and what hangs on it, in memory."""

    @abstractmethod
    def store(self, line: Line) -> None:
        """Write the line and what hangs on it to the database. The caller holds the transaction."""

    def store_many(self, lines: Sequence[Line]) -> None:
        """``store`` for several lines of one filing; kinds of which there are many take few statements."""
        for line in lines:
            self.store(line)

    @abstractmethod
    def content(self, line: Line) -> dict[str, Any]:
        """What the line says, as plain JSON values, for snapshots and revisions."""

    @abstractmethod
    def restore(self, line: Line, content: Mapping[str, Any]) -> None:
        """Put what ``content`` of a submitted version says in place of what the line says, in memory."""

    def lost_line(self, filing: Filing, content: Mapping[str, Any]) -> Line | None:  # noqa: ARG002 (of kinds whose lines may go)
        """An empty line in place of one that a submitted version had, as its ``content`` names it, and the
        filing has no more; None for kinds whose lines stay."""
        return None

    @abstractmethod
    def fields(self, line: Line) -> list[Field]:
        """The fields of ``content`` whose changes people want to see, in order and with their names."""

    def explanation_fields(self) -> list[Field]:
        """The fields of the explanations, one for each kind of doubt."""
        return [Field(("explanations", key), str(label)) for key, label in self.doubts.items()]

    @abstractmethod
    def standing(self, filing: Filing, line: Line, before: Mapping[str, Any] | None) -> list[str]:
        """In sentences, how the line stands against ``before``, its content of the last period, and against
        its goal; nothing where there is nothing to say."""

    @abstractmethod
    def problems(self, filing: Filing, lines: Sequence[Line]) -> dict[int, list[Problem]]:
        """Failed checks by the id of what the line answers. A constant number of queries."""

    def grid_lines(self, filing: Filing) -> list[GridLine[Line]]:
        """``lines_of`` a filing as its ``grid`` shows them. A constant number of queries."""
        lines, nothing = self.lines_of(filing), ("",) * len(self.grid.beside)
        problems = self.problems(filing, lines)
        return [GridLine(line, problems.get(line.subject_id, ()), nothing) for line in lines]

    def settle_note(self, filing: Filing, line: Line) -> None:
        """Where one note still answers all doubts, make it the explanation of each that stands, in memory
        (the queries of ``problems`` for such a line, none for others)."""
        if line.note_answers_doubts:
            settle_note(line, self.problems(filing, [line]).get(line.subject_id, ()))

    def unusual(self, filing: Filing, lines: Sequence[Line]) -> dict[int, list[str]]:  # noqa: ARG002 (of kinds with numbers)
        """What a reviewer should look at twice, in sentences, by the id of what the line answers; nothing
        where lines have no numbers. A constant number of queries."""
        return {}

    def unusual_filings(self, filings: Sequence[Filing]) -> set[int]:  # noqa: ARG002 (of kinds with numbers)
        """The ids of those of ``filings``, read with organization and period, in which ``unusual`` finds
        something. A number of queries that does not grow with them."""
        return set()

    @abstractmethod
    def earlier(self, filing: Filing, line: Line) -> Earlier | None:
        """What the organization wrote for the last period, as far as it can be taken over."""

    @abstractmethod
    def context(self, filing: Filing, line: Line) -> dict[str, Any]:
        """What stands beside the form on the line's page: the clause, the goal, earlier values, totals."""


# What nobody is asked for stands last.
LINE_KINDS: Mapping[str, LineKind[Any]] = KINDS_OF_LINE
