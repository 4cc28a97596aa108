"""Handing in a report electronically, and sending it back (Guidance, part three; design R20)."""

import datetime as dt

import msgspec
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.calendar import day_of
from organizations.models import Organization, User
from reports.actions.freeze import locked_guidance
from reports.gathering.bilingual import short_name_of
from reports.hand_ins.receiving import receiving_people
from reports.hand_ins.register import entry_of
from reports.models import AnnualReport, Edition, FormKey, HandIn, HandInStep, ReportFile, as_stated
from tasks.actions.notices import announce, write_notices
from tasks.errors import ReasonMissing, TransitionNotAllowed
from tasks.models import Filing, Guidance, NoticeKind
from tasks.notices.announcements import Announcement
from tasks.notices.audience import Message


@transaction.atomic
def hand_in_report(
    *,
    guidance: Guidance,
    organization: Organization,
    seen: int,
    by: User,
    at: dt.datetime,
    is_unsigned_accepted: bool = False,
) -> HandIn:
    """Hand in the version ``seen`` of a report, which those who receive it are told; again changes nothing.

    Raises ``TransitionNotAllowed`` where the organization owes no report, where another version is the latest
    by now, and where it was frozen and not signed out, unless that is accepted. The locks let one be handed
    in at a time, so that receipts have no gap, and no version be frozen or signed out meanwhile.
    """
    guidance = locked_guidance(guidance.pk)
    Organization.objects.select_for_update(no_key=True).only("pk").get(pk=organization.pk)
    refuse_who_owes_none(guidance, organization, at)
    report = latest_version(guidance, organization, seen)
    previous = HandIn.objects.of(guidance, organization).first()
    if previous is not None and previous.report_id == report.pk and not is_returned(previous):
        return previous
    is_issued = Edition.objects.filter(report=report).exists()
    if not is_issued and not is_unsigned_accepted:
        raise TransitionNotAllowed(
            _("Version %(version)d is frozen and not signed out. Have it signed out, or confirm it so.")
            % {"version": report.version}
        )
    hand_in = HandIn.objects.create(
        guidance=guidance,
        number=next_number(guidance),
        report=report,
        replaces=previous,
        is_issued=is_issued,
        forms=forms_made(report),
        sha256=report.sha256,
        sm3=report.sm3,
        handed_in_on=day_of(at),
        handed_in_at=at,
        handed_in_by=by,
    )
    tell_receivers(hand_in, organization)
    return hand_in


def tell_receivers(hand_in: HandIn, organization: Organization) -> None:
    """Tell those who receive the reports what has come in, but for whoever handed it in."""
    values = {
        "year": hand_in.guidance.year,
        "organization": msgspec.to_builtins(short_name_of(organization)),
        "person": str(hand_in.handed_in_by),
        "version": hand_in.report.version,
        "receipt": hand_in.receipt_number,
        "is_anew": hand_in.replaces is not None,
        "address": reverse("reports:hand-in", args=[hand_in.guidance.year, organization.code]),
    }
    announce(
        announcement=Announcement(NoticeKind.REPORT_RECEIVED, f"hand-in-{hand_in.pk}", values),
        people=receiving_people(hand_in.guidance) - {hand_in.handed_in_by_id},
        on=hand_in.handed_in_on,
        at=hand_in.handed_in_at,
    )


def refuse_who_owes_none(guidance: Guidance, organization: Organization, at: dt.datetime) -> None:
    if entry_of(guidance, organization, day_of(at)) is None:
        raise TransitionNotAllowed(
            _("%(organization)s owes the receiving department no report: those who file to the office do.")
            % {"organization": organization}
        )


def latest_version(guidance: Guidance, organization: Organization, seen: int) -> AnnualReport:
    """The latest version, which is the one seen; raises ``TransitionNotAllowed``."""
    report = AnnualReport.objects.of(guidance, organization).first()
    if report is None:
        raise TransitionNotAllowed(
            _("The report is not frozen yet. It is once the last filing of the year is approved.")
        )
    if report.version != seen:
        raise TransitionNotAllowed(
            _("Version %(version)d is the latest by now. Read it, and hand that one in.")
            % {"version": report.version}
        )
    return report


def next_number(guidance: Guidance) -> int:
    """The next receipt number; the caller holds the lock of the guidance."""
    last = HandIn.objects.filter(guidance=guidance).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def forms_made(report: AnnualReport) -> str:
    """The snapshot itself, and the forms of which the portal has made files (one query)."""
    made = ReportFile.objects.filter(report=report).values_list("form", flat=True)
    return as_stated({FormKey.JSON.value, *made})


def is_returned(hand_in: HandIn) -> bool:
    return HandInStep.objects.filter(hand_in=hand_in).exists()


@transaction.atomic
def return_hand_in(*, hand_in: HandIn, reason: str, by: User, at: dt.datetime) -> HandInStep:
    """Send back what was handed in, with a reason that the organization's leads are told; again changes
    nothing. Raises ``ReasonMissing``, and ``TransitionNotAllowed`` where a later one has replaced it."""
    guidance = locked_guidance(hand_in.guidance_id)
    organization = hand_in.report.organization
    if not reason.strip():
        raise ReasonMissing(_("Say why it is sent back; the organization reads it."))
    if before := HandInStep.objects.filter(hand_in=hand_in).first():
        return before
    latest = HandIn.objects.of(guidance, organization)[0]
    if latest != hand_in:
        raise TransitionNotAllowed(
            _("Version %(version)d was handed in meanwhile and replaces this one. Read that first.")
            % {"version": latest.report.version}
        )
    step = HandInStep.objects.create(
        guidance=guidance,
        organization=organization,
        kind=HandInStep.Kind.RETURNED,
        hand_in=hand_in,
        note=reason.strip(),
        noted_on=day_of(at),
        at=at,
        by=by,
    )
    entry = entry_of(guidance, organization, day_of(at))
    if entry is not None:
        tell(step, entry.filing, NoticeKind.REPORT_RETURNED)
    return step


def tell(step: HandInStep, filing: Filing, kind: NoticeKind) -> None:
    """Tell the leads of an organization of a step, by its last filing of the year."""
    address = reverse("reports:hand-in", args=[step.guidance.year, step.organization.code])
    values = {"person": str(step.by), "reason": step.note, "address": address}
    message = Message(filing, kind, f"hand-in-step-{step.pk}", values)
    write_notices(messages=[message], on=step.noted_on, at=step.at, by=step.by, are_new=True)
