"""Cases for tests: a year end in which they are told."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone

from organizations.models import User
from tasks.actions import return_filing, save_line, submit_filing
from tasks.actions.evidence import add_evidence
from tasks.evidence.inspection import inspect
from tasks.lines.kinds import LINE_KINDS
from tasks.models import CaseStudy, Evidence, Filing, Section
from tests.tasks.evidence.files import PDF
from tests.world import World, seen_in

# The window of the year end is open.
YEAR_END_DAY = dt.datetime.fromisoformat("2021-11-20T12:00:00+08:00")
KIND = LINE_KINDS["case"]
TITLE, TEXT = "专利导航助企业突围", "围绕重点产业链开展专利导航，服务企业32家，促成许可5项。"


@contextmanager
def at_year_end() -> Iterator[None]:
    with time_machine.travel(YEAR_END_DAY, tick=False):
        yield


def year_end_of(world: World) -> Filing:
    return Filing.objects.select_related("organization", "period__guidance").get(
        organization=world.province, period=world.year_end
    )


def section_of(world: World) -> Section:
    return world.local_task.section


def told(world: World, **said: Any) -> dict[str, Any]:
    """Cleaned form data of a complete case."""
    sections = {"sections": [section_of(world)], "note": "", "explanations": {}}
    return {"title": TITLE, "text": TEXT} | sections | said


def tell_case(
    world: World,
    number: int = 1,
    *,
    filing: Filing | None = None,
    version: int = 0,
    by: User | None = None,
    **said: Any,
) -> CaseStudy:
    """Save a case of the province's year end."""
    content = told(world, **said)
    saved = save_line(
        kind=KIND,
        filing=(filing or year_end_of(world)).pk,
        subject=number,
        expected_version=version,
        content=lambda _line: content,
        by=by or world.filer,
        at=timezone.now(),
    )
    line: CaseStudy = saved.line
    return line


def attach_to_case(world: World, number: int) -> Evidence:
    """A file at a case of the province's year end; the storage is left alone."""
    attached = add_evidence(
        filing=year_end_of(world),
        kind=KIND,
        subject_id=number,
        file=inspect(ContentFile(PDF, name="证明.pdf")),
        stored_as=f"evidence/case-{number}.pdf",
        by=world.filer,
        at=timezone.now(),
    )
    return attached.evidence


def submitted(world: World) -> Filing:
    world.fill(year_end_of(world), by=world.filer)
    filing = year_end_of(world)
    return submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))


def returned(world: World) -> Filing:
    """The province's year end with cases 1 and 2, given back."""
    tell_case(world)
    tell_case(world, 2, title="地理标志富农")
    filing = submitted(world)
    return return_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="请补充。", version=1)
