"""What somebody who receives reports can note of a report on paper whose code was scanned."""

from dataclasses import dataclass

from django.http import HttpRequest

from organizations.calendar import day_of, moment_of
from reports.actions.hand_in_paper import standing_arrival
from reports.forms.hand_in import ArrivalForm
from reports.hand_ins.receiving import may_receive
from reports.hand_ins.register import entry_of
from reports.models import HandInStep
from reports.verification.answers import Answer
from tasks.access import signed_in


@dataclass(frozen=True, slots=True)
class PaperOnHand:
    """A version whose paper is being held: the entry that holds, or the form that notes it."""

    arrival: HandInStep | None
    form: ArrivalForm


def papers_of(request: HttpRequest, answer: Answer) -> dict[int, PaperOnHand]:
    """By report, for those that the person may receive and whose organization owes one (eight queries a
    report, none for others)."""
    user, today = signed_in(request), day_of(moment_of(request))
    found = {}
    for traced in answer.reports:
        report = traced.report
        if not may_receive(user, report.guidance):
            continue
        if entry_of(report.guidance, report.organization, today) is None:
            continue
        form = ArrivalForm(initial={"version": report.version, "arrived_on": today})
        found[report.pk] = PaperOnHand(standing_arrival(report), form)
    return found
