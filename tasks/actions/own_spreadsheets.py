"""Spreadsheets that organizations keep themselves: named, mapped to fields, let go."""

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from tasks.errors import SpreadsheetRefused
from tasks.models import OwnSpreadsheet, OwnSpreadsheetEntry
from tasks.own_spreadsheets.mapping import MappedField

logger = logging.getLogger(__name__)
MOST_SPREADSHEETS = 40
MOST_ENTRIES = 1_000
Shape = OwnSpreadsheet.Shape


@dataclass(frozen=True, slots=True)
class Sample:
    """A file to map on, read already."""

    content: bytes
    name: str


def add_spreadsheet(
    *, organization: Organization, name: str, shape: Shape, sample: Sample, by: User, at: dt.datetime
) -> OwnSpreadsheet:
    """Keep a spreadsheet of an organization with its sample, nothing of it mapped yet.

    The file is stored before the transaction begins and deleted again where that fails. Raises
    ``SpreadsheetRefused`` for a name that another one has, and where the organization has too many.
    """
    spreadsheet = OwnSpreadsheet(
        organization=organization, name=name, shape=shape, changed_at=at, changed_by=by
    )
    store_sample(spreadsheet, sample)
    try:
        keep_new(spreadsheet)
    except BaseException:
        spreadsheet.file.delete(save=False)
        raise
    return spreadsheet


def store_sample(spreadsheet: OwnSpreadsheet, sample: Sample) -> None:
    spreadsheet.file_name, spreadsheet.size = sample.name, len(sample.content)
    spreadsheet.file.save(sample.name, ContentFile(sample.content), save=False)


@transaction.atomic
def keep_new(spreadsheet: OwnSpreadsheet) -> None:
    """Write the row of a stored sample."""
    others = OwnSpreadsheet.objects.filter(organization=spreadsheet.organization)
    refuse_same_name(spreadsheet, spreadsheet.name)
    if others.count() >= MOST_SPREADSHEETS:
        raise SpreadsheetRefused(
            _("There are %(count)d own spreadsheets already. Delete one that is no longer kept.")
            % {"count": MOST_SPREADSHEETS}
        )
    spreadsheet.save()


def refuse_same_name(spreadsheet: OwnSpreadsheet, name: str) -> None:
    """Raise where another spreadsheet of the organization has a name. The organization is locked for it, so
    that no other one gets the name meanwhile."""
    Organization.objects.select_for_update(no_key=True).get(pk=spreadsheet.organization_id)
    others = OwnSpreadsheet.objects.filter(organization=spreadsheet.organization_id, name=name)
    if others.exclude(pk=spreadsheet.pk).exists():
        raise SpreadsheetRefused(
            _("Another spreadsheet of the organization is called “%(name)s”. Choose another name.")
            % {"name": name}
        )


def locked_spreadsheet(spreadsheet: OwnSpreadsheet) -> OwnSpreadsheet:
    """The spreadsheet with its row locked. Raises ``SpreadsheetRefused`` where a colleague has deleted it."""
    found = OwnSpreadsheet.objects.select_for_update().filter(pk=spreadsheet.pk).first()
    if found is None:
        raise SpreadsheetRefused(
            _("“%(name)s” was deleted meanwhile: nothing was saved.") % {"name": spreadsheet.name}
        )
    return found


def note_change(spreadsheet: OwnSpreadsheet, fields: Iterable[str], *, by: User, at: dt.datetime) -> None:
    """Save who changed a spreadsheet, and when."""
    spreadsheet.changed_at, spreadsheet.changed_by = at, by
    spreadsheet.save(update_fields=[*fields, "changed_at", "changed_by"])


@transaction.atomic
def rename_spreadsheet(
    *, spreadsheet: OwnSpreadsheet, name: str, by: User, at: dt.datetime
) -> OwnSpreadsheet:
    """Give it another name. Raises ``SpreadsheetRefused`` for one that another one has."""
    spreadsheet = locked_spreadsheet(spreadsheet)
    refuse_same_name(spreadsheet, name)
    spreadsheet.name = name
    note_change(spreadsheet, ["name"], by=by, at=at)
    return spreadsheet


def replace_sample(
    *, spreadsheet: OwnSpreadsheet, sample: Sample, by: User, at: dt.datetime
) -> OwnSpreadsheet:
    """Show another file beside the fields; what is mapped stays, and the one before goes.

    The file is stored before the transaction begins and deleted again where that fails.
    """
    changed = OwnSpreadsheet.objects.get(pk=spreadsheet.pk)
    store_sample(changed, sample)
    try:
        keep_sample(changed, by=by, at=at)
    except BaseException:
        changed.file.delete(save=False)
        raise
    return changed


