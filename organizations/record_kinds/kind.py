"""A kind of records that a person takes away as a workbook, edits and brings back, and how it is applied.

Each kind changes its objects by the actions that the back office uses, so that the same rules and the same
log stand behind both doors (design R21).
"""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from organizations.errors import ActionRefused
from organizations.models import User
from spreadsheets.records.comparison import RecordChange
from spreadsheets.records.values import Record, RecordLayout
from texts.punctuation import listed


class RowRefused(ActionRefused):
    """A row that does not fit; ``errors`` are sentences by the names of columns, "" for the whole row."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__(" ".join(sentence for sentences in errors.values() for sentence in sentences))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class RecordAct:
    """Who applies a file, when, from which network address, and why. A trial is undone in any case: what
    takes long and refuses nothing may be left out of it. ``handed_out`` takes what is shown once, to the
    person who applies the file alone: pairs of whom it is about and what it is."""

    by: User
    at: dt.datetime
    reason: str = ""
    source: str = ""
    is_trial: bool = False
    handed_out: list[tuple[str, str]] = field(default_factory=list)


class RecordKind(ABC):
    """One kind of records. An instance is made anew for each request or command and may keep what it read;
    nothing of it outlives them."""

    # In addresses and files: small letters, digits and hyphens. ``title`` and ``note`` are for people.
    key: str
    title: str | Promise
    note: str | Promise = ""
    # Whether a reason is asked for with a file, which goes on record with each of its changes.
    asks_reason: bool = False
    # Whether a row that was typed without the hidden key is known by ``Record.key`` itself.
    key_is_natural: bool = True
    # Whether applying it may show something once (``RecordAct.handed_out``): it is applied while the person
    # waits, however many rows there are, because the worker has nobody to show it to.
    hands_out: bool = False

    @abstractmethod
    def is_for(self, user: User) -> bool:
        """Whether the person may take these records away and bring them back (no query)."""

    @abstractmethod
    def layout(self) -> RecordLayout:
        """The columns, in the language of the page."""

    @abstractmethod
    def records(self, user: User, keys: Collection[str] | None = None) -> Iterable[Record]:
        """The records that the person may see here, all or those of some keys, in their order; so many
        queries, however many they are. Those that they may not change are locked."""

    @abstractmethod
    def apply(self, change: RecordChange, act: RecordAct) -> None:
        """Make one row of a file true, by the existing actions; ``change.key`` is "" for a new one.

        Raises RowRefused, another ActionRefused, or a ValidationError. It stands in a savepoint of its own.
        """

    def hold(self, keys: Collection[str]) -> None:  # noqa: B027 (what nobody else changes needs none)
        """Keep others from changing these records until the transaction ends, before they are compared."""

    def prepare(self, changes: Sequence[RecordChange], act: RecordAct) -> None:  # noqa: B027 (most need none)
        """Read beforehand what many rows ask for; in the transaction."""

    def in_order(self, changes: Sequence[RecordChange]) -> Sequence[RecordChange]:
        """The rows in the order in which they are applied: those first that others stand on."""
        return changes

    def narrowing(self, data: Mapping[str, str] | None) -> forms.Form | None:  # noqa: ARG002
        """The form by which a download is narrowed down; None where all are taken."""
        return None

    def narrowed(
        self,
        user: User,
        asked: Mapping[str, Any],  # noqa: ARG002
    ) -> tuple[Iterable[Record], list[str]]:
        """The records that the valid form of ``narrowing`` asks for, and sentences on what was narrowed
        down."""
        return self.records(user), []

    def remarks(self, user: User, changes: Sequence[RecordChange]) -> list[str]:  # noqa: ARG002
        """Sentences on what the rows come to together, as things stand; shown above them."""
        return []

    def label(self, change: RecordChange) -> str:
        """How a row is called in the preview."""
        return change.natural


def form_values(form: forms.BaseForm, columns: Iterable[str]) -> dict[str, Any]:
    """What a valid form holds. Raises RowRefused with its sentences by column, those of fields that are no
    column at the row."""
    if form.is_valid():
        return form.cleaned_data
    known = set(columns)
    errors: dict[str, list[str]] = {}
    for name, sentences in form.errors.items():
        errors.setdefault(name if name in known else "", []).extend(str(each) for each in sentences)
    raise RowRefused(errors)


def unknown_word(column: str, typed: str, words: Iterable[str]) -> RowRefused:
    """That a word is none of those to choose from."""
    sentence = _("“%(word)s” is none of: %(words)s.") % {"word": typed, "words": listed(words)}
    return RowRefused({column: [sentence]})
