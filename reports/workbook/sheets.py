"""The sheets of the year-end workbook, in their order."""

from django.utils.translation import gettext_lazy as _

from reports.workbook import rows
from reports.workbook.schema import Sheet
from targets.tables.values import Column

ORGANIZATION = (
    Column("organization_code", _("Code"), 10),
    Column("organization", _("Organization"), 20),
    Column("kind", _("Kind"), 14),
    Column("reports_to", _("Reports to"), 18),
)
FILING = (
    Column("period", _("Period"), 18),
    Column("status", _("Status of the filing"), 12),
    Column("version", _("Version"), 8),
)

ABOUT = Sheet(
    key="about",
    title=_("About"),
    columns=(Column("subject", _("Subject"), 28), Column("content", _("Content"), 100)),
    rows=rows.about,
    count=rows.about_count,
)
TARGETS = Sheet(
    key="targets",
    title=_("Targets"),
    columns=(
        Column("section", _("Section"), 12),
        Column("indicator", _("Indicator"), 34),
        Column("unit", _("Unit"), 10),
        Column("goal", _("Goal"), 24),
        Column("official", _("Official figure"), 16),
        Column("provisional", _("Provisional figure"), 16),
        Column("outcome", _("Outcome"), 12),
        Column("judgement", _("Judgement"), 50),
        Column("attainment", _("Attainment in percent"), 14),
        Column("expected_organizations", _("Organizations asked"), 12),
        Column("counted", _("Answers that count"), 12),
        Column("nil", _("Nil returns among them"), 12),
        Column("pending", _("Waiting for approval"), 12),
        Column("missing", _("Not filed"), 10),
        Column("counted_to_date", _("Count for the year to date"), 14),
        Column("rule", _("Rule"), 50),
        Column("responsible", _("Responsible"), 22),
    ),
    rows=rows.targets,
    count=rows.targets_count,
)
STANDINGS = Sheet(
    key="standings",
    title=_("Tasks"),
    columns=(
        Column("section", _("Section"), 10),
        Column("task", _("Task"), 36),
        Column("state", _("State"), 14),
        Column("percent_complete", _("Completed measures in percent"), 12),
        Column("organizations", _("Organizations asked"), 12),
        Column("approved", _("Approved answers"), 12),
        Column("submitted", _("Waiting for approval"), 12),
        Column("measures", _("Measures counted"), 12),
        Column("completed", _("Completed among them"), 12),
        Column("delayed", _("Delayed among them"), 12),
    ),
    rows=rows.standings,
    count=rows.standings_count,
)
FIGURES = Sheet(
    key="figures",
    title=_("Figures by organization"),
    columns=(
        *ORGANIZATION,
        Column("indicator", _("Indicator"), 34),
        Column("unit", _("Unit"), 10),
        *FILING,
        Column("value", _("Stated"), 16),
        Column("numerator", _("Numerator"), 16),
        Column("denominator", _("Denominator"), 16),
        Column("nil_return", _("Nothing to report"), 10),
        Column("nil_reason", _("Reason for the nil return"), 30),
        Column("note", _("Note"), 40),
        Column("approved_by", _("Approved by"), 14),
        Column("approved_at", _("Approved at"), 18),
    ),
    rows=rows.figures,
    count=rows.figures_count,
)
TASKS = Sheet(
    key="tasks",
    title=_("Progress of tasks"),
    columns=(
        Column("section", _("Section"), 10),
        Column("task", _("Task"), 36),
        *ORGANIZATION,
        *FILING,
        Column("percent_complete", _("Completed measures in percent"), 12),
        Column("measures", _("State of the measures"), 44),
        Column("achievements", _("Achievements"), 60),
        Column("problems", _("Problems"), 40),
        Column("next_steps", _("Next steps"), 40),
        Column("nil_return", _("Nothing to report"), 10),
        Column("nil_reason", _("Reason for the nil return"), 30),
    ),
    rows=rows.tasks,
    count=rows.tasks_count,
)
FILINGS = Sheet(
    key="filings",
    title=_("Filings"),
    columns=(
        *ORGANIZATION,
        *FILING,
        Column("due_on", _("Due on"), 12),
        Column("filed_on", _("First submitted on"), 14),
        Column("timeliness", _("Timeliness"), 12),
        Column("days_late", _("Days late"), 10),
        Column("submitted_at", _("Submitted at"), 18),
        Column("submitted_by", _("Submitted by"), 14),
        Column("approved_at", _("Approved at"), 18),
        Column("approved_by", _("Approved by"), 14),
        Column("sample", _("Sample data"), 10),
    ),
    rows=rows.filings,
    count=rows.filings_count,
)

SHEETS = (ABOUT, TARGETS, STANDINGS, FIGURES, TASKS, FILINGS)
