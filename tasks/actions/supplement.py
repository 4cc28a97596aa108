"""Asking for results that exist only after the year end (design R6)."""

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organizations.calendar import day_of
from organizations.models import Organization, User
from tasks.actions.amend import lock_published, record_amendment, refuse_amended
from tasks.amendments.changes import Change
from tasks.amendments.plan_statement import described_window, name_of, supplement_statement, window_statement
from tasks.errors import TransitionNotAllowed
from tasks.filings.filers import filers
from tasks.filings.missing_filings import create_filings
from tasks.lines.answerers import Answerers, Question, everybody
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Amendment, Guidance, ReportingPeriod, SupplementLine
from tasks.models.amendment import LANGUAGE
from tasks.statement import Statement

# What is asked for: ids of tasks and targets by the kind of their lines.
Lines = Mapping[str, Collection[int]]


@transaction.atomic
def open_supplement(
    *,
    guidance: Guidance,
    organizations: Collection[Organization],
    lines: Lines,
    reason: str,
    opens_on: dt.date,
    due_on: dt.date,
    by: User,
    at: dt.datetime,
    seen: Statement,
) -> Amendment:
    """Ask ``organizations`` for ``lines`` once more after the year end: a period of its own in which only
    they file, and only those lines. What was filed before stays as it is.

    Raises ``NotAsRead`` where the plan asks for something else than was ``seen``, or another supplement was
    opened meanwhile; ``TransitionNotAllowed`` before the year end has closed, for days that do not fit, for
    lines that the plan does not ask for, and for an organization that answers none of them or has no one
    above it; and as ``lock_published`` does.
    """
    guidance = lock_published(guidance, by=by, reason=reason)
    refuse_amended(guidance.title, seen, supplement_statement(guidance))
    refuse_days(guidance, opens_on, due_on, on=day_of(at))
    with translation.override(LANGUAGE):
        asked = questions_asked(guidance, lines)
    refuse_lines(lines, asked)
    refuse_strangers(organizations, asked)
    period = supplement_after(guidance, opens_on, due_on, reason.strip())
    SupplementLine.objects.bulk_create(
        SupplementLine(period=period, kind=kind, subject_id=question.subject)
        for kind, questions in asked.items()
        for question in questions
    )
    give_filings(period, organizations)
    return record_amendment(
        guidance=guidance,
        kind=Amendment.Kind.ADDED,
        subject=name_of(period),
        changes=described(period, asked),
        reason=reason,
        by=by,
        at=at,
        affected=organizations,
    )


@transaction.atomic
def withdraw_supplement(
    *, period: ReportingPeriod, by: User, at: dt.datetime, reason: str, seen: Statement
) -> Amendment:
    """Take back a supplement that was ``seen`` and that nobody has begun to answer.

    Raises ``TransitionNotAllowed`` for a period of the plan and where somebody has saved something; and as
    ``lock_published`` does.
    """
    guidance = lock_published(period.guidance, by=by, reason=reason)
    if not period.is_supplement:
        raise TransitionNotAllowed(
            _("Only a supplement can be withdrawn: the plan itself asks for the rest.")
        )
    refuse_amended(name_of(period), seen, window_statement(guidance.periods.get(pk=period.pk)))
    filings = period.filings.select_for_update(of=("self",))
    if len(filings) != filings.untouched().count():
        raise TransitionNotAllowed(_("Somebody has begun to answer: what was written is not thrown away."))
    affected = list(Organization.objects.filter(filings__period=period))
    subject = name_of(period)
    period.filings.all().delete()
    period.delete()
    return record_amendment(
        guidance=guidance,
        kind=Amendment.Kind.WITHDRAWN,
        subject=subject,
        changes=[],
        reason=reason,
        by=by,
        at=at,
        affected=affected,
    )


def questions_asked(guidance: Guidance, lines: Lines) -> dict[str, list[Question]]:
    """What the plan asks for now among ``lines``, by kind and in the order of the document."""
    return {
        key: [question for question in kind.questions(guidance) if question.subject in lines.get(key, ())]
        for key, kind in LINE_KINDS.items()
    }


