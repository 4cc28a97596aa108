"""The parts of a document, as places among its lines."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parts of a document are, as places in the list of its content lines.

    The title is ``lines[title_from:title_to]``; then come number and addressees up to ``preamble_from``, the
    preamble up to ``body_from``, the sections up to ``body_to``, and what closes the document. ``dated`` is
    the year of its number or of a month below its title.
    """

    title: str
    title_from: int
    title_to: int
    preamble_from: int
    body_from: int
    body_to: int
    document_number: str | None
    issuer: str | None
    issued_on: dt.date | None
    dated: int | None
