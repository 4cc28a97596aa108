"""Reports that are to be handed in: one's own, and those of everybody for who receives them."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.models import User
from organizations.permissions import Permission
from organizations.workdays import workdays_between
from reports.dashboards.matters.matter import Matter
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Point
from reports.hand_ins.addresses import counted_address
from reports.hand_ins.news import own_reports
from reports.hand_ins.register import register_of
from reports.hand_ins.standing import Electronic, State
from reports.hand_ins.wording import deadline, next_step
from tasks.models import Guidance
from texts.punctuation import labelled, listed

# From so many workdays before the due day on it is pressing.
PRESSING = 10


def hand_in_matters(question: Question, user: User, day: dt.date) -> Iterator[Matter]:
    """What is to be handed in by the organization, and what is missing where it receives (one query; seven
    more for who receives, or while something is to be handed in)."""
    guidance, organization = question.guidance, question.organization
    if guidance.report_due_on is None:
        return
    for entry in own_reports(user, guidance, day):
        if entry.organization == organization:
            is_back = entry.standing.electronic is Electronic.RETURNED
            point = Point(
                _("The annual report is sent back") if is_back else _("The annual report is to be handed in"),
                "error" if is_back else urgency(guidance, day),
                labelled(deadline(guidance.report_due_on, day), next_step(entry)),
                reverse("reports:hand-in", args=[guidance.year, organization.code]),
            )
            yield Matter(point, is_mine=True, since=guidance.report_due_on)
    receives = organization.pk == guidance.receiving_department_id
    if receives or (organization.is_office and user.is_administrator):
        is_mine = user.can(Permission.RECEIVE_REPORT, at=organization)
        yield from receiving_matter(question, day, is_mine=is_mine)


def receiving_matter(question: Question, day: dt.date, *, is_mine: bool) -> Iterator[Matter]:
    """How many reports are missing, and how near the due day is; nothing once all are there."""
    guidance = question.guidance
    register = register_of(guidance, day)
    if not register.missing:
        return
    words = {"missing": register.missing, "total": register.total}
    counts = [
        _("%(count)d electronically") % {"count": register.electronically},
        _("%(count)d on paper") % {"count": register.on_paper},
    ]
    point = Point(
        _("%(missing)d of %(total)d have not handed in everything") % words,
        urgency(guidance, day),
        labelled(deadline(guidance.report_due_on, day), listed(counts)),
        counted_address(guidance, State.MISSING),
        is_count=True,
    )
    yield Matter(point, is_mine=is_mine, since=guidance.report_due_on)


def urgency(guidance: Guidance, day: dt.date) -> str:
    """How pressing the due day is."""
    due_on = guidance.report_due_on
    if due_on is None:
        return "info"
    if day > due_on:
        return "error"
    return "warning" if workdays_between(day, due_on) <= PRESSING else "info"
