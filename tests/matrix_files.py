"""What addresses of files and of what was brought are filled with in the matrix of access."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from organizations.record_kinds.kind import RecordAct
from organizations.record_kinds.organization_records import OrganizationRecords
from organizations.record_kinds.received import receive_records
from tasks.actions.bundles import BroughtFile, receive_bundle, request_bundle
from tasks.actions.evidence import receive_evidence
from tasks.actions.received_workbooks import receive_workbook
from tasks.bundle_work import work_on
from tasks.fill_in.workbook import fill_in_workbook
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, FilingBundle
from tests.organizations.record_kinds.there_and_back import downloaded, edited
from tests.tasks.bundles.files import packed, workbook_of
from tests.tasks.own_spreadsheets.files import mapped
from tests.world import World


def a_file(world: World, filing: Filing, *, has_name: bool) -> dict[str, Any]:
    """What an address of one file at the province's line is filled with."""
    attached = receive_evidence(
        filing=filing,
        kind=LINE_KINDS["progress"],
        subject_id=world.local_task.pk,
        upload=ContentFile(b"%PDF-1.7", name="证明.pdf"),
        by=world.filer,
        at=timezone.now(),
    )
    return {"pk": attached.evidence.pk} | ({"name": "证明.pdf"} if has_name else {})


def a_workbook(world: World, filing: Filing) -> dict[str, Any]:
    """What an address of a workbook is filled with that the filer brought for the province's draft."""
    content = fill_in_workbook(filing, at=timezone.now())
    brought = receive_workbook(
        filing=filing, content=content, name="填报.xlsx", by=world.filer, at=timezone.now()
    )
    return {"pk": filing.pk, "workbook": brought.pk}


def records_brought(world: World) -> dict[str, Any]:
    """A workbook of the reporting tree that the administrator has brought back."""
    return brought_records(world, "code,full name\n44,广东知识产权局\n".encode(), "机构.csv")


def wanting_records_brought(world: World) -> dict[str, Any]:
    """One with an error in it."""
    content = downloaded(OrganizationRecords(), world.administrator)
    return brought_records(
        world, edited(content, lambda sheet: sheet.put("44", parent="nowhere")), "机构.xlsx"
    )


def brought_records(world: World, content: bytes, name: str) -> dict[str, Any]:
    act = RecordAct(world.administrator, timezone.now())
    received = receive_records(kind=OrganizationRecords(), content=content, name=name, act=act)
    return {"key": "organizations", "pk": received.pk}


def a_spreadsheet(world: World, name: str) -> dict[str, Any]:
    """What an address of a spreadsheet that the province keeps is filled with."""
    spreadsheet = mapped(world)
    return {} if name == "tasks:own-spreadsheets" else {"pk": spreadsheet.pk}


def a_bundle(world: World, filing: Filing, *, has_part: bool) -> dict[str, Any]:
    """What an address of what the filer brought for many filings is filled with."""
    bundle = receive_bundle(
        content=packed({"44.xlsx": workbook_of(filing)}),
        name="各市.zip",
        files=[BroughtFile(0, "44.xlsx")],
        language="en",
        by=world.filer,
        at=timezone.now(),
    )
    work_on(bundle)
    return {"pk": bundle.pk} | ({"part": bundle.parts.get().pk} if has_part else {})


def a_packed_bundle(world: World, filing: Filing) -> FilingBundle:
    bundle = request_bundle(
        filings=[filing.pk], form="zip", name="各市.zip", language="en", by=world.filer, at=timezone.now()
    )
    work_on(bundle)
    return bundle
