"""The rows of each sheet, read from the database in chunks."""

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from django.db.models import Case, Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _

from organizations.models import Organization
from reports.overview import targets_of
from reports.workbook import schema
from reports.workbook.schema import Number, Row, YearReport
from targets.figures import TargetFigure, figures_of, rule_of
from targets.lines import attested
from targets.models import Indicator, Measurement
from targets.wording import coverage_in_words, goal_in_words, outcome_label, rounded, rule_in_words
from tasks.models import Filing, MeasureState, ProgressEntry

CHUNK = 500
# Ratios of stored numbers never end; this many decimals are kept of them.
RATIO_DECIMALS = 6


def filings_behind(report: YearReport) -> QuerySet[Filing]:
    """The filings of the year by the organizations reported on."""
    return Filing.objects.filter(report.organizations("organization__"), period__guidance=report.guidance)


def measurements_behind(report: YearReport) -> QuerySet[Measurement]:
    return Measurement.objects.filter(
        report.organizations("filing__organization__"), filing__period__guidance=report.guidance
    )


def entries_behind(report: YearReport) -> QuerySet[ProgressEntry]:
    """One entry for each organization and task: the latest answered one, else the last empty one."""
    is_empty = Case(When(version__gt=0, then=Value(0)), default=Value(1), output_field=IntegerField())
    best = (
        ProgressEntry.objects.filter(
            task=OuterRef("task"),
            filing__organization=OuterRef("filing__organization"),
            filing__period__guidance=report.guidance,
        )
        .order_by(is_empty, "-filing__period__order")
        .values("pk")[:1]
    )
    return ProgressEntry.objects.filter(
        report.organizations("filing__organization__"),
        filing__period__guidance=report.guidance,
        pk=Subquery(best),
    )


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
        _("Missing is not zero"),
        _("What nobody reported is an empty cell; a nil return is marked as such."),
    )
    yield (
        _("Level by level"),
        _(
            "An organization's figure is what it attests itself. The national figure combines the direct"
            " subordinates of the office only: do not add up different levels."
        ),
    )
    if filings_behind(report).filter(is_sample=True).exists():
        yield _("Sample data"), _("This workbook holds sample data: people, filings and figures are made up.")
    yield from period_rows(report)


def period_rows(report: YearReport) -> Iterator[Row]:
    """How many filings of each period stand where."""
    counted = (
        filings_behind(report)
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
    attainment = shown.assessment.attainment if shown.is_compared else None
    return (
        target.section.path,
        target.indicator.display_name,
        target.indicator.display_unit,
        goal_in_words(target),
        shown_number(shown.figure.value, shown),
        shown_number(shown.provisional.value, shown),
        outcome_label(shown.outcome) if shown.is_compared else None,
        f"{shown.sentence} {coverage_in_words(coverage)}",
        None if attainment is None else percent(attainment),
        coverage.expected,
        coverage.counted,
        coverage.nil,
        coverage.pending,
        coverage.missing,
        shown.figure.coverage_to_date.counted,
        rule_in_words(rule_of(target.indicator)),
        target.responsible.display_name,
    )


def shown_number(value: Decimal | None, shown: TargetFigure) -> Number | None:
    """A figure as the pages round it: never onto the other side of its goal."""
    if value is None:
        return None
    decimals = shown.target.indicator.decimals
    number = rounded(value, decimals, apart_from=shown.marks)
    exponent = number.as_tuple().exponent
    return Number(number, max(decimals, -exponent if isinstance(exponent, int) else 0))


def percent(share: Decimal) -> Number:
    """A share in percent, rounded down as on the pages."""
    return Number((share * 100).quantize(Decimal("0.1"), rounding=ROUND_DOWN), 1)


def targets_count(report: YearReport) -> int:
    return len(targets_of(report.organization, report.guidance.pk))


# --- Figures by organization ------------------------------------------------------------------------


def figures(report: YearReport) -> Iterator[Row]:
    """What every organization states on every target in every period."""
    lines = measurements_behind(report).select_related(
        "target__indicator",
        "filing__organization",
        "filing__reports_to",
        "filing__period__guidance",
        "filing__approved_by",
    )
    ordered = lines.defer("filing__period__guidance__source_text").order_by(
        "target__order", "filing__organization__path", "filing__period__order"
    )
    for line in ordered.iterator(chunk_size=CHUNK):
        indicator = line.target.indicator
        yield (
            *organization_cells(line.filing),
            indicator.display_name,
            indicator.display_unit,
            *filing_cells(line.filing),
            stated(attested(line), indicator),
            stated(line.numerator, None),
            stated(line.denominator, None),
            line.nil_return,
            line.nil_reason,
            line.note,
            line.filing.approved_by.name if line.filing.approved_by else None,
            line.filing.approved_at,
        )


def stated(value: Decimal | None, indicator: Indicator | None) -> Number | None:
    if value is None:
        return None
    kept = value.quantize(Decimal(1).scaleb(-RATIO_DECIMALS)).normalize()
    exponent = kept.as_tuple().exponent
    decimals = max(-exponent if isinstance(exponent, int) else 0, indicator.decimals if indicator else 0)
    return Number(Decimal(format(kept, "f")), decimals)


def figures_count(report: YearReport) -> int:
    return measurements_behind(report).count()


# --- Progress of tasks ------------------------------------------------------------------------------


def tasks(report: YearReport) -> Iterator[Row]:
    """Every task × organization: its latest answer, or that there is none."""
    states = MeasureState.objects.select_related("measure").order_by("measure__order")
    entries = (
        entries_behind(report)
        .select_related(
            "task__section", "filing__organization", "filing__reports_to", "filing__period__guidance"
        )
        .prefetch_related(Prefetch("measure_states", queryset=states))
        .defer("filing__period__guidance__source_text", "task__text", "task__section__text")
        .order_by("task__order", "filing__organization__path")
    )
    for entry in entries.iterator(chunk_size=CHUNK):
        answered = entry.version > 0
        yield (
            entry.task.section.number,
            entry.task.title,
            *organization_cells(entry.filing),
            *filing_cells(entry.filing),
            Number(entry.percent_complete.quantize(Decimal("0.1")), 1) if answered else None,
            measures_in_words(entry) if answered else _("not reported"),
            entry.achievements,
            entry.problems,
            entry.next_steps,
            entry.nil_return,
            entry.nil_reason,
        )


def measures_in_words(entry: ProgressEntry) -> str:
    """ "1 Completed; 2 In progress": the state of each measure by its place in the task."""
    return "; ".join(
        f"{state.measure.order} {state.get_state_display()}" for state in entry.measure_states.all()
    )


def tasks_count(report: YearReport) -> int:
    return entries_behind(report).count()


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


def organization_cells(filing: Filing) -> tuple[schema.Value, ...]:
    organization: Organization = filing.organization
    return (
        organization.code,
        organization.display_name,
        organization.get_kind_display(),
        filing.reports_to.display_name,
    )


def filing_cells(filing: Filing) -> tuple[schema.Value, ...]:
    return str(filing.period), filing.get_status_display(), filing.version
