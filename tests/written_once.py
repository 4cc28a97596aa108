"""Rows of tables that are written once."""

import zlib
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import connection
from django.utils import timezone

from organizations.models import AccountEvent, Deputy, OrganizationEvent
from reports.models import (
    AnnualReport,
    DocumentNumber,
    Edition,
    EditionChange,
    HandIn,
    HandInStep,
    Publication,
    PublicationFile,
    ReportContent,
    ReportFile,
    SignOffStep,
    VerificationCode,
)
from reports.verification_codes.code import new_code
from targets.models import AllocationVersion, IndicatorCorrection
from tasks.models import Amendment, Evidence, GuidanceEvent, LineSeen, Remark, RemarkStep
from tests.world import DAY, World


def write_everything_once(world: World) -> None:
    """A row in every append-only table; whatever was to be checked at the end is checked."""
    world.submit(world.filing())
    shares_version(world)
    amendment(world).affected.add(world.province)
    evidence(world)
    remark_step(world)
    line_seen(world)
    LogEntry.objects.log_actions(world.administrator.pk, [world.filer], CHANGE, change_message="改名")
    account_event(world)
    deputy(world)
    tree_event(world)
    indicator_correction(world)
    guidance_event(world)
    report_file(world, report=annual_report(world))
    verification_code(world, report=AnnualReport.objects.get())
    edited_text(world, base=AnnualReport.objects.get())
    hand_in_step(world, hand_in=hand_in(world, report=AnnualReport.objects.get()))
    published_file(world, publication=publication(world, report=AnnualReport.objects.get()))
    connection.check_constraints()


def annual_report(world: World, **values: Any) -> AnnualReport:
    """A frozen report with its content, though nobody has filed for it."""
    sums = {"size": 2, "sha256": "0" * 64, "sm3": "0" * 64, "substance": "0" * 64}
    made = {"version": 1, "frozen_at": timezone.now(), "frozen_by": world.reviewer, **sums, **values}
    whose = {"guidance": world.guidance, "organization": world.province}
    report = AnnualReport.objects.create(**whose | made)
    ReportContent.objects.create(report=report, compressed=zlib.compress(b"{}"))
    return report


def verification_code(world: World, **values: Any) -> VerificationCode:
    return VerificationCode.objects.create(**{"code": new_code(), **values})


def edited_text(world: World, *, base: AnnualReport) -> Edition:
    """A text with a change, a step of its sign-off, and a number that its report bears."""
    whose, done = {"organization": base.organization}, {"at": timezone.now(), "by": world.lead}
    edition = Edition.objects.create(
        guidance=base.guidance, base=base, begun_at=timezone.now(), begun_by=world.lead, **whose
    )
    EditionChange.objects.create(edition=edition, version=2, kind="reworded", content={}, **done)
    SignOffStep.objects.create(edition=edition, round=1, kind="handed_on", version=2, **whose, **done)
    DocumentNumber.objects.create(year=2021, sequence=1, mark="粤知报", report=base, **whose, **done)
    return edition


def report_file(world: World, **values: Any) -> ReportFile:
    made = {"form": "pdf", "language": "en", "sha256": "0" * 64, "size": 1, "made_at": timezone.now()}
    return ReportFile.objects.create(**made | values)


def hand_in(world: World, **values: Any) -> HandIn:
    """A receipt of what nobody has handed in."""
    sums = {"sha256": "0" * 64, "sm3": "0" * 64, "forms": "json", "is_issued": False}
    moment = {"handed_in_on": DAY, "handed_in_at": timezone.now(), "handed_in_by": world.lead}
    return HandIn.objects.create(**{"guidance": world.guidance, "number": 1} | sums | moment | values)


def hand_in_step(world: World, **values: Any) -> HandInStep:
    made = {
        "kind": "returned",
        "note": "缺少附件。",
        "noted_on": DAY,
        "at": timezone.now(),
        "by": world.reviewer,
    }
    whose = {"guidance": world.guidance, "organization": world.province}
    return HandInStep.objects.create(**whose | made | values)


