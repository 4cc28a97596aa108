"""What a file says for the lines of one filing, as plain values, whichever file it was read from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file: a sheet by its title, a cell ("D14") or a row ("14"). It reads as
    spreadsheets write it: 填报!D14."""

    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}"


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says for one field, as text that the field's form takes, and where it stands."""

    text: str
    place: Place


class Weight(StrEnum):
    """How much a finding weighs: an error keeps its line from being taken over, a note only says what was
    done or left out."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence for the person on what was read: at a place, or on the whole file."""

    message: str
    place: Place | None = None
    weight: Weight = Weight.ERROR


@dataclass(frozen=True, slots=True)
class LineEdit:
    """What a file says for one line.

    ``kind`` and ``subject`` name the line as addresses do. ``version`` is the one that the file was made
    from; None for files that do not know any. ``fields`` are by the names of the kind's form, those alone
    that the file has. With ``is_whole`` an empty cell empties its field; without it says nothing.
    ``findings`` are what stands in the way of reading one of its cells: none of such a line is taken over.
    """

    kind: str
    subject: int
    version: int | None
    fields: Mapping[str, Said]
    place: Place
    is_whole: bool = True
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class FilingEdits:
    """What a file says for one filing, by its id, and what was found in reading it."""

    filing: int
    lines: tuple[LineEdit, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def digest(self) -> str:
        """A short sum of what the file says: another one where the same file is read otherwise."""
        said = [
            (
                edit.kind,
                edit.subject,
                edit.version,
                sorted((name, each.text) for name, each in fields.items()),
            )
            for edit in self.lines
            for fields in [edit.fields]
        ]
        return sha256(json.dumps([self.filing, said]).encode()).hexdigest()[:32]
