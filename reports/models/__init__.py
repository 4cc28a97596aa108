from reports.models.annual_report import AnnualReport, ReportContent
from reports.models.case_score import CaseOfYear, CaseScore
from reports.models.edition import Edition, EditionChange, EditionConfirmation, EditionPart
from reports.models.export import Export
from reports.models.filed_text import FiledText, TextPart
from reports.models.hand_in import HandIn, HandInStep
from reports.models.material_pick import MaterialPick, PickKind
from reports.models.publication import Publication, PublicationFile
from reports.models.report_form import PACKAGE, FormKey, as_stated
from reports.models.report_settings import ReportSettings
from reports.models.returned_text import ReturnedText
from reports.models.sign_off import Countersigner, DocumentNumber, SignOffStep
from reports.models.verification import ReportFile, VerificationCode
from reports.models.visit import DashboardVisit

__all__ = [
    "PACKAGE",
    "AnnualReport",
    "CaseOfYear",
    "CaseScore",
    "Countersigner",
    "DashboardVisit",
    "DocumentNumber",
    "Edition",
    "EditionChange",
    "EditionConfirmation",
    "EditionPart",
    "Export",
    "FiledText",
    "FormKey",
    "HandIn",
    "HandInStep",
    "MaterialPick",
    "PickKind",
    "Publication",
    "PublicationFile",
    "ReportContent",
    "ReportFile",
    "ReportSettings",
    "ReturnedText",
    "SignOffStep",
    "TextPart",
    "VerificationCode",
    "as_stated",
]
