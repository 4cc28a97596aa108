"""What an organization's year comes to, in plain values: gathered from approved filings, then composed.

Frozen in the snapshot beside the document, so that the office's report is built from the frozen reports of
the organizations and nothing else (design R17). Numbers are decimal strings in the indicator's unit; what is
absent is null.
"""

from reports.snapshot.document import Value


class Name(Value, frozen=True):
    """A name or sentence in both languages of the portal."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.zh


class Source(Value, frozen=True):
    """A filing that something rests on, as it stood: ``id`` is ``"<filing>.<version>"``. Instants are ISO
    8601 with their offset."""

    id: str
    filing: int
    organization: str
    organization_name: Name
    period: Name
    version: int
    status: str
    submitted_at: str | None = None
    submitted_by: str | None = None
    approved_at: str | None = None
    approved_by: str | None = None


class Statement(Value, frozen=True):
    """Sentences that somebody filed, as they wrote them, joined over the periods without what a later one
    restates; ``task`` is the order of the task that they answer."""

    text: str
    sources: tuple[str, ...]
    task: int | None = None


class PeriodYear(Value, frozen=True):
    """How an organization stands with one period of the plan or a supplement to it. ``state`` is a key of
    ``tasks.models.Filing.Status``, or not_asked where the plan asks it for no filing; ``timeliness`` a key of
    ``tasks.filings.timeliness.Timeliness``, empty where there is no filing; ``source`` the filing that
    counts."""

    order: int
    kind: str
    name: Name
    ends_on: str
    due_on: str
    state: str
    timeliness: str = ""
    filed_on: str | None = None
    source: str | None = None


class SectionYear(Value, frozen=True):
    """One section of the guidance, in its order, whether or not anybody answered it. ``is_asked`` says
    whether the organization answers a task of it; ``nil_reasons`` why there is nothing to report.

    In the office's year ``organizations`` answer a task of it, of whom ``reported`` did so; problems, next
    steps and reasons stand once for all who name them, what most name first.
    """

    path: str
    number: str
    title: str
    level: int
    is_asked: bool
    achievements: tuple[Statement, ...] = ()
    problems: tuple[Statement, ...] = ()
    next_steps: tuple[Statement, ...] = ()
    nil_reasons: tuple[Statement, ...] = ()
    organizations: int = 0
    reported: int = 0


class TaskYear(Value, frozen=True):
    """How far one task is: measures by their state in the latest approved answer, ``organizations`` asked and
    ``approved`` answers (0 or 1 for a single organization; every task of the plan is here).
    ``measure_states`` are the plan's measures as printed, each with its state, or "" without an answer."""

    order: int
    section: str
    title: Name
    state: str
    organizations: int
    approved: int
    measures: int
    completed: int
    delayed: int
    percent_complete: str | None
    measure_states: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()


class Coverage(Value, frozen=True):
    """On whose answers a figure stands (design R9)."""

    expected: int
    counted: int
    nil: int
    pending: int
    missing: int


class Figure(Value, frozen=True):
    """A figure of the report: ``id`` names it in cells, ``text`` is how it reads with its unit.

    ``holds_on`` is the day it holds, ISO 8601 (due before the year ends); empty where nobody reported.
    ``outcome`` is a key of ``targets.arithmetic.outcome.Outcome``; ``sentence`` the judgement as pages have
    it, ``summary`` the same behind the indicator's name. ``attainment`` is in percent, as pages round it.
    ``rank`` is the place of an organization among those that closed the year, and ``rule`` how the
    organizations' figures come to the nation's, both in the office's report.
    """

    id: str
    organization: str
    indicator: str
    name: Name
    unit: Name
    text: Name
    value: str | None
    holds_on: str
    numerator: str | None = None
    denominator: str | None = None
    numerator_name: Name | None = None
    denominator_name: Name | None = None
    goal: Name | None = None
    goal_value: str | None = None
    share: str | None = None
    outcome: str | None = None
    outcome_name: Name | None = None
    attainment: str | None = None
    rank: int | None = None
    rule: Name | None = None
    last_year: str | None = None
    change: Name | None = None
    sentence: Name | None = None
    summary: Name | None = None
    coverage: Coverage | None = None
    is_provisional: bool = False
    nil_reason: str = ""
    section: str = ""
    responsible: Name | None = None
    sources: tuple[str, ...] = ()


class Case(Value, frozen=True):
    """典型案例, as filed; ``sections`` are paths."""

    organization: str
    number: int
    title: str
    text: str
    sections: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: tuple[str, ...] = ()


class EvidenceFile(Value, frozen=True):
    """佐证材料: a file at a line, named by what it proves and its checksum."""

    name: str
    size: int
    sha256: str
    line: Name
    sources: tuple[str, ...]


class Standing(Value, frozen=True):
    """How an organization stands with its report: ``state`` is a key of ``reports.readiness.State``,
    ``timeliness`` one of ``tasks.filings.timeliness.Timeliness``; ``is_closed`` says whether its year-end
    filing is in the office's report."""

    organization: str
    name: Name
    kind: str
    state: str
    timeliness: str
    filed_on: str | None = None
    report_version: int | None = None
    report_sha256: str | None = None
    is_closed: bool = False


class Year(Value, frozen=True):
    """The year of one organization, or of the whole office; ``figures`` hold the nation's first, then
    those of each organization for the matrix; ``standings`` and ``cases`` of all are the office's alone,
    ``periods`` a single organization's."""

    sections: tuple[SectionYear, ...]
    tasks: tuple[TaskYear, ...]
    figures: tuple[Figure, ...]
    cases: tuple[Case, ...] = ()
    evidence: tuple[EvidenceFile, ...] = ()
    standings: tuple[Standing, ...] = ()
    periods: tuple[PeriodYear, ...] = ()
    sources: tuple[Source, ...] = ()
    # The office's alone: subtotals, whose ``organization`` is the key of a region, and what is to be said of
    # what the figures stand on.
    region_figures: tuple[Figure, ...] = ()
    remarks: tuple[Name, ...] = ()
