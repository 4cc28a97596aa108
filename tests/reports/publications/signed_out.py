"""The office's report of the small world, signed out and numbered, and published."""

from collections.abc import Callable

import time_machine
from django.utils import timezone

from organizations.models import Deputy, Organization, User
from organizations.permissions import Role
from reports.actions import (
    begin_edition,
    check_text,
    freeze_office_report,
    hand_on_text,
    publish_report,
    sign_out_text,
)
from reports.models import AnnualReport, Edition, Publication, ReportSettings
from reports.readiness import readiness_of, readiness_statement
from tests.reports.frozen import frozen_report
from tests.world import World, member

MARK = "国知发"


def at_the_end() -> time_machine.travel:
    """When the year's reports are frozen, signed out and published."""
    return time_machine.travel("2021-12-10T15:00:00+08:00", tick=False)


def frozen_office_report(world: World, *, value: str = "500.5") -> AnnualReport:
    """The office's report, frozen once the province has closed its year."""
    if not AnnualReport.objects.filter(organization=world.province).exists():
        frozen_report(world, value=value)
    with at_the_end():
        return freeze_office_report(
            guidance=world.guidance,
            office=world.office,
            by=world.administrator,
            at=timezone.now(),
            seen=readiness_statement(readiness_of(world.guidance, world.office)),
        )


def signer_of(world: World) -> User:
    """The office's lead, who signs out."""
    return User.objects.filter(username="office-lead").first() or member(
        "office-lead", world.office, Role.LEAD
    )


def signed_out(world: World, mark: str = MARK, deputy: Deputy | None = None) -> AnnualReport:
    """The next version of the office's report: begun from the latest one, checked and signed out."""
    if not AnnualReport.objects.filter(organization=world.office).exists():
        frozen_office_report(world)
    ReportSettings.objects.update_or_create(organization=world.office, defaults={"number_mark": mark})
    with at_the_end():
        return signed_out_now(world, deputy)


def signed_out_now(world: World, deputy: Deputy | None = None) -> AnnualReport:
    at, office = timezone.now(), Organization.objects.get(pk=world.office.pk)
    edition = begin_edition(guidance=world.guidance, organization=office, by=world.administrator, at=at)
    seen = Edition.objects.get(pk=edition.pk).version
    hand_on_text(edition=edition.pk, seen=seen, by=world.administrator, at=at, countersigners=[])
    check_text(edition=edition.pk, seen=seen, by=world.reviewer, at=at)
    signer = deputy.deputy if deputy else signer_of(world)
    return sign_out_text(edition=edition.pk, seen=seen, by=signer, at=at, deputy=deputy)


def published(world: World, report: AnnualReport | None = None) -> Publication:
    """The version published by the administrator; jobs are done at once, unless they are let wait."""
    report = report or signed_out(world)
    with at_the_end():
        return publish_report(
            guidance=world.guidance, seen=report.version, by=world.administrator, at=timezone.now()
        )


def published_whole(world: World) -> Publication:
    """As it stands with its files, and everybody told."""
    return Publication.objects.get(pk=published(world).pk)


def done(job: Callable[[int], None], publication: Publication) -> None:
    job(publication.pk)
