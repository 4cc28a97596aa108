"""The annual reports of the sample: signed out, being signed, handed in, on paper, sent back, missing."""

import pytest

from organizations.models import Organization, User
from organizations.permissions import Permission
from reports.hand_ins.register import entry_of, register_of
from reports.models import AnnualReport, DocumentNumber, Edition, HandIn, HandInStep
from reports.sign_off.course import Step
from reports.sign_off_state import course_of
from sample.year.plan import PLAYS_ON
from tasks.models import Guidance, Notice, NoticeKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


def edition_of(code: str) -> Edition:
    return Edition.objects.get(organization__code=code)


def test_one_text_is_signed_out_under_its_number() -> None:
    edition = edition_of("31")
    assert edition.status == Edition.Status.ISSUED
    assert [str(number) for number in DocumentNumber.objects.all()] == ["沪知报〔2021〕1号"]
    assert (edition.report.version, edition.issued_by.username) == (2, "sh-lead")
    assert edition.report.is_sample


def test_one_text_waits_for_its_leads_signature() -> None:
    edition = edition_of("35")
    assert edition.status == Edition.Status.SIGNING
    assert course_of(edition).waits_for is Step.SIGNED_OUT
    lead = User.objects.get(username="fj-lead")
    assert lead.can(Permission.SIGN_REPORT, at=edition.organization)


def test_reports_came_in_on_paper_and_without_and_one_went_back() -> None:
    guidance = Guidance.objects.get()
    numbers = HandIn.objects.order_by("number").values_list(
        "number", "report__organization__code", "is_issued"
    )
    assert list(numbers) == [(1, "31", True), (2, "D-SBJ", False), (3, "52", False), (4, "D-BGS", False)]
    register = register_of(guidance, PLAYS_ON)
    assert (register.total, register.electronically, register.on_paper) == (44, 3, 2)
    assert (register.missing, register.returned) == (42, 1)
    steps = HandInStep.objects.values_list("organization__code", "kind", "by__username")
    assert set(steps) == {
        ("31", "arrived", "yyc-filer"),
        ("D-SBJ", "arrived", "yyc-filer"),
        ("D-BGS", "returned", "yyc-filer"),
    }
    department = Organization.objects.get(code="D-BGS")
    assert entry_of(guidance, department, PLAYS_ON).may_be_handed_in
    told = Notice.objects.filter(kind=NoticeKind.REPORT_RETURNED)
    assert [notice.user.username for notice in told] == ["bgs-lead"]


def test_reports_are_frozen_once_their_approval_stands() -> None:
    reports = AnnualReport.objects.filter(edition=None).select_related("filing")
    assert sorted(report.organization.code for report in reports) == ["31", "35", "52", "D-BGS", "D-SBJ"]
    assert all(report.frozen_at > report.filing.approved_at for report in reports)
    assert all(report.frozen_by == report.filing.approved_by for report in reports)
    assert all(report.frozen_at.date() <= PLAYS_ON for report in AnnualReport.objects.all())


def test_the_offices_report_has_who_edits_checks_and_signs_it() -> None:
    office = Organization.objects.get(code="CNIPA")
    lead = User.objects.get(username="office-lead")
    assert lead.can(Permission.SIGN_REPORT, at=office)
    assert User.objects.get(username="reviewer").can(Permission.CHECK_REPORT, at=office)
