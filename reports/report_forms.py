"""The forms of a report as people choose them: what each is for, and how a browser is told of it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.models import PACKAGE, FormKey

OPEN_XML = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class ReportForm:
    """One form. ``purpose`` says in a sentence what it is for; ``is_usual`` whether it is chosen unless
    somebody chooses otherwise."""

    key: FormKey
    purpose: str | Promise
    content_type: str
    is_usual: bool = False


# A further form is a key, a line here, and one in reports/exports/makers.py.
FORMS = (
    ReportForm(
        FormKey.DOCX,
        _("The report as an official document: to number, sign, print and send."),
        f"{OPEN_XML}.wordprocessingml.document",
        is_usual=True,
    ),
    ReportForm(
        FormKey.PDF,
        _("The same, ready to print and the same on every screen: to hand in electronically and to archive."),
        "application/pdf",
        is_usual=True,
    ),
    ReportForm(
        FormKey.XLSX,
        _("Figures, tasks, texts and filings as tables: to look things up and to calculate with."),
        f"{OPEN_XML}.spreadsheetml.sheet",
    ),
    ReportForm(
        FormKey.JSON,
        _("The data that all other forms are made of, with a published schema: for programs."),
        "application/json",
    ),
)

CONTENT_TYPES = {form.key.value: form.content_type for form in FORMS} | {PACKAGE: "application/zip"}
