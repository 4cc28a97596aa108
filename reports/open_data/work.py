"""How far the tasks of a year are, and the filings that its figures rest on."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from reports.open_data.columns import ORGANIZATION, both
from reports.open_data.fields import Field, Kind, Resource
from reports.open_data.year import OfficeYear
from reports.snapshot.tables import Row
from reports.tables.terms import labels
from tasks.models import MeasureState


def task_rows(year: OfficeYear) -> Iterator[Row]:
    for task in year.year.tasks:
        yield (
            task.order,
            *both(task.title),
            task.section,
            task.organizations,
            task.approved,
            task.measures,
            task.completed,
            task.delayed,
            task.percent_complete,
            task.state,
            *both(labels(MeasureState.State)[task.state]),
        )


TASKS = Resource(
    "tasks",
    _("How far the tasks are"),
    _("Each task of the guidance over everybody who is asked about it: annex 3 of the report."),
    (
        Field("number", _("No."), _("As in the report."), Kind.INTEGER, is_given=True),
        Field("task_zh", _("Task, in Chinese"), _("What is to be done."), is_given=True),
        Field("task_en", _("Task, in English"), _("What is to be done."), is_given=True),
        Field("section", _("Section of the guidance"), _("The path of its printed numbers."), is_given=True),
        Field("organizations", _("Organizations"), _("How many are asked."), Kind.INTEGER, is_given=True),
        Field("reported", _("Reported"), _("How many have an approved answer."), Kind.INTEGER, is_given=True),
        Field(
            "measures",
            _("Measures"),
            _("Counted once for each who answers them."),
            Kind.INTEGER,
            is_given=True,
        ),
        Field("completed", _("Completed"), _("Measures that are completed."), Kind.INTEGER, is_given=True),
        Field("delayed", _("Delayed"), _("Measures that are delayed."), Kind.INTEGER, is_given=True),
        Field("completed_percent", _("Share completed"), _("In percent of the measures."), Kind.NUMBER),
        Field(
            "state",
            _("State"),
            _("How far the task is."),
            values=tuple(MeasureState.State.values),
            is_given=True,
        ),
        Field("state_zh", _("State, in Chinese"), _("The same in words."), is_given=True),
        Field("state_en", _("State, in English"), _("The same in words."), is_given=True),
    ),
    task_rows,
    ("number",),
)


def source_rows(year: OfficeYear) -> Iterator[Row]:
    """Every filing behind a figure, once for each figure; nobody's name."""
    for table, figures in (
        ("targets", year.national),
        ("regions", year.regional),
        ("organizations", year.local),
    ):
        for figure in figures:
            for source in (year.sources[each] for each in figure.sources if each in year.sources):
                yield (
                    table,
                    figure.organization,
                    figure.indicator,
                    source.organization,
                    *both(source.organization_name),
                    *both(source.period),
                    source.version,
                    source.approved_at[:10] if source.approved_at else None,
                )


SOURCES = Resource(
    "sources",
    _("Sources of the figures"),
    _("The approved filings that each figure rests on: whose, of which period, in which version."),
    (
        Field(
            "table",
            _("Table"),
            _("In which table the figure stands."),
            values=("targets", "regions", "organizations"),
            is_given=True,
        ),
        Field(
            "figure_of",
            _("Whose figure"),
            _("The code of the office, a region or an organization."),
            is_given=True,
        ),
        Field("indicator_code", _("Code of the indicator"), _("The same in every year."), is_given=True),
        *ORGANIZATION,
        Field("period_zh", _("Period, in Chinese"), _("The reporting period."), is_given=True),
        Field("period_en", _("Period, in English"), _("The reporting period."), is_given=True),
        Field("version", _("Version of the filing"), _("Counted from 1."), Kind.INTEGER, is_given=True),
        Field("approved_on", _("Approved on"), _("The day of its approval."), Kind.DATE),
    ),
    source_rows,
    (),
)
