"""What reviewers said, as tables: one by one, and counted by organization."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organizations.models import Organization
from organizations.page_addresses import page_address
from organizations.row_batches import NamedRows
from reports.dashboards.filing_cells import place_of
from reports.dashboards.question import Question
from reports.dashboards.tabs import view_address
from reports.data_tables.pills import pill_cell
from reports.data_tables.values import MOST_HELD, Cell, DataTable, Head, LongRows, Row
from targets.models import Target
from targets.wording import DASH
from tasks.filings.review_sayings import (
    OPEN,
    PLACES,
    RESOLVED,
    WHAT_LABELS,
    Listed,
    SaidCount,
    Told,
    What,
    told,
)
from tasks.models import FilingEvent, Remark, Task
from texts.punctuation import labelled

KEY, PAGE_SIZE = "said", 20
# How an address asks for what was said in any year.
ALL_YEARS = "all"
# How an address asks for remarks that nobody has resolved.
UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Subjects:
    """The names of the lines that remarks are about (two queries)."""

    tasks: Mapping[int, Task]
    targets: Mapping[int, Target]

    @classmethod
    def of(cls, remarks: Sequence[Remark]) -> "Subjects":
        ids: dict[str, set[int]] = {"progress": set(), "measurement": set()}
        for remark in remarks:
            ids.setdefault(remark.kind, set()).add(remark.subject_id or 0)
        return cls(
            Task.objects.in_bulk(ids["progress"]),
            Target.objects.select_related("indicator").in_bulk(ids["measurement"]),
        )

    def name(self, remark: Remark | None) -> str:
        """What a remark is about."""
        if remark is None or not remark.kind:
            return _("The whole filing")
        subject = remark.subject_id or 0
        if remark.kind == "progress" and subject in self.tasks:
            return str(self.tasks[subject].title)
        if remark.kind == "measurement" and subject in self.targets:
            return self.targets[subject].indicator.display_name
        return _("Case %(number)d") % {"number": subject}


def said_table(question: Question, listed: Iterable[Listed], whole: LongRows | None = None) -> DataTable:
    """What was said, in the order of ``listed`` (six queries at most); ``whole`` where that is not all."""
    return DataTable(
        key=KEY,
        title=_("What reviewers said"),
        heads=(
            Head("at", _("When"), descends=True, width=20),
            Head("filing", _("Filing"), descends=True, width=30),
            Head("what", _("What")),
            Head("about", _("About"), is_sortable=False, width=30),
            Head("text", _("Words"), is_sortable=False, width=80, css="said__words"),
            Head("by", _("Said by"), is_sortable=False, width=24),
            Head("state", _("State")),
        ),
        rows=tuple(said_rows(question, listed)),
        empty=_("Nothing was said that fits. Change or reset what is looked for."),
        whole=whole,
    )


def said_rows(question: Question, listed: Iterable[Listed]) -> Iterator[Row]:
    rows = told(listed)
    subjects = Subjects.of([row.remark for row in rows if row.remark is not None])
    yield from (said_row(question, row, subjects) for row in rows)


def all_sayings(question: Question, found: "QuerySet[FilingEvent, Listed]") -> LongRows | None:
    """All that was found as rows, where it is too much to be held (two queries, and six for every 500)."""
    count = found.count()

    def read() -> Iterator[Row]:
        every = found.iterator(chunk_size=2_000)
        for part in NamedRows((act, key) for *_sorted_by, act, key in every):
            yield from said_rows(question, part)

    return LongRows(count, read) if count > MOST_HELD else None


def said_row(question: Question, row: Told, subjects: Subjects) -> Row:
    filing, at = row.filing, localtime(row.at)
    period = str(filing.period)
    is_own = filing.organization_id == question.organization.pk
    return Row(
        row.key,
        (
            Cell(row.at, date_format(at, "DATETIME_FORMAT"), order=at.isoformat()),
            Cell(
                period if is_own else labelled(filing.organization.display_name, period),
                href=page_address("tasks:filing-detail", filing.pk),
                order=place_of(filing.period),
            ),
            Cell(str(WHAT_LABELS[row.what]), order=PLACES[row.what]),
            Cell(subjects.name(row.remark)),
            Cell(row.text, css="said__words"),
            Cell(labelled(row.voice.display_name, row.by.name) if row.voice else row.by.name),
            state_cell(row.remark),
        ),
    )


def state_cell(remark: Remark | None) -> Cell:
    """Whether a remark is resolved, and how often it was answered."""
    if remark is None:
        return Cell(None, DASH)
    if remark.is_resolved:
        return pill_cell("completed", _("Resolved"), order=RESOLVED)
    answers = sum(step.step == "answered" for step in remark.talk)
    return pill_cell("overdue", _("Open, answered") if answers else _("Not resolved"), order=OPEN)


def counts_table(question: Question, counts: Iterable[SaidCount], of: Sequence[Organization]) -> DataTable:
    """How often what was said to whom, those with the most on top; each count opens what it counted."""
    counted: Counter[tuple[int, What]] = Counter()
    unresolved: Counter[int] = Counter()
    heard: Counter[int] = Counter()
    for one in counts:
        counted[one.organization, one.what] += one.count
        heard[one.organization] += one.count
        unresolved[one.organization] += one.count * one.is_open
    rows = [
        Row(
            f"heard-{one.code}",
            (
                Cell(one.display_name, order=str(one.path)),
                *(count(question, one, counted[one.pk, what], what=what.value) for what in What),
                count(question, one, heard[one.pk]),
                count(question, one, unresolved[one.pk], state=UNRESOLVED),
            ),
        )
        for one in sorted(of, key=lambda one: -heard[one.pk])
        if heard[one.pk]
    ]
    return DataTable(
        key="heard",
        css="data-table--pairs",
        title=_("To whom reviewers said most"),
        heads=(
            Head("name", _("Organization"), width=28),
            *(
                Head(what.value, str(label), is_number=True, descends=True)
                for what, label in WHAT_LABELS.items()
            ),
            Head("all", _("Together"), is_number=True, descends=True),
            Head("unresolved", _("Not resolved"), is_number=True, descends=True),
        ),
        rows=tuple(rows),
        empty=_("Nothing was said yet."),
    )


def count(question: Question, organization: Organization, counted: int, **asked: str) -> Cell:
    if not counted:
        return Cell(0)
    return Cell(counted, href=said_address(question, of=organization.code, **asked), is_count=True)


def said_address(question: Question, **asked: str) -> str:
    """Where what was said in all years is listed, as far as it is asked for."""
    return view_address("reports:dashboard-history", question, *asked.items(), ("years", ALL_YEARS))
