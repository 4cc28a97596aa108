"""Noting that a report has arrived on paper, and taking a wrong entry back."""

import datetime as dt

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organizations.calendar import day_of
from organizations.models import User
from reports.actions.freeze import locked_guidance
from reports.actions.hand_in import refuse_who_owes_none
from reports.models import AnnualReport, HandInStep
from tasks.errors import ReasonMissing, TransitionNotAllowed


class PaperReplaced(TransitionNotAllowed):
    """The paper is of a version that a later one has replaced; a reason lets it be noted nevertheless."""


@transaction.atomic
def note_arrival(
    *, report: AnnualReport, arrived_on: dt.date, by: User, at: dt.datetime, reason: str = ""
) -> HandInStep:
    """Note that a version arrived on paper on a day; what is noted already stays as it is.

    Raises ``TransitionNotAllowed`` where the organization owes no report, and for a day on which it cannot
    have arrived; ``PaperReplaced`` for a replaced version without a reason.
    """
    guidance = locked_guidance(report.guidance_id)
    if before := standing_arrival(report):
        return before
    refuse_who_owes_none(guidance, report.organization, at)
    refuse_day(report, arrived_on, at)
    latest = AnnualReport.objects.of(guidance, report.organization)[0]
    if latest != report and not reason.strip():
        raise PaperReplaced(
            _("Version %(version)d is replaced: version %(latest)d is current. Say why it is noted anyway.")
            % {"version": report.version, "latest": latest.version}
        )
    return HandInStep.objects.create(
        guidance=guidance,
        organization=report.organization,
        kind=HandInStep.Kind.ARRIVED,
        report=report,
        arrived_on=arrived_on,
        note=reason.strip(),
        noted_on=day_of(at),
        at=at,
        by=by,
    )


def standing_arrival(report: AnnualReport) -> HandInStep | None:
    """The entry of a version's paper that holds."""
    arrivals = HandInStep.objects.filter(report=report, taken_back__isnull=True)
    return arrivals.order_by("pk").first()


def refuse_day(report: AnnualReport, arrived_on: dt.date, at: dt.datetime) -> None:
    """Raise ``TransitionNotAllowed`` for a day to come, and for one before the version was frozen."""
    if arrived_on > day_of(at):
        raise TransitionNotAllowed(_("This day is still to come. Choose today or an earlier day."))
    frozen_on = day_of(report.frozen_at)
    if arrived_on < frozen_on:
        raise TransitionNotAllowed(
            _("This version was frozen on %(day)s; its paper cannot have arrived before.")
            % {"day": date_format(frozen_on)}
        )


@transaction.atomic
def take_back_arrival(*, arrival: HandInStep, reason: str, by: User, at: dt.datetime) -> HandInStep:
    """Take a wrong entry back, with a reason; again changes nothing. Raises ``ReasonMissing``."""
    guidance = locked_guidance(arrival.guidance_id)
    if not reason.strip():
        raise ReasonMissing(_("Say what was wrong with the entry."))
    if before := HandInStep.objects.filter(arrival=arrival).first():
        return before
    return HandInStep.objects.create(
        guidance=guidance,
        organization=arrival.organization,
        kind=HandInStep.Kind.TAKEN_BACK,
        arrival=arrival,
        note=reason.strip(),
        noted_on=day_of(at),
        at=at,
        by=by,
    )
