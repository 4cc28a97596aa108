"""The rows of each sheet, read from the database in chunks."""

from collections.abc import Iterator

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext as _p

from organizations.models import Organization
from organizations.rounding import reached_in_percent
from reports.overview import filings_beneath, targets_of, tasks_of
from reports.workbook.schema import YearReport
from targets.figures.line_numbers import attested
from targets.figures.queries import TargetFigure, figures_of, rule_of
from targets.figures.reports import lines_on
from targets.models import Measurement
from targets.tables.numbers import attainment, shown_number, stated
from targets.tables.values import Number, Row, Value
from targets.wording import coverage_in_words, rule_in_words
from tasks.filings.task_answers import latest_answered
from tasks.filings.task_progress import task_progress_at
from tasks.lines.answerers import answerers_of
from tasks.models import Filing, MeasureState, ProgressEntry
from tasks.models.filing import FilingQuerySet
from texts.punctuation import sentences

CHUNK = 500


def filings_behind(report: YearReport) -> FilingQuerySet:
    """The filings of the year by the organizations reported on."""
    return Filing.objects.filter(report.organizations("organization__"), period__guidance=report.guidance)


def listed_filings(report: YearReport) -> FilingQuerySet:
    """The same with all that a row shows, in the order of the tree and the year; read once."""
    related = ("organization", "reports_to", "period__guidance", "approved_by")
    filings = filings_behind(report).select_related(*related).defer("period__guidance__source_text")
    return filings.order_by("organization__path", "period__order")


# --- About ------------------------------------------------------------------------------------------


def about(report: YearReport) -> Iterator[Row]:
    """What the workbook is, as of when, and on how much it stands."""
    yield _("Guidance"), report.guidance.title
    yield _("Organization"), report.organization.full_display_name
    yield _("As of"), report.day
    yield _("Made at"), report.at
    yield (
        _("Official figures"),
        _("Official figures count approved filings only. Provisional ones add what waits for approval."),
    )
    yield (
        _("What was not filed is not zero"),
        _("What nobody reported is an empty cell; a nil return is marked as such."),
    )
    yield (
        _("Level by level"),
        _(
            "An organization's figure is what it attests itself. The national figure combines the direct"
            " subordinates of the office only: do not add up different levels."
        ),
    )
    yield (
        _("Filings counted"),
        _("For each period those that the dashboard counts: direct subordinates, and what it files itself."),
    )
    if filings_behind(report).filter(is_sample=True).exists():
        yield _("Sample data"), _("This workbook holds sample data: people, filings and figures are made up.")
    yield from period_rows(report)


def period_rows(report: YearReport) -> Iterator[Row]:
    """How many filings of each period stand where, as the organization's dashboard counts them (R7)."""
    counted = (
        filings_beneath(report.organization)
        .filter(period__guidance=report.guidance)
        .values("period")
        .annotate(
            total=Count("pk"),
            approved=Count("pk", filter=Q(status=Filing.Status.APPROVED)),
            submitted=Count("pk", filter=Q(status=Filing.Status.SUBMITTED)),
        )
    )
    by_period = {row["period"]: row for row in counted}
    for period in report.guidance.periods.select_related("guidance").order_by("order"):
        row = by_period.get(period.pk)
        if row:
            text = _("%(approved)d of %(total)d filings approved, %(submitted)d waiting for approval")
            yield str(period), text % row


def about_count(report: YearReport) -> int:
    return sum(1 for _row in about(report))


# --- Targets ----------------------------------------------------------------------------------------


def targets(report: YearReport) -> Iterator[Row]:
    """Each target with its official figure, judged."""
    shown = targets_of(report.organization, report.guidance.pk)
    figures = figures_of(report.organization, shown, on=report.day)
    for target in shown:
        yield target_row(figures[target.pk])


def target_row(shown: TargetFigure) -> Row:
    target, coverage = shown.target, shown.figure.coverage
    attained = shown.assessment.attainment if shown.is_compared else None
    return (
        target.section.path,
        target.indicator.display_name,
        target.indicator.display_unit,
        shown.goal_in_words,
        shown_number(shown.figure.value, shown),
        shown_number(shown.provisional.value, shown),
        shown.outcome_in_words if shown.is_compared else None,
        sentences([shown.sentence, coverage_in_words(coverage), shown.supplements_in_words]),
        None if attained is None else attainment(attained),
        coverage.expected,
        coverage.counted,
        coverage.nil,
        coverage.pending,
        coverage.missing,
        shown.figure.coverage_to_date.counted,
        rule_in_words(rule_of(target.indicator)),
        target.responsible.display_name,
    )


def targets_count(report: YearReport) -> int:
    return len(targets_of(report.organization, report.guidance.pk))


# --- Tasks ------------------------------------------------------------------------------------------


def standings(report: YearReport) -> Iterator[Row]:
    """Each task that concerns the organization with how far it is, as its dashboard counts it (R7)."""
    shown = tasks_of(report.organization, report.guidance.pk)
    found = task_progress_at(report.organization, shown)
    for task in shown:
        standing = found[task.pk]
        percent = standing.percent_complete
        yield (
            task.section.number,
            task.display_title,
            MeasureState.State(standing.state).label,
            None if percent is None else Number(percent, 1),
            standing.organizations,
            standing.approved,
            standing.submitted,
            standing.measures,
            standing.completed,
            standing.delayed,
        )


def standings_count(report: YearReport) -> int:
    return len(tasks_of(report.organization, report.guidance.pk))


# --- Figures by organization ------------------------------------------------------------------------


