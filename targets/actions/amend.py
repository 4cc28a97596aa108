"""Amending the targets of a guidance that is in force: changing one, withdrawing one, adding one."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from organizations.calendar import day_of
from organizations.models import User
from targets.actions.goals import add_indicator, apply_terms
from targets.figures.terms import goal_of
from targets.goals.suggestions import Terms
from targets.indicator_meaning import fix_meanings
from targets.models import Indicator, Target
from targets.target_statement import described, milestones_in_words, target_statement, targets_statement
from tasks.actions.amend import (
    concerned,
    lock_published,
    open_current_periods,
    record_amendment,
    refuse_amended,
)
from tasks.amendments.changes import Change, differences
from tasks.errors import TransitionNotAllowed
from tasks.lines.answerers import Answerers
from tasks.models import Amendment, Guidance, Section
from tasks.models.amendment import LANGUAGE
from tasks.statement import Statement

Kind = Amendment.Kind


@transaction.atomic
def amend_target(
    *, target: Target, by: User, at: dt.datetime, reason: str, seen: Statement, terms: Terms
) -> Amendment | None:
    """Change what is wanted of an indicator, or who answers for it; None where nothing is another.

    What was filed stays with the target. Raises ``NotAsRead`` where it is another than was ``seen``,
    ``TransitionNotAllowed`` for a withdrawn target and for
    terms that do not fit together, and as ``lock_published`` does.
    """
    guidance = lock_published(target.guidance, by=by, reason=reason)
    target = locked(target)
    if target.withdrawn_on is not None:
        raise TransitionNotAllowed(_("“%(target)s” is withdrawn.") % {"target": target})
    refuse_amended(target.indicator.name, seen, target_statement(target))
    before, asked = described(target), answerers_of(target)
    apply_terms(target, terms)
    changes = differences(before, described(target))
    if not changes:
        return None
    target.save()
    asked |= answerers_of(target)
    return amended(guidance, target, asked, Kind.CHANGED, changes, reason=reason, by=by, at=at)


@transaction.atomic
def set_milestones(
    *,
    target: Target,
    by: User,
    at: dt.datetime,
    reason: str,
    seen: Statement,
    milestones: Mapping[dt.date, Decimal],
) -> Amendment | None:
    """Say what is expected of a target by the end of some days before its last, in the indicator's unit, in
    place of a straight path (design R12); None where nothing is another.

    Raises ``NotAsRead`` where it is another than was ``seen``, ``TransitionNotAllowed`` for a withdrawn
    target, for a goal without a path, and for milestones that
    lie outside the year or turn back on the way; and as ``lock_published`` does.
    """
    guidance = lock_published(target.guidance, by=by, reason=reason)
    target = locked(target)
    if target.withdrawn_on is not None:
        raise TransitionNotAllowed(_("“%(target)s” is withdrawn.") % {"target": target})
    refuse_amended(target.indicator.name, seen, target_statement(target))
    before = milestones_in_words(target)
    target.milestones = {day.isoformat(): str(value) for day, value in sorted(milestones.items())}
    refuse_odd_path(target)
    after = milestones_in_words(target)
    if before == after:
        return None
    target.save(update_fields=["milestones"])
    with translation.override(LANGUAGE):
        changes = [Change(_("Milestones"), before, after)]
    asked = answerers_of(target)
    return amended(guidance, target, asked, Kind.CHANGED, changes, reason=reason, by=by, at=at)


def refuse_odd_path(target: Target) -> None:
    """Raise ``TransitionNotAllowed`` where the milestones make no path to the goal."""
    goal = goal_of(target)
    if goal.milestones and not goal.may_have_milestones:
        raise TransitionNotAllowed(_("The same is expected of this goal all year: it has no milestones."))
    if any(not goal.starts_on <= day < goal.ends_on for day, _value in goal.milestones):
        raise TransitionNotAllowed(_("A milestone lies within the year, before its last day."))
    if goal.turning_back():
        raise TransitionNotAllowed(_("Each milestone lies between the one before and the goal."))


@transaction.atomic
def withdraw_target(
    *, target: Target, by: User, at: dt.datetime, reason: str, seen: Statement
) -> Amendment | None:
    """From today on nobody is asked about a target any more; what was filed on it stays. None where it was
    withdrawn before. Raises ``NotAsRead`` where it is another than was ``seen``, and as ``lock_published``
    does."""
    guidance = lock_published(target.guidance, by=by, reason=reason)
    target = locked(target)
    if target.withdrawn_on is not None:
        return None
    refuse_amended(target.indicator.name, seen, target_statement(target))
    changes = [Change(field, value, "") for field, value in described(target) if value]
    target.withdrawn_on = day_of(at)
    target.save(update_fields=["withdrawn_on"])
    asked = answerers_of(target)
    return amended(guidance, target, asked, Kind.WITHDRAWN, changes, reason=reason, by=by, at=at)


@transaction.atomic
def add_target(
    *,
    section: Section,
    by: User,
    at: dt.datetime,
    reason: str,
    seen: Statement,
    text: str,
    indicator: Indicator,
    terms: Terms,
) -> Amendment:
    """Set a goal more beside those that were ``seen``; it stands behind the others. An indicator that is not
    saved yet is added.

    Raises ``NotAsRead`` where goals were added or withdrawn meanwhile, ``TransitionNotAllowed`` for an
    indicator that has a target, and as ``lock_published`` does.
    """
    guidance = lock_published(section.guidance, by=by, reason=reason)
    refuse_amended(guidance.title, seen, targets_statement(guidance))
    if indicator._state.adding:
        add_indicator(indicator, guidance)
    last = guidance.targets.aggregate(last=Max("order"))["last"] or 0
    target = Target(guidance=guidance, section=section, text=text, indicator=indicator, order=last + 1)
    apply_terms(target, terms)
    target.save()
    fix_meanings(guidance)
    changes = [Change(field, "", value) for field, value in described(target) if value]
    asked = answerers_of(target)
    return amended(guidance, target, asked, Kind.ADDED, changes, reason=reason, by=by, at=at)


def amended(
    guidance: Guidance,
    target: Target,
    asked: Answerers,
    kind: Amendment.Kind,
    changes: Iterable[Change],
    *,
    at: dt.datetime,
    **recorded: Any,
) -> Amendment:
    """Write the amendment down, and see to it that those who are asked now can file."""
    open_current_periods(guidance, on=day_of(at))
    return record_amendment(
        guidance=guidance,
        kind=kind,
        subject=target.indicator.name,
        changes=changes,
        at=at,
        **recorded,
        **concerned(asked),
    )


def locked(target: Target) -> Target:
    """The target as it stands now, locked until the transaction ends."""
    rows = Target.objects.select_for_update(of=("self",)).select_related(
        "indicator", "responsible", "guidance"
    )
    return rows.get(pk=target.pk)


def answerers_of(target: Target) -> Answerers:
    """Who reports on a target, and who answers for it."""
    everybody = target.reported_by == Target.ReportedBy.LOCAL_BUREAUS
    return Answerers(frozenset({target.responsible_id}), everybody)
