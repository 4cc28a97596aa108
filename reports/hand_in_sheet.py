"""The register of hand-ins as a view to take away: a table with what it was asked for."""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organizations.models import User
from reports.dashboards.shown_page import Headline, KeyNumber, ShownPage
from reports.data_tables.values import Cell, DataTable, Head, Row
from reports.hand_ins.addresses import counted_address
from reports.hand_ins.register import Entry, Register
from reports.hand_ins.standing import (
    ELECTRONIC_LABELS,
    PAPER_LABELS,
    TIMING_LABELS,
    Form,
    State,
)

KEY = "hand-ins"


def hand_in_sheet(
    register: Register,
    entries: Sequence[Entry],
    said: Sequence[tuple[str, str]],
    user: User,
    at: dt.datetime,
) -> ShownPage:
    """The listed ``entries`` as a file shows them; ``said`` is what the list was narrowed to."""
    title = _("Reports handed in")
    table = DataTable(
        key=KEY,
        title=title,
        heads=heads(),
        rows=tuple(row_of(entry) for entry in entries),
    )
    facts = (
        (_("Guidance"), register.guidance.title),
        *said,
        (_("Drawn up"), f"{localtime(at):%Y-%m-%d %H:%M} · {user}"),
    )
    return ShownPage(
        name=f"{register.guidance.year}-{KEY}",
        title=title,
        subject=str(register.guidance.year),
        headline=headline_of(register),
        facts=facts,
        tables=(table,),
    )


def in_words(register: Register) -> str:
    """How far everybody is, in a sentence."""
    return _("%(electronic)d of %(total)d electronically, %(paper)d on paper, %(missing)d missing") % {
        "electronic": register.electronically,
        "total": register.total,
        "paper": register.on_paper,
        "missing": register.missing,
    }


def headline_of(register: Register) -> Headline:
    """The same with the counts, each of which opens exactly what it counts."""
    asked: list[tuple[str, State, Form | None]] = [
        (_("Handed in electronically"), State.DONE, Form.ELECTRONIC),
        (_("Arrived on paper"), State.DONE, Form.PAPER),
        (_("Something is missing"), State.MISSING, None),
        (_("Late or overdue"), State.LATE, None),
        (pgettext("report", "Sent back"), State.RETURNED, None),
    ]
    numbers = [
        KeyNumber(
            label,
            str(register.count(state, form)),
            href=counted_address(register.guidance, state, form),
            is_count=True,
            value=register.count(state, form),
        )
        for label, state, form in asked
    ]
    return Headline(in_words(register), tuple(numbers))


def heads() -> tuple[Head, ...]:
    return (
        Head("organization", _("Organization"), width=24),
        Head("electronic", _("Electronically"), width=18),
        Head("version", _("Version"), is_number=True),
        Head("receipt", _("Receipt number")),
        Head("handed_in_on", _("Handed in on")),
        Head("electronic_timing", _("On time, electronically"), width=18),
        Head("paper", _("On paper"), width=16),
        Head("arrived_on", _("Arrived on")),
        Head("paper_timing", _("On time, on paper"), width=18),
        Head("received_by", _("Received by")),
        Head("reminded_on", _("Last reminded")),
    )


def row_of(entry: Entry) -> Row:
    standing, hand_in, arrival, last = entry.standing, entry.hand_in, entry.arrival, entry.last_reminder
    href = reverse("reports:hand-in", args=[entry.guidance.year, entry.organization.code])
    return Row(
        key=entry.organization.code,
        cells=(
            Cell(str(entry.organization), href=href),
            Cell(str(ELECTRONIC_LABELS[standing.electronic])),
            Cell(hand_in.report.version if hand_in else None),
            Cell(hand_in.receipt_number if hand_in else None),
            Cell(standing.handed_in_on),
            Cell(str(TIMING_LABELS[standing.timing(Form.ELECTRONIC)])),
            Cell(str(PAPER_LABELS[standing.paper])),
            Cell(standing.arrived_on),
            Cell(str(TIMING_LABELS[standing.timing(Form.PAPER)])),
            Cell(str(arrival.by) if arrival else None),
            Cell(last.noted_on if last else None),
        ),
    )
