"""Filed texts for tests: of approved filings, and made of bare words."""

from typing import Any

from django.utils import timezone

from reports.actions.filed_texts import keep_filed_texts
from reports.material.filed_lines import searched_as
from reports.models import FiledText
from tasks.models import Filing
from tests.world import World


def indexed(filing: Filing) -> Filing:
    """A filing whose texts are read, as the job does a minute after its approval."""
    keep_filed_texts(filings=[filing.pk])
    return filing


def approved(world: World, *args: Any) -> Filing:
    """An approved filing that is searched."""
    return indexed(world.approve(world.filing(*args)))


def made_texts(world: World, *texts: str) -> list[FiledText]:
    """One text a row, of the province's filing, which counts as approved; the first is the newest."""
    filing = world.filing()
    Filing.objects.filter(pk=filing.pk).update(
        status="approved",
        submitted_at=timezone.now(),
        submitted_by=world.lead,
        filed_on=timezone.now().date(),
        approved_at=timezone.now(),
        approved_by=world.reviewer,
    )
    rows = [
        FiledText(
            filing=filing,
            filing_version=filing.version,
            kind="progress",
            subject_id=number,
            part="achievements",
            organization=world.province,
            guidance=world.guidance,
            period=world.period,
            section=world.local_task.section,
            task=world.local_task,
            text=text,
            approved_at=timezone.now(),
            **searched_as("", text),
        )
        for number, text in enumerate(texts, start=1)
    ]
    return FiledText.objects.bulk_create(rows)