@transaction.atomic
def keep_sample(changed: OwnSpreadsheet, *, by: User, at: dt.datetime) -> None:
    """Write the row of a stored sample in place of the one before, whose file goes with it."""
    before = locked_spreadsheet(changed)
    note_change(changed, ["file", "file_name", "size"], by=by, at=at)
    forget_file(before)


@transaction.atomic
def delete_spreadsheet(*, spreadsheet: OwnSpreadsheet, by: User, at: dt.datetime) -> None:
    """Let a spreadsheet go with all that was mapped, and its sample once that is certain. What was taken over
    from such files stays. Twice changes nothing."""
    found = OwnSpreadsheet.objects.select_for_update().filter(pk=spreadsheet.pk).first()
    if found is not None:
        forget_file(found)
        found.delete()
        logger.info(
            "Own spreadsheet %s of organization %s was deleted by person %s at %s.",
            *(spreadsheet.pk, found.organization_id, by.pk, at.isoformat()),
        )


def forget_file(spreadsheet: OwnSpreadsheet) -> None:
    """Delete a file of a row once the transaction has gone through."""
    file = spreadsheet.file
    transaction.on_commit(partial(file.storage.delete, str(file.name)), robust=True)


@transaction.atomic
def map_fields(
    *, spreadsheet: OwnSpreadsheet, fields: Iterable[MappedField], by: User, at: dt.datetime
) -> None:
    """Say where fields are read from; a field that was mapped already is read from the new place.

    Raises ``SpreadsheetRefused`` where there are too many, and where a cell is not one of its shape.
    """
    spreadsheet = locked_spreadsheet(spreadsheet)
    wanted = {(each.kind, each.identity, each.field): each for each in fields}
    standing = {(each.kind, each.identity, each.field): each for each in spreadsheet.entries.all()}
    if len(standing.keys() | wanted.keys()) > MOST_ENTRIES:
        raise SpreadsheetRefused(
            _("At most %(count)d fields can be mapped in one spreadsheet.") % {"count": MOST_ENTRIES}
        )
    for place, each in wanted.items():
        if (each.anchor["anchor"] == OwnSpreadsheetEntry.Anchor.COLUMN) is not spreadsheet.has_city_rows:
            raise SpreadsheetRefused(_("The cell does not fit what the spreadsheet holds."))
        if place in standing:
            standing[place].delete()
        new_entry(spreadsheet, each, by=by, at=at).save()
    note_change(spreadsheet, (), by=by, at=at)


def new_entry(
    spreadsheet: OwnSpreadsheet, mapped: MappedField, *, by: User, at: dt.datetime
) -> OwnSpreadsheetEntry:
    return OwnSpreadsheetEntry(
        spreadsheet=spreadsheet,
        kind=mapped.kind,
        identity=mapped.identity,
        field=mapped.field,
        subject=mapped.subject,
        is_number=mapped.is_number,
        unit=mapped.unit,
        mapped_at=at,
        mapped_by=by,
        **mapped.anchor,
    )


@transaction.atomic
def unmap_field(
    *, spreadsheet: OwnSpreadsheet, kind: str, identity: str, field: str, by: User, at: dt.datetime
) -> bool:
    """Read a field from the spreadsheet no more; whether it was. Twice changes nothing."""
    spreadsheet = locked_spreadsheet(spreadsheet)
    entries = spreadsheet.entries.filter(kind=kind, identity=identity, field=field)
    is_gone = entries.delete()[0] > 0
    if is_gone:
        note_change(spreadsheet, (), by=by, at=at)
    return is_gone


@transaction.atomic
def name_city_column(
    *, spreadsheet: OwnSpreadsheet, sheet: str, key_head: str, by: User, at: dt.datetime
) -> OwnSpreadsheet:
    """Say which column names the cities. On another sheet what was mapped before is of no use, and goes."""
    spreadsheet = locked_spreadsheet(spreadsheet)
    if not spreadsheet.has_city_rows:
        raise SpreadsheetRefused(_("The spreadsheet has no row for each city."))
    if spreadsheet.sheet and spreadsheet.sheet != sheet:
        spreadsheet.entries.all().delete()
    spreadsheet.sheet, spreadsheet.key_head = sheet, key_head
    note_change(spreadsheet, ["sheet", "key_head"], by=by, at=at)
    return spreadsheet
