"""The office's text beside a basket of what the province filed."""

import time_machine
from django.utils import timezone

from reports.actions import begin_edition
from reports.actions.filed_texts import keep_filed_texts
from reports.actions.freeze import freeze_office_report
from reports.models import AnnualReport, Edition, FiledText
from reports.readiness import readiness_of, readiness_statement
from tests.reports.frozen import DECEMBER, frozen_report
from tests.reports.material.told import picked, text_name
from tests.world import World


def office_report(world: World) -> AnnualReport:
    """The office's report, frozen as it stands."""
    seen = readiness_statement(readiness_of(world.guidance, world.office))
    return freeze_office_report(
        guidance=world.guidance, office=world.office, by=world.administrator, at=timezone.now(), seen=seen
    )


def office_text(world: World) -> Edition:
    """The office's text, begun by the reviewer from a report that holds what the province filed; what it
    filed is searched."""
    with time_machine.travel(DECEMBER, tick=False):
        if (known := Edition.objects.filter(organization=world.office).first()) is not None:
            return known
        report = frozen_report(world)
        keep_filed_texts(filings=[report.filing_id])
        office_report(world)
        return begin_edition(
            guidance=world.guidance, organization=world.office, by=world.reviewer, at=timezone.now()
        )


def filed(part: str) -> FiledText:
    """One text of the province's year-end filing."""
    return FiledText.objects.filter(part=part).latest("filing")


def basket(world: World) -> dict[str, str]:
    """What is marked for the office's text, by kind: what forms call it."""
    names = {
        "text": text_name(filed("achievements")),
        "next": text_name(filed("next_steps")),
        "figure": f"figure-{world.pledge.pk}",
        "chart": f"chart-{world.pledge.pk}",
    }
    for name in names.values():
        picked(name, world.reviewer)
    return names
