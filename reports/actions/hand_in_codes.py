"""Noting reports on paper by their codes, as they are scanned or typed one a line."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from reports.actions.hand_in_paper import PaperReplaced, note_arrival, standing_arrival
from reports.hand_ins.receiving import may_receive
from reports.models import AnnualReport
from reports.verification_codes.code import MistypedCode, printed_code, read_code
from tasks.errors import ActionRefused

# What a scanner reads from a QR code is an address that ends in the code.
IN_ADDRESS = re.compile(r"[?&]code=([^&\s]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line: ``tone`` is that of a notice; ``organization`` whose report it is, where it
    was found; ``may_insist`` where a reason would let it be noted."""

    line: str
    tone: str
    sentence: str
    organization: Organization | None = None
    may_insist: bool = False


def code_in(line: str) -> str:
    """The code of a line: the whole line, or what stands behind ``code=`` in an address. Raises
    ``MistypedCode``."""
    found = IN_ADDRESS.search(line)
    return read_code(found.group(1) if found else line)


@transaction.atomic
def note_arrivals(
    *, lines: Sequence[str], arrived_on: dt.date, by: User, at: dt.datetime, reason: str = ""
) -> list[Outcome]:
    """Note the paper of each line's code on its own, and tell what became of each: a line that is refused
    keeps no other from being noted."""
    return [
        outcome_of(line.strip(), arrived_on, by=by, at=at, reason=reason) for line in lines if line.strip()
    ]


def outcome_of(line: str, arrived_on: dt.date, *, by: User, at: dt.datetime, reason: str) -> Outcome:
    try:
        code = code_in(line)
    except MistypedCode:
        return Outcome(line, "error", _("This is no verification code: sixteen letters and digits."))
    report = report_of(code)
    if report is None:
        return Outcome(
            line, "error", _("The portal gave no report the code %(code)s.") % {"code": printed_code(code)}
        )
    organization = report.organization
    if not may_receive(by, report.guidance):
        return Outcome(line, "error", _("This report does not go to your department."), organization)
    if standing_arrival(report):
        return Outcome(line, "info", _("Noted already; nothing has changed."), organization)
    try:
        with transaction.atomic():
            note_arrival(report=report, arrived_on=arrived_on, by=by, at=at, reason=reason)
    except ActionRefused as refusal:
        may_insist = isinstance(refusal, PaperReplaced)
        return Outcome(line, "warning", str(refusal), organization, may_insist=may_insist)
    return Outcome(
        line, "success", _("Version %(version)d noted.") % {"version": report.version}, organization
    )


def report_of(code: str) -> AnnualReport | None:
    """The report of a code, with its guidance (one query)."""
    related = ("guidance__receiving_department", "organization")
    reports = AnnualReport.objects.select_related(*related).defer("guidance__source_text")
    return reports.filter(verification__code=code).first()
