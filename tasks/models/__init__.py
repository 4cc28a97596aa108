from tasks.models.amendment import LONGEST_SUBJECT, Amendment
from tasks.models.bundle import BundlePart, FilingBundle
from tasks.models.case import CaseSection, CaseStudy
from tasks.models.draft import LONGEST_OWNER, GuidanceTable, ReadingCaution, UnmatchedOwner
from tasks.models.evidence import LONGEST_NAME, Evidence
from tasks.models.filing import Filing
from tasks.models.guidance import LONGEST_ISSUER, LONGEST_REASON, Guidance, ReportingPeriod, Section
from tasks.models.history import LONGEST_EVENT_SUBJECT, GuidanceEvent
from tasks.models.line import (
    LONGEST_PAGE,
    LONGEST_TEXT,
    FilingLine,
    LineRevision,
    MeasureState,
    ProgressEntry,
)
from tasks.models.log import FilingEvent, FilingSnapshot
from tasks.models.notice import Notice, NoticeKind, NoticePreference
from tasks.models.opening import FilingOpening
from tasks.models.own_spreadsheet import (
    LONGEST_IDENTITY,
    LONGEST_LABEL,
    LONGEST_SHEET,
    LONGEST_SPREADSHEET_NAME,
    LONGEST_UNIT,
    OwnSpreadsheet,
    OwnSpreadsheetEntry,
)
from tasks.models.presence import Presence
from tasks.models.received_workbook import ReceivedWorkbook
from tasks.models.remark import LONGEST_REMARK, LineSeen, Remark, RemarkStep
from tasks.models.report_duty import LONGEST_CONTACT, LONGEST_RECEIVER, ReportDuty
from tasks.models.settled_owner import LearntOrganization, LearntOwner, SettledOwner
from tasks.models.subscription import Subscription
from tasks.models.supplement import SupplementLine
from tasks.models.task import (
    ANSWERING,
    IN_ORDER_OF_ROLES,
    LONGEST_NOTE,
    LONGEST_PEOPLE,
    Basis,
    Measure,
    OwnerRole,
    Responsibility,
    Task,
)

__all__ = [
    "ANSWERING",
    "IN_ORDER_OF_ROLES",
    "LONGEST_CONTACT",
    "LONGEST_EVENT_SUBJECT",
    "LONGEST_IDENTITY",
    "LONGEST_ISSUER",
    "LONGEST_LABEL",
    "LONGEST_NAME",
    "LONGEST_NOTE",
    "LONGEST_OWNER",
    "LONGEST_PAGE",
    "LONGEST_PEOPLE",
    "LONGEST_REASON",
    "LONGEST_RECEIVER",
    "LONGEST_REMARK",
    "LONGEST_SHEET",
    "LONGEST_SPREADSHEET_NAME",
    "LONGEST_SUBJECT",
    "LONGEST_TEXT",
    "LONGEST_UNIT",
    "Amendment",
    "Basis",
    "BundlePart",
    "CaseSection",
    "CaseStudy",
    "Evidence",
    "Filing",
    "FilingBundle",
    "FilingEvent",
    "FilingLine",
    "FilingOpening",
    "FilingSnapshot",
    "Guidance",
    "GuidanceEvent",
    "GuidanceTable",
    "LearntOrganization",
    "LearntOwner",
    "LineRevision",
    "LineSeen",
    "Measure",
    "MeasureState",
    "Notice",
    "NoticeKind",
    "NoticePreference",
    "OwnSpreadsheet",
    "OwnSpreadsheetEntry",
    "OwnerRole",
    "Presence",
    "ProgressEntry",
    "ReadingCaution",
    "ReceivedWorkbook",
    "Remark",
    "RemarkStep",
    "ReportDuty",
    "ReportingPeriod",
    "Responsibility",
    "Section",
    "SettledOwner",
    "Subscription",
    "SupplementLine",
    "Task",
    "UnmatchedOwner",
]
