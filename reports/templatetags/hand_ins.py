"""How a report stands in one form, as a pill."""

from django import template
from django.utils.safestring import SafeString

from reports.data_tables.pills import pill
from reports.hand_ins.addresses import counted_address
from reports.hand_ins.register import Entry, Register
from reports.hand_ins.standing import (
    ELECTRONIC_LABELS,
    PAPER_LABELS,
    TIMING_LABELS,
    Electronic,
    Form,
    State,
    Timing,
)
from reports.hand_ins.wording import next_step
from texts.punctuation import listed

register = template.Library()
# A sign of what is to come; the others are signs of their own.
SIGNS = {
    Timing.ON_TIME: "on_time",
    Timing.LATE: "late",
    Timing.OVERDUE: "overdue",
    Timing.TO_COME: "not_started",
}
WORTH_SAYING = {Timing.LATE, Timing.OVERDUE}


@register.simple_tag
def electronic_pill(entry: Entry) -> SafeString:
    """How far the electronic report is, and that it is late where it is."""
    standing = entry.standing
    timing, label = standing.timing(Form.ELECTRONIC), ELECTRONIC_LABELS[standing.electronic]
    is_returned = standing.electronic is Electronic.RETURNED
    return pill("returned" if is_returned else SIGNS[timing], with_timing(label, timing))


@register.simple_tag
def paper_pill(entry: Entry) -> SafeString:
    """Whether the paper is there, and that it is late where it is."""
    standing = entry.standing
    timing = standing.timing(Form.PAPER)
    return pill(SIGNS[timing], with_timing(PAPER_LABELS[standing.paper], timing))


@register.simple_tag
def next_step_of(entry: Entry) -> str:
    """What the organization has to do next."""
    return next_step(entry)


@register.simple_tag
def counted_at(counted: Register, state: str, form: str = "") -> str:
    """Where a count of the register leads."""
    return counted_address(counted.guidance, State(state), Form(form) if form else None)


def with_timing(label: object, timing: Timing) -> str:
    return listed([label, TIMING_LABELS[timing]]) if timing in WORTH_SAYING else str(label)
