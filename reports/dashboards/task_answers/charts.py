"""The drawings of a task's page: how many stand where, and the share completed after each period."""

from decimal import Decimal

from django.utils.translation import gettext as _

from reports.charts.palette import ANSWERS
from reports.charts.status_bar import status_bar
from reports.dashboards.shown_page import LegendMark, NamedChart
from reports.dashboards.task_answers.sheet import TaskSheet
from reports.dashboards.task_answers.states import state_parts
from targets.charts.history import Bar, history_chart
from texts.punctuation import listed

FULL = Decimal(100)


def charts(sheet: TaskSheet) -> tuple[NamedChart, ...]:
    """Both of them, each only where it has something to say."""
    return tuple(chart for chart in (states_chart(sheet), course_chart(sheet)) if chart.drawing)


def states_chart(sheet: TaskSheet) -> NamedChart:
    """How many organizations stand so; each part opens them."""
    parts, title = state_parts(sheet.question, sheet.rows), _("Organizations by state")
    return NamedChart(
        "states",
        title,
        status_bar(
            parts,
            title=title,
            description=listed(f"{part.label} {part.count}" for part in parts),
            colours=ANSWERS,
        ),
        legend=tuple(
            LegendMark(part.label, ANSWERS[part.key], f"mark--{part.key}", is_dashed=part.is_pale)
            for part in parts
        ),
    )


def course_chart(sheet: TaskSheet) -> NamedChart:
    """The share of completed measures after each period, which is named by its last month."""
    bars = [
        Bar(
            f"{period.ends_on:%Y-%m}",
            progress.percent_complete,
            "—" if progress.percent_complete is None else f"{progress.percent_complete}%",
        )
        for period, progress in sheet.course
    ]
    title = _("Share of completed measures at the end of each period")
    return NamedChart("course", title, history_chart(bars, bounds=(FULL,), title=title, goal_words="100%"))
