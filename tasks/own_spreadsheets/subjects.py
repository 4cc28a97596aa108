"""What a filing asks that a spreadsheet of an organization's own may answer: known by what lasts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from tasks.lines.kinds import LINE_KINDS, LineKind
from tasks.models import LONGEST_IDENTITY, Filing, FilingLine
from tasks.models.amendment import LANGUAGE
from tasks.own_spreadsheets.labels import remark_of
from tasks.own_spreadsheets.mapping import FilingSubjects
from texts.digits import half_width

_DIGITS = re.compile("[0-9.,]")


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field of a line, by what lasts, with its words. ``wording`` is the name of what it answers in the
    guidance's language, ``unit`` the one its numbers are in, "" for others and where the label says it."""

    kind: str
    identity: str
    name: str
    subject: str
    wording: str
    label: str
    is_number: bool
    unit: str
    field: forms.Field

    @property
    def key(self) -> str:
        """The field's name in addresses and forms."""
        return f"{self.kind}:{self.name}:{self.identity}"

    def takes_unit(self, unit: str) -> bool:
        """Whether the field reads numbers with ``unit`` written behind them, be one of it too little to be
        kept; a unit with digits of its own, as 100万元, would run into them."""
        if _DIGITS.search(half_width(unit)):
            return False
        try:
            self.field.clean(f"0{unit}")
        except ValidationError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A line of a filing and its fields; ``kind_label`` names the kind."""

    kind: str
    identity: str
    subject: str
    fields: tuple[AskedField, ...]


def subjects_of(filing: Filing) -> FilingSubjects:
    """Which subject of a filing has which id now (the queries of ``lines_to_write`` for each kind)."""
    return FilingSubjects(
        filing.pk,
        {
            (kind.key, identity): line.subject_id
            for kind, line, identities in lasting_lines(filing)
            for identity in identities
        },
    )


def lasting_lines(filing: Filing) -> Iterator[tuple[LineKind[Any], FilingLine, tuple[str, ...]]]:
    """The lines whose subjects last, those with numbers first, each with the identities that it shares with
    no other line."""
    for kind in sorted(LINE_KINDS.values(), key=lambda kind: not kind.numbers):
        if not kind.mapped_fields:
            continue
        lines = kind.lines_to_write(filing)
        shared = Counter(identity for line in lines for identity in set(kind.lasting_identities(line)))
        for line in lines:
            own = tuple(
                identity[:LONGEST_IDENTITY]
                for identity in kind.lasting_identities(line)
                if shared[identity] == 1
            )
            if own:
                yield kind, line, own


def asked_lines_of(filing: Filing) -> list[AskedLine]:
    """The lines of a filing that can be mapped, in the order of ``lasting_lines``, with their
    fields."""
    return [asked_line(kind, line, identities[0]) for kind, line, identities in lasting_lines(filing)]


def asked_line(kind: LineKind[Any], line: FilingLine, identity: str) -> AskedLine:
    form, subject = kind.form(line), kind.subject(line)
    with translation.override(LANGUAGE):
        wording = kind.asked(line).partition("\n")[0]
    fields = tuple(
        AskedField(
            kind.key,
            identity,
            name,
            subject,
            wording,
            str(form.fields[name].label or ""),
            name in kind.numbers,
            unit_of(form.fields[name]),
            form.fields[name],
        )
        for name in kind.mapped_fields
        if name in form.fields
    )
    return AskedLine(kind.key, identity, subject, fields)


def unit_of(field: forms.Field) -> str:
    """The unit of a field's numbers as its page calls it; empty where the label says it already."""
    unit = str(getattr(field, "shown", ""))
    return "" if remark_of(str(field.label or "")) == unit else unit


def fields_by_key(lines: Iterable[AskedLine]) -> dict[str, AskedField]:
    return {field.key: field for line in lines for field in line.fields}