def figures(report: YearReport) -> Iterator[Row]:
    """What every organization states, or still owes, on every target in every period; no draft (R22)."""
    filings = listed_filings(report)
    handed_in = Measurement.objects.filter(filing__status__in=Filing.HANDED_IN)
    for target in report.guidance.targets.select_related("indicator"):
        for line in lines_on(target, filings, handed_in):
            yield figure_row(line)


def figure_row(line: Measurement) -> Row:
    indicator, filing = line.target.indicator, line.filing
    return (
        *organization_cells(filing),
        indicator.display_name,
        indicator.display_unit,
        *filing_cells(filing),
        stated(attested(line), indicator),
        stated(line.numerator, None),
        stated(line.denominator, None),
        line.nil_return,
        line.nil_reason,
        line.said_to_reviewer,
        filing.approved_by.name if filing.approved_by else None,
        filing.approved_at,
    )


def figures_count(report: YearReport) -> int:
    filings = filings_behind(report).select_related("organization", "period")
    handed_in = Measurement.objects.filter(filing__status__in=Filing.HANDED_IN)
    return sum(len(lines_on(target, filings, handed_in)) for target in report.guidance.targets.all())


# --- Progress of tasks ------------------------------------------------------------------------------


def tasks(report: YearReport) -> Iterator[Row]:
    """Every task × organization: its latest answer, or that there is none."""
    for entry in entries_behind(report):
        answered = entry.version > 0
        yield (
            entry.task.section.number,
            entry.task.display_title,
            *organization_cells(entry.filing),
            *filing_cells(entry.filing),
            Number(reached_in_percent(entry.percent_complete / 100), 1) if answered else None,
            measures_in_words(entry) if answered else _("not reported"),
            entry.achievements,
            entry.problems,
            entry.next_steps,
            entry.nil_return,
            entry.nil_reason,
        )


def entries_behind(report: YearReport) -> Iterator[ProgressEntry]:
    """One entry for each task and organization: the latest answered one that is handed in, else an empty one
    of its last filing. A handful of queries for each task."""
    filings = listed_filings(report)
    by_id = {filing.pk: filing for filing in filings}
    last = {filing.organization_id: filing for filing in filings}
    tasks = list(report.guidance.tasks.select_related("section").defer("text", "section__text"))
    answerers = answerers_of(tasks)
    states = MeasureState.objects.select_related("measure").order_by("measure__order")
    for task in tasks:
        handed_in = filings.filter(status__in=Filing.HANDED_IN)
        said = ProgressEntry.objects.filter(task=task, filing__in=handed_in.values("pk"))
        latest = ProgressEntry.objects.filter(pk__in=latest_answered(said).values("pk"))
        found = {
            by_id[entry.filing_id].organization_id: entry
            for entry in latest.prefetch_related(Prefetch("measure_states", queryset=states))
        }
        for key, filing in last.items():
            if key in found or answerers[task.pk].include(filing.organization):
                entry = found.get(key) or ProgressEntry(filing=filing)
                entry.task, entry.filing = task, by_id[entry.filing_id]
                yield entry


def measures_in_words(entry: ProgressEntry) -> str:
    """ "Completed: measures 1, 3. In progress: measure 2.": by state, which measures of the task have it."""
    places: dict[str, list[str]] = {}
    for state in entry.states:
        places.setdefault(state.get_state_display(), []).append(str(state.measure.order))
    return sentences(
        ngettext("%(state)s: measure %(measures)s.", "%(state)s: measures %(measures)s.", len(orders))
        % {"state": state, "measures": _p("between places", ", ").join(orders)}
        for state, orders in places.items()
    )


def tasks_count(report: YearReport) -> int:
    tasks = list(report.guidance.tasks.all())
    organizations = Organization.objects.filter(pk__in=filings_behind(report).values("organization"))
    filing, answerers = list(organizations), answerers_of(tasks)
    return sum(answerers[task.pk].include(node) for task in tasks for node in filing)


# --- Filings ----------------------------------------------------------------------------------------


def filings(report: YearReport) -> Iterator[Row]:
    """Who filed, when, late or not, and who approved."""
    found = filings_behind(report).select_related(
        "organization", "reports_to", "period__guidance", "submitted_by", "approved_by"
    )
    ordered = found.defer("period__guidance__source_text").order_by("period__order", "organization__path")
    for filing in ordered.iterator(chunk_size=CHUNK):
        yield (
            *organization_cells(filing),
            *filing_cells(filing),
            filing.due_on,
            filing.filed_on,
            filing.timeliness.label,
            days_late(filing),
            filing.submitted_at,
            filing.submitted_by.name if filing.submitted_by else None,
            filing.approved_at,
            filing.approved_by.name if filing.approved_by else None,
            filing.is_sample,
        )


def days_late(filing: Filing) -> int | None:
    """Days from the due day to the first submission, or to today while there is none; None in time."""
    late = (filing.filed_on - filing.due_on).days if filing.filed_on else filing.days_overdue
    return late if late > 0 else None


def filings_count(report: YearReport) -> int:
    return filings_behind(report).count()


# --- Cells that several sheets share ----------------------------------------------------------------


def organization_cells(filing: Filing) -> tuple[Value, ...]:
    organization: Organization = filing.organization
    return (
        organization.code,
        organization.display_name,
        organization.get_kind_display(),
        filing.reports_to.display_name,
    )


def filing_cells(filing: Filing) -> tuple[Value, ...]:
    return str(filing.period), filing.get_status_display(), filing.version