def refuse_days(guidance: Guidance, opens_on: dt.date, due_on: dt.date, *, on: dt.date) -> None:
    """Raise where, on day ``on``, the year end may still be filed, or nobody could file in the window."""
    last = guidance.periods.filter(kind=ReportingPeriod.Kind.YEAR_END).first()
    if last is None:
        raise TransitionNotAllowed(_("The guidance has no year end that could be supplemented."))
    if on <= last.due_on:
        raise TransitionNotAllowed(
            _("The window of %(period)s is still open: what is missing can be filed there.")
            % {"period": last}
        )
    if opens_on <= last.due_on:
        raise TransitionNotAllowed(
            _("The window of a supplement opens after that of %(period)s has closed.") % {"period": last}
        )
    if due_on < max(opens_on, on):
        raise TransitionNotAllowed(_("The window must close after it opens, and not before today."))


def refuse_lines(lines: Lines, asked: Mapping[str, Collection[Question]]) -> None:
    """Raise where nothing is asked for, or something that the plan does not ask for any more."""
    wanted = sum(len(set(subjects)) for subjects in lines.values())
    if not wanted:
        raise TransitionNotAllowed(_("Choose at least one task or target that is asked for."))
    if wanted != sum(len(questions) for questions in asked.values()):
        raise TransitionNotAllowed(_("The plan does not ask for one of these any more. Choose again."))


def refuse_strangers(
    organizations: Collection[Organization], asked: Mapping[str, Collection[Question]]
) -> None:
    """Raise where nobody is named, or somebody who answers nothing of what is asked for."""
    if not organizations:
        raise TransitionNotAllowed(_("Name at least one organization that is to file."))
    answerers = everybody(question.answerers for questions in asked.values() for question in questions)
    strangers = [organization for organization in organizations if not answerers.include(organization)]
    if strangers:
        raise TransitionNotAllowed(
            _("%(organizations)s: nothing of what you chose is asked of them by the plan.")
            % {"organizations": in_a_row(strangers)}
        )


def supplement_after(guidance: Guidance, opens_on: dt.date, due_on: dt.date, reason: str) -> ReportingPeriod:
    """A new period behind all others, on the whole year."""
    return ReportingPeriod.objects.create(
        guidance=guidance,
        kind=ReportingPeriod.Kind.SUPPLEMENT,
        order=guidance.periods.latest("order").order + 1,
        starts_on=dt.date(guidance.year, 1, 1),
        ends_on=dt.date(guidance.year, 12, 31),
        opens_on=opens_on,
        due_on=due_on,
        reason=reason,
    )


def give_filings(period: ReportingPeriod, organizations: Collection[Organization]) -> None:
    """A filing for each of ``organizations``; raises where one did not exist at the end of the year."""
    there = filers(period, Answerers(frozenset(organization.pk for organization in organizations)))
    found = set(there.values_list("pk", flat=True))
    gone = [organization for organization in organizations if organization.pk not in found]
    if gone:
        raise TransitionNotAllowed(
            _("%(organizations)s: not there any more at the end of %(year)s. Name who has taken over.")
            % {"organizations": in_a_row(gone), "year": period.guidance.year}
        )
    create_filings(there, [period])


def in_a_row(organizations: Collection[Organization]) -> str:
    return " / ".join(organization.full_display_name for organization in organizations)


def described(period: ReportingPeriod, asked: Mapping[str, Collection[Question]]) -> list[Change]:
    """What is asked for and when, as people read it in the guidance's language."""
    with translation.override(LANGUAGE):
        between = pgettext("between names", ", ")
        lines = [
            (str(LINE_KINDS[key].label), between.join(question.name for question in questions))
            for key, questions in asked.items()
            if questions
        ]
        return [Change(field, "", text) for field, text in [*lines, *described_window(period)]]
