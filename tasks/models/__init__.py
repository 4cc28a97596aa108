from tasks.models.filing import Filing
from tasks.models.guidance import Guidance, ReportingPeriod, Section
from tasks.models.line import (
    LONGEST_TEXT,
    FilingLine,
    LineRevision,
    MeasureState,
    ProgressEntry,
)
from tasks.models.log import FilingEvent, FilingSnapshot
from tasks.models.task import Basis, Measure, Responsibility, Task

__all__ = [
    "LONGEST_TEXT",
    "Basis",
    "Filing",
    "FilingEvent",
    "FilingLine",
    "FilingSnapshot",
    "Guidance",
    "LineRevision",
    "Measure",
    "MeasureState",
    "ProgressEntry",
    "ReportingPeriod",
    "Responsibility",
    "Section",
    "Task",
]
