"""How an organization stands with handing in its report, by rules over plain values."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p


class Electronic(StrEnum):
    """How far the electronic report is."""

    HANDED_IN = "handed_in"
    RETURNED = "returned"
    READY = "ready"
    NOT_READY = "not_ready"


class Paper(StrEnum):
    """Whether the report on paper is there."""

    ARRIVED = "arrived"
    MISSING = "missing"


class Timing(StrEnum):
    """How something stands against the due day of the guidance."""

    ON_TIME = "on_time"
    LATE = "late"
    TO_COME = "to_come"
    OVERDUE = "overdue"


class Form(StrEnum):
    """In which form a report is handed in."""

    ELECTRONIC = "electronic"
    PAPER = "paper"


class State(StrEnum):
    """What a list of hand-ins is narrowed to."""

    DONE = "done"
    MISSING = "missing"
    ON_TIME = "on_time"
    LATE = "late"
    RETURNED = "returned"
    READY = "ready"
    NOT_READY = "not_ready"
    OUTDATED = "outdated"


FORM_LABELS = {Form.ELECTRONIC: _("Electronically"), Form.PAPER: _("On paper")}
ELECTRONIC_LABELS = {
    Electronic.HANDED_IN: _p("report", "Handed in"),
    Electronic.RETURNED: _p("report", "Sent back"),
    Electronic.READY: _("Frozen, not handed in"),
    Electronic.NOT_READY: _("Not frozen yet"),
}
PAPER_LABELS = {Paper.ARRIVED: _p("paper", "Arrived"), Paper.MISSING: _("Not there yet")}
TIMING_LABELS = {
    Timing.ON_TIME: _("On time"),
    Timing.LATE: _("Late"),
    Timing.TO_COME: _("Still to come"),
    Timing.OVERDUE: _("Overdue"),
}
STATE_LABELS = {
    State.DONE: _("Handed in or arrived"),
    State.MISSING: _("Missing"),
    State.ON_TIME: _("On time"),
    State.LATE: _("Late"),
    State.RETURNED: _p("report", "Sent back"),
    State.READY: _("Frozen, not handed in"),
    State.NOT_READY: _("Not frozen yet"),
    State.OUTDATED: _("A newer version is not handed in"),
}

# What has to be so in both forms, and what in one of them, where none is chosen.
FOR_BOTH, FOR_ONE = {State.DONE, State.ON_TIME}, {State.MISSING, State.LATE}


@dataclass(frozen=True, slots=True)
class Submission:
    """One version handed in on a day."""

    version: int
    on: dt.date
    is_returned: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How one organization stands. ``version`` is the latest frozen one, None where nothing is frozen;
    ``submissions`` are in their order; ``arrivals`` are the days of the entries of paper that hold."""

    version: int | None
    submissions: Sequence[Submission]
    arrivals: Sequence[dt.date]
    due_on: dt.date | None
    today: dt.date

    @property
    def electronic(self) -> Electronic:
        if self.submissions:
            return Electronic.RETURNED if self.submissions[-1].is_returned else Electronic.HANDED_IN
        return Electronic.NOT_READY if self.version is None else Electronic.READY

    @property
    def is_handed_in(self) -> bool:
        return self.electronic is Electronic.HANDED_IN

    @property
    def is_outdated(self) -> bool:
        """Whether a later version than the one handed in is frozen by now."""
        return self.is_handed_in and self.version is not None and self.version > self.submissions[-1].version

    @property
    def handed_in_on(self) -> dt.date | None:
        """The day that counts: the first since the last return, so that a correction of one's own does not
        make late what was on time, and what was sent back counts when it came anew."""
        standing = list(takewhile(lambda each: not each.is_returned, reversed(self.submissions)))
        return standing[-1].on if standing else None

    @property
    def paper(self) -> Paper:
        return Paper.ARRIVED if self.arrivals else Paper.MISSING

    @property
    def arrived_on(self) -> dt.date | None:
        return min(self.arrivals, default=None)

    @property
    def is_complete(self) -> bool:
        return self.is_handed_in and self.paper is Paper.ARRIVED

    def is_done(self, form: Form) -> bool:
        return self.is_handed_in if form is Form.ELECTRONIC else self.paper is Paper.ARRIVED

    def timing(self, form: Form) -> Timing:
        """Where one form stands against the due day, which still counts; without one nothing is late."""
        done_on = self.handed_in_on if form is Form.ELECTRONIC else self.arrived_on
        if done_on is None:
            is_over = self.due_on is not None and self.today > self.due_on
            return Timing.OVERDUE if is_over else Timing.TO_COME
        return Timing.LATE if self.due_on is not None and done_on > self.due_on else Timing.ON_TIME

    def fits(self, form: Form | None, state: State | None) -> bool:
        """Whether a list that is narrowed so holds it. Without a form both are meant: done and on time is
        who is so in both, missing and late who is so in one."""
        forms = list(Form) if form is None else [form]
        if state is None:
            return True
        if state in FOR_BOTH:
            return all(self.stands(each, state) for each in forms)
        if state in FOR_ONE:
            return any(self.stands(each, state) for each in forms)
        return self.is_outdated if state is State.OUTDATED else self.electronic == Electronic(state.value)

    def stands(self, form: Form, state: State) -> bool:
        """Whether one form is done, missing, on time or late."""
        if state in {State.DONE, State.MISSING}:
            return self.is_done(form) is (state is State.DONE)
        in_time = {Timing.ON_TIME} if state is State.ON_TIME else {Timing.LATE, Timing.OVERDUE}
        return self.timing(form) in in_time
