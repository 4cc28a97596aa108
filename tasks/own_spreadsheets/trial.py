"""A mapping tried on a file: what would be read for which field, what drifted; nothing is filed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from organizations.calendar import today
from organizations.models import Organization
from spreadsheets.incoming.values import Book
from tasks.line_imports.edits import FilingEdits, Finding, Place, Weight
from tasks.models import Filing, OwnSpreadsheet
from tasks.own_spreadsheets.city_names import names_of
from tasks.own_spreadsheets.city_rows import city_edits
from tasks.own_spreadsheets.mapping import CityFiling, FilingSubjects
from tasks.own_spreadsheets.reading import edits_of
from tasks.own_spreadsheets.stored import city_mapping_of, entries_of
from tasks.own_spreadsheets.subjects import AskedField, asked_lines_of, lasting_lines


@dataclass(frozen=True, slots=True)
class TriedField:
    """What a file says for a field; ``error`` is why it could not be taken. ``whose`` names the city of a
    row."""

    whose: str
    subject: str
    label: str
    text: str
    place: Place
    error: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    fields: tuple[TriedField, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> list[Finding]:
        return [found for found in self.findings if found.weight is Weight.ERROR]

    @property
    def notes(self) -> list[Finding]:
        return [found for found in self.findings if found.weight is Weight.NOTE]

    @property
    def error_count(self) -> int:
        return len(self.errors) + sum(bool(field.error) for field in self.fields)


def trial_of(spreadsheet: OwnSpreadsheet, book: Book, filing: Filing) -> Trial:
    """What a file would say for ``filing``; of a sheet with a row for each city, for each of them as if its
    filing asked the same."""
    asked = {
        (line.kind, field.identity, field.name): field
        for line in asked_lines_of(filing)
        for field in line.fields
    }
    identities: dict[tuple[str, int], str] = {}
    subjects: dict[tuple[str, str], int] = {}
    for kind, line, own in lasting_lines(filing):
        identities[kind.key, line.subject_id] = own[0]
        subjects |= {(kind.key, identity): line.subject_id for identity in own}
    if not spreadsheet.has_city_rows:
        edits = edits_of(entries_of(spreadsheet), book, FilingSubjects(filing.pk, subjects))
        return Trial(tuple(tried(edits, "", asked, identities)), edits.findings)
    cities = {city.pk: city for city in cities_under(spreadsheet.organization)}
    filings = [CityFiling(FilingSubjects(pk, subjects), names_of(city)) for pk, city in cities.items()]
    rows, findings = city_edits(city_mapping_of(spreadsheet), book, filings)
    fields = [field for row in rows for field in tried(row, str(cities[row.filing]), asked, identities)]
    return Trial(tuple(fields), (*findings, *(found for row in rows for found in row.findings)))


def cities_under(organization: Organization) -> list[Organization]:
    """Who stands directly beneath an organization today (one query)."""
    beneath = Organization.objects.filter(path__startswith=organization.path, depth=organization.depth + 1)
    return list(beneath.active_on(today()))


def tried(
    edits: FilingEdits,
    whose: str,
    asked: dict[tuple[str, str, str], AskedField],
    identities: dict[tuple[str, int], str],
) -> Iterator[TriedField]:
    for edit in edits.lines:
        identity = identities[edit.kind, edit.subject]
        for name, said in edit.fields.items():
            if field := asked.get((edit.kind, identity, name)):
                error = " ".join(refused(field, said.text))
                yield TriedField(whose, field.subject, field.label, said.text, said.place, error)
        for found in edit.findings:
            if found.weight is Weight.ERROR:
                subject = next(
                    (each.subject for key, each in asked.items() if key[:2] == (edit.kind, identity)), ""
                )
                yield TriedField(whose, subject, "", "", found.place or edit.place, found.message)


def refused(field: AskedField, text: str) -> Iterable[str]:
    """Why the field would not take what a cell says; nothing where it would."""
    try:
        field.field.clean(text)
    except ValidationError as refusal:
        return refusal.messages
    return ()