def publication(world: World, **values: Any) -> Publication:
    """A report published, whichever it is of."""
    made = {"published_on": DAY, "published_at": timezone.now(), "published_by": world.administrator}
    return Publication.objects.create(**{"guidance": world.guidance} | made | values)


def published_file(_world: World, **values: Any) -> PublicationFile:
    sums = {"sha256": "0" * 64, "sm3": "0" * 64, "size": 1, "file": "publications/1.pdf", "name": "1.pdf"}
    return PublicationFile.objects.create(**{"kind": "pdf", "made_at": timezone.now()} | sums | values)


def account_event(world: World, **values: Any) -> AccountEvent:
    made = {"kind": "password_changed", "at": timezone.now(), "by": world.filer, **values}
    return AccountEvent.objects.create(user=world.filer, **made)


def deputy(world: World, **values: Any) -> Deputy:
    """The filer of the province, named by its lead for the day on which the world plays."""
    post = {"principal": world.lead, "organization": world.province, "role": "lead", "deputy": world.filer}
    named = {"starts_on": DAY, "ends_on": DAY, "named_at": timezone.now(), "named_by": world.lead}
    return Deputy.objects.create(**post | named | values)


def tree_event(world: World, **values: Any) -> OrganizationEvent:
    named = {"code": world.city.code, "name": world.city.name, "kind": "moved"}
    made = {"reason": "机构改革", "at": timezone.now(), "by": world.administrator, **named, **values}
    return OrganizationEvent.objects.create(**made)


def indicator_correction(world: World, *, reason: str = "名称更正") -> IndicatorCorrection:
    made = {"reason": reason, "at": timezone.now(), "by": world.administrator}
    return IndicatorCorrection.objects.create(indicator=world.pledge.indicator, **made)


def shares_version(world: World, number: int = 1, reason: str = "") -> AllocationVersion:
    made = {"number": number, "reason": reason, "at": timezone.now(), "by": world.administrator, "shares": {}}
    return AllocationVersion.objects.create(target=world.pledge, parent=world.office, way="by_hand", **made)


def amendment(world: World, *, reason: str = "通知更正") -> Amendment:
    return Amendment.objects.create(
        guidance=world.guidance,
        kind=Amendment.Kind.CHANGED,
        subject="任务",
        reason=reason,
        at=timezone.now(),
        by=world.administrator,
    )


def guidance_event(world: World, **values: Any) -> GuidanceEvent:
    made = {"action": "publish", "at": timezone.now(), "by": world.administrator, **values}
    return GuidanceEvent.objects.create(guidance=world.guidance, year=world.guidance.year, **made)


def evidence(world: World, **values: Any) -> Evidence:
    file = {"kind": "progress", "subject_id": world.local_task.pk, "name": "证明.pdf", "sha256": "0" * 64}
    made = {**file, "size": 1, "uploaded_at": timezone.now(), "uploaded_by": world.filer, **values}
    return Evidence.objects.create(filing=world.filing(), **made)


def remark(world: World, **values: Any) -> Remark:
    return Remark.objects.create(
        **{"filing": world.filing(), "version": 1, "organization": world.office, **values}
    )


def remark_step(world: World, **values: Any) -> RemarkStep:
    made = {"step": "made", "text": "请核对。", "at": timezone.now(), "by": world.reviewer}
    return RemarkStep.objects.create(remark=remark(world), **made | values)


def line_seen(world: World, **values: Any) -> LineSeen:
    line = {"kind": "progress", "subject_id": world.local_task.pk, "version": 1, "seen_at": timezone.now()}
    made = {**line, "organization": world.department, "seen_by": world.department_filer, **values}
    return LineSeen.objects.create(filing=world.filing(), **made)
