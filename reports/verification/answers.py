"""What is answered to whoever holds a copy of a report, whether they sign in or not.

Nothing of what a report says is told: only which one it is, and whether the copy is genuine and current.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from organizations.models import User
from reports.models import AnnualReport, FormKey, ReportFile
from reports.models.annual_report import AnnualReportQuerySet
from reports.verification.inspection import Carried, carried_by
from reports.verification_codes.code import MistypedCode, printed_code, read_code

TOLD = ("guidance", "organization", "verification")


class Verdict(StrEnum):
    """What a copy was found to be, each in the words of its own page."""

    ISSUED = "issued"
    GENUINE = "genuine"
    PICTURED = "pictured"
    ALTERED = "altered"
    NOT_ISSUED = "not_issued"
    NOTHING = "nothing"
    MISTYPED = "mistyped"


@dataclass(frozen=True, slots=True)
class Traced:
    """A report that a copy is of; ``latest`` is the version that has replaced it, None where none has."""

    report: AnnualReport
    latest: AnnualReport | None


@dataclass(frozen=True, slots=True)
class Answer:
    """``form`` and ``language`` tell which file the portal made, ``code`` what was read, ``reason`` why a
    code was mistyped or a file could not be read."""

    verdict: Verdict
    reports: tuple[Traced, ...] = ()
    form: str = ""
    language: str = ""
    code: str = ""
    reason: str = ""

    @property
    def is_current(self) -> bool:
        return all(traced.latest is None for traced in self.reports)

    def open_to(self, user: User) -> set[int]:
        """The ids of the reports that a person who is signed in may read (one query)."""
        ids = [traced.report.pk for traced in self.reports]
        return set(AnnualReport.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))


def answer_to_code(text: str) -> Answer:
    """What a code stands for, typed by a person or taken from a QR code (at most two queries). One that is no
    code is told without looking for it."""
    try:
        code = read_code(text)
    except MistypedCode as mistyped:
        return Answer(Verdict.MISTYPED, reason=mistyped.reason)
    report = told().filter(verification__code=code).first()
    if report is None:
        return Answer(Verdict.NOT_ISSUED, code=printed_code(code))
    return Answer(Verdict.ISSUED, traced([report]), code=printed_code(code))


def answer_to_file(path: Path, sha256: str) -> Answer:
    """What a file is: known by its checksum among all that the portal has made, else by the code that it
    carries, which proves nothing of what else it says. Raises ``Busy``."""
    if files := list(ReportFile.objects.like(sha256)):
        first = files[0]
        reports = traced(file.report for file in files)
        return Answer(Verdict.GENUINE, reports, form=first.get_form_display(), language=language_of(first))
    if snapshot := told().filter(sha256=sha256).first():
        return Answer(Verdict.GENUINE, traced([snapshot]), form=str(FormKey.JSON.label))
    return answer_to_carried(carried_by(path))


def language_of(file: ReportFile) -> str:
    """The language of a form that has only one; data hold all of them."""
    return "" if file.form == FormKey.JSON else file.get_language_display()


def answer_to_carried(carried: Carried) -> Answer:
    """What a file whose bytes nobody knows is by what it carries."""
    codes = carried.codes or carried.pictured
    found = (
        told().filter(verification__code__in=codes) if codes else told().filter(sha256__in=carried.snapshots)
    )
    reports = list(found) if codes or carried.snapshots else []
    code = printed_code(codes[0]) if codes else ""
    if not reports:
        verdict = Verdict.NOT_ISSUED if codes else Verdict.NOTHING
        return Answer(verdict, code=code, reason=carried.problem)
    verdict = Verdict.ALTERED if carried.is_of_a_kind_made_here else Verdict.PICTURED
    if codes:
        code = printed_code(reports[0].verification.code)
    return Answer(verdict, traced(reports), code=code)


def told() -> AnnualReportQuerySet:
    """Reports with what is told of them."""
    return AnnualReport.objects.select_related(*TOLD).defer("guidance__source_text")


def traced(reports: Iterable[AnnualReport]) -> tuple[Traced, ...]:
    """Reports with the versions that have replaced them (one query)."""
    found = list(reports)
    same = AnnualReport.objects.filter(
        guidance__in={report.guidance_id for report in found},
        organization__in={report.organization_id for report in found},
    )
    newest = {(report.guidance_id, report.organization_id): report for report in same.current()}
    return tuple(Traced(report, replacement(report, newest)) for report in found)


def replacement(report: AnnualReport, newest: Mapping[tuple[int, int], AnnualReport]) -> AnnualReport | None:
    """The latest version of a report, None where that is itself."""
    latest = newest[report.guidance_id, report.organization_id]
    return None if latest == report else latest
