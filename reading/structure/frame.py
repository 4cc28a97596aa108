"""The parts of a document, as places among its lines."""

import datetime as dt
from dataclasses import dataclass

from reading.document import Issuer


@dataclass(frozen=True, slots=True)
class Annex:
    """What stands behind the signature or is attached, as places in the list of content lines.

    ``head`` is the line 附件1 (or 附件1：title) that opens it, None without one. The title ends before
    ``text_from``, the text before ``text_to``. ``continues`` tells that the plan goes on in it: its numbers
    are read as sections of the plan, below the title of the annex if it has one.
    """

    head: int | None
    title: str
    title_from: int
    text_from: int
    text_to: int
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parts of a document are, as places in the list of its content lines.

    The title is ``lines[title_from:title_to]``; then come number and addressees up to ``preamble_from``, the
    preamble up to ``body_from``, the sections up to ``body_to``, and what closes the document, with the
    ``annexes`` in it. ``dated`` is the year of its number or of a month below its title. ``is_titled`` is
    False where the title is not printed above the plan but was taken from the notice. ``year_taken_at`` is
    the line of a signature whose day says no year, ``day_missing_at`` that of one without a whole day.
    ``unread`` are the ranges of lines in attachments that are numbered or name owners, and are no part of the
    plan.
    """

    title: str
    title_from: int
    title_to: int
    preamble_from: int
    body_from: int
    body_to: int
    document_number: str | None
    issuers: tuple[Issuer, ...]
    issued_on: dt.date | None
    dated: int | None
    is_titled: bool = True
    year_taken_at: int | None = None
    day_missing_at: int | None = None
    annexes: tuple[Annex, ...] = ()
    unread: tuple[tuple[int, int], ...] = ()

    @property
    def issuer(self) -> str | None:
        """The names of all issuers, parted by 、."""
        return "、".join(issuer.name for issuer in self.issuers) or None
