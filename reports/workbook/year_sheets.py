"""The year of a snapshot as sheets: targets, the matrix of organizations, tasks, cases and sources."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from reports.snapshot.snapshot import Snapshot
from reports.snapshot.tables import Scalar
from reports.snapshot.year import Case, Figure, Name, TaskYear
from reports.workbook.contents import Numeral
from reports.workbook.plan import SheetColumn, SheetPlan
from reports.workbook.survey import Survey
from reports.workbook.value_sheet import Values, value_sheet
from tasks.models import Filing, MeasureState
from texts.punctuation import in_brackets, listed

# The decimals of a figure in words.
DECIMALS = re.compile(r"[0-9]\.([0-9]+)")


class YearSheets:
    """The sheets of one snapshot's year in one language."""

    def __init__(self, snapshot: Snapshot, language: str, survey: Survey) -> None:
        self.year, self.language, self.survey = snapshot.year, language, survey
        self.own = snapshot.head.organization.code
        self.with_submitted = snapshot.head.with_submitted

    def said(self, name: Name | None) -> str | None:
        return None if name is None else name.in_language(self.language)

    def shown(self, figure: Figure) -> Numeral | None:
        """A figure with all its digits, shown with the decimals that its text has."""
        if figure.value is None:
            return None
        written = DECIMALS.search(figure.text.zh)
        return Numeral(figure.value, len(written[1]) if written else 0)

    # --- Targets ------------------------------------------------------------------------------------
    def targets(self) -> SheetPlan:
        """目标完成情况: the figures of the organization itself, numerators and denominators under their own
        names."""
        columns = (
            SheetColumn(_("Indicator"), width=26),
            SheetColumn(_("Unit"), width=8),
            SheetColumn(_("Goal"), width=20),
            SheetColumn(_("Figure"), "number", 12),
            SheetColumn(_("Figure with its unit"), width=16),
            SheetColumn(_("Holds on"), "day", 11),
            SheetColumn(_("Outcome"), width=10),
            SheetColumn(_("Attainment in percent"), "number", 11, 1),
            SheetColumn(_("Name of the numerator"), width=16),
            SheetColumn(_("Numerator"), "number", 12),
            SheetColumn(_("Name of the denominator"), width=16),
            SheetColumn(_("Denominator"), "number", 12),
            SheetColumn(_("Own share"), "number", 11),
            SheetColumn(_("Last year"), "number", 11),
            SheetColumn(_p("against last year", "Change"), width=16),
            *coverage_columns(),
            SheetColumn(_("Among them submitted ones"), "yes_no", 9),
            SheetColumn(_("Judgement"), width=40),
            SheetColumn(_("Section"), width=9),
            SheetColumn(_("Responsible"), width=16),
            SheetColumn(_("Filings behind it"), "integer", 9),
        )
        return value_sheet("targets", _("Attainment of the targets"), columns, self.target_rows, self.survey)

    def target_rows(self) -> Iterator[Values]:
        for figure in self.own_figures():
            said = self.said
            yield (
                *(said(figure.name), said(figure.unit), said(figure.goal)),
                *(self.shown(figure), said(figure.text), figure.holds_on or None),
                *(said(figure.outcome_name), figure.attainment),
                *(said(figure.numerator_name), figure.numerator),
                *(said(figure.denominator_name), figure.denominator),
                *(figure.share, figure.last_year, said(figure.change)),
                *coverage_values(figure),
                *(figure.is_provisional, said(figure.sentence), figure.section),
                *(said(figure.responsible), len(figure.sources)),
            )

    def own_figures(self) -> Iterator[Figure]:
        return (figure for figure in self.year.figures if figure.organization == self.own)

    # --- The matrix of organizations ----------------------------------------------------------------
    def matrix(self) -> SheetPlan | None:
        """Organizations × indicators, each figure with its rank; None where there is one organization
        alone."""
        if not self.others():
            return None
        columns = [SheetColumn(_("Organization"), width=14), SheetColumn(_("Code"), width=8)]
        for figure in self.indicators().values():
            heading = in_brackets(self.said(figure.name), self.said(figure.unit))
            columns += [SheetColumn(heading, "number", 15), SheetColumn(_("Rank"), "integer", 6)]
        if self.with_submitted:
            columns.append(SheetColumn(_("Among them submitted ones"), "yes_no", 9))
        return value_sheet("matrix", _("Organizations × indicators"), columns, self.matrix_rows, self.survey)

    def matrix_rows(self) -> Iterator[Values]:
        by_place = {(figure.organization, figure.indicator): figure for figure in self.year.figures}
        for code, name in self.others().items():
            row: list[Scalar] = [name, code]
            figures = [by_place.get((code, indicator)) for indicator in self.indicators()]
            for figure in figures:
                row += [self.shown(figure), figure.rank] if figure else [None, None]
            if self.with_submitted:
                row.append(any(figure is not None and figure.is_provisional for figure in figures))
            yield row

    def others(self) -> dict[str, str]:
        """The organizations whose figures stand beside those of the whole, by code, in the year's order."""
        named = {
            **{source.organization: self.said(source.organization_name) for source in self.year.sources},
            **{standing.organization: self.said(standing.name) for standing in self.year.standings},
        }
        codes = [figure.organization for figure in self.year.figures if figure.organization != self.own]
        return {code: named.get(code) or code for code in dict.fromkeys(codes)}

    def indicators(self) -> dict[str, Figure]:
        """What is measured in the matrix, by the indicator's code, in the order of the targets."""
        figures = [figure for figure in self.year.figures if figure.organization != self.own]
        firsts = {figure.indicator: figure for figure in reversed(figures)}
        order = [*(figure.indicator for figure in self.own_figures()), *firsts]
        return {code: firsts[code] for code in dict.fromkeys(order) if code in firsts}

    # --- Tasks, cases, sources ----------------------------------------------------------------------
    def tasks(self) -> SheetPlan:
        """任务完成情况: one row for each task of the guidance; where submitted answers count, how many they
        are stands apart."""
        columns = [
            SheetColumn(_("Task"), width=34),
            SheetColumn(_("Section"), width=9),
            SheetColumn(_("State"), width=10),
            SheetColumn(_("Completed measures in percent"), "number", 11, 1),
            SheetColumn(_("Organizations asked"), "integer", 13),
            SheetColumn(_("Approved answers"), "integer", 11),
            SheetColumn(_("Measures counted"), "integer", 11),
            SheetColumn(_("Completed among them"), "integer", 12),
            SheetColumn(_("Delayed among them"), "integer", 11),
        ]
        if self.with_submitted:
            columns.append(SheetColumn(_("Waiting for approval"), "integer", 12))
        return value_sheet("tasks", _("Completion of the tasks"), columns, self.task_rows, self.survey)

    def task_rows(self) -> Iterator[Values]:
        waiting = {source.id for source in self.year.sources if source.status == Filing.Status.SUBMITTED}
        for task in self.year.tasks:
            unapproved = sum(source in waiting for source in task.sources)
            yield (
                *(self.said(task.title), task.section, state_in_words(task), task.percent_complete),
                *(task.organizations, task.approved - unapproved),
                *(task.measures, task.completed, task.delayed),
                *([unapproved] if self.with_submitted else []),
            )

    def cases(self) -> SheetPlan | None:
        """典型案例, as filed; None where nobody told one."""
        if not self.year.cases:
            return None
        columns = (
            SheetColumn(_("Organization"), width=14),
            SheetColumn(_("Number"), "integer", 7),
            SheetColumn(_("Title"), width=28),
            SheetColumn(_("Case"), width=80),
            SheetColumn(_("Sections"), width=12),
            SheetColumn(_("Sources"), width=12),
        )
        return value_sheet("cases", _("Cases"), columns, self.case_rows, self.survey, repeated=2)

    def case_rows(self) -> Iterator[Values]:
        for case in self.year.cases:
            yield (
                *(self.name_in(case), case.number, case.title, case.text),
                *(listed(case.sections), listed(case.sources)),
            )

    def name_in(self, case: Case) -> str:
        """Who tells a case, as its source has it."""
        names = (source.organization_name for source in self.year.sources if source.id in case.sources)
        return next((name.in_language(self.language) for name in names), case.organization)

    def sources(self) -> SheetPlan:
        """On which filings the year rests, and who approved them."""
        columns = (
            SheetColumn(_("Source"), width=10),
            SheetColumn(_("Organization"), width=20),
            SheetColumn(_("Period"), width=16),
            SheetColumn(_("Number of the filing"), "integer", 10),
            SheetColumn(_("Version"), "integer", 8),
            SheetColumn(_("Status of the filing"), width=12),
            SheetColumn(_("Submitted at"), "instant", 17),
            SheetColumn(_("Submitted by"), width=12),
            SheetColumn(_("Approved at"), "instant", 17),
            SheetColumn(_("Approved by"), width=12),
        )
        return value_sheet("sources", _("Sources"), columns, self.source_rows, self.survey)

    def source_rows(self) -> Iterator[Values]:
        for source in self.year.sources:
            yield (
                *(source.id, self.said(source.organization_name), self.said(source.period)),
                *(source.filing, source.version, status_in_words(source.status)),
                *(source.submitted_at, source.submitted_by, source.approved_at, source.approved_by),
            )


def coverage_columns() -> tuple[SheetColumn, ...]:
    return (
        SheetColumn(_("Organizations asked"), "integer", 12),
        SheetColumn(_("Answers that count"), "integer", 12),
        SheetColumn(_("Nil returns among them"), "integer", 12),
        SheetColumn(_("Waiting for approval"), "integer", 12),
        SheetColumn(_("Not filed"), "integer", 12),
    )


def coverage_values(figure: Figure) -> Values:
    """On whose answers a figure stands (design R9)."""
    coverage = figure.coverage
    if coverage is None:
        return (None,) * len(coverage_columns())
    return coverage.expected, coverage.counted, coverage.nil, coverage.pending, coverage.missing


def state_in_words(task: TaskYear) -> str:
    """Of a task that nobody in the report is asked about, just that."""
    if not task.organizations:
        return _("Not asked")
    labels = {str(value): str(label) for value, label in MeasureState.State.choices}
    return labels.get(task.state, task.state)


def status_in_words(status: str) -> str:
    labels = {str(value): str(label) for value, label in Filing.Status.choices}
    return labels.get(status, status)
