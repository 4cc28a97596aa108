"""Signing a text off: handed on, checked, countersigned, sent back or taken back (design R2, R4, R20).

``seen`` is the version of the text that the person has read: their name stands under that one alone.
"""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organizations.deputizing import Capacity, refuse_no_deputy
from organizations.models import Deputy, Organization, User
from organizations.permissions import Permission
from reports.actions.edition import locked_edition, refuse_closed
from reports.actions.sign_off_news import tell_of_step
from reports.actions.waiting_file import leave_waiting, refuse_unknown_file
from reports.edited_text import text_of
from reports.findings import refuse_unfinished
from reports.models import Countersigner, Edition, SignOffStep
from reports.sign_off.course import Step, may_check
from reports.sign_off_state import course_of, editors_of, round_of
from reports.signers import RIGHTS
from tasks.errors import NotYourOwn, ReasonMissing, TransitionNotAllowed

Kind = SignOffStep.Kind


@transaction.atomic
def hand_on_text(
    *,
    edition: int,
    seen: int,
    by: User,
    at: dt.datetime,
    countersigners: Collection[Organization] = (),
    opinion: str = "",
    among: QuerySet[Edition] | None = None,
) -> Edition:
    """拟稿: hand a text on to be signed off; nobody changes it meanwhile. ``countersigners`` are asked at
    once, each in its own time. Raises ``TransitionNotAllowed`` where a check is open or another version
    stands."""
    locked = locked_edition(edition, among)
    refuse_closed(locked)
    refuse_unread_version(locked, seen)
    refuse_unfinished(locked, text_of(locked))
    locked.countersigners.all().delete()
    Countersigner.objects.bulk_create(
        [Countersigner(edition=locked, organization=each) for each in dict.fromkeys(countersigners)]
    )
    move(locked, Edition.Status.SIGNING)
    note_step(step_of(locked, Kind.HANDED_ON, round_of(locked) + 1, by=by, at=at, opinion=opinion))
    return locked


@transaction.atomic
def check_text(
    *,
    edition: int,
    seen: int,
    by: User,
    at: dt.datetime,
    opinion: str = "",
    deputy: Deputy | None = None,
    among: QuerySet[Edition] | None = None,
) -> Edition:
    """核稿: say that a text is right. Raises ``NotYourOwn`` for who drafted it or worded some of it, or
    stands in for one of those, and ``DeputyRefused`` for who does not stand in as ``deputy`` says."""
    locked = locked_edition(edition, among)
    refuse_unless_waiting(locked, Step.CHECKED, seen)
    capacity = capacity_in(deputy, Permission.CHECK_REPORT, locked.organization, by=by, at=at)
    if not may_check(course_of(locked), capacity.people(by), editors_of(locked)):
        raise NotYourOwn(not_to_check(capacity))
    note_step(
        step_of(
            locked,
            Kind.CHECKED,
            round_of(locked),
            by=by,
            at=at,
            opinion=opinion,
            in_place_of=capacity.in_place_of,
        )
    )
    return locked


@transaction.atomic
def countersign_text(
    *,
    edition: int,
    organization: Organization,
    seen: int,
    by: User,
    at: dt.datetime,
    opinion: str = "",
    deputy: Deputy | None = None,
    among: QuerySet[Edition] | None = None,
) -> Edition:
    """会签: countersign for an organization that was asked; several do so in any order, also at once. Twice
    changes nothing. Raises ``TransitionNotAllowed`` for one that is not asked, and ``DeputyRefused``."""
    locked = locked_edition(edition, among)
    course = course_of(locked)
    if course.is_running and organization.pk in course.countersigners - course.unsigned:
        return locked
    refuse_unless_waiting(locked, Step.COUNTERSIGNED, seen)
    if organization.pk not in course.unsigned:
        words = {"organization": organization}
        raise TransitionNotAllowed(_("%(organization)s is not asked to countersign this text.") % words)
    capacity = capacity_in(deputy, Permission.SIGN_REPORT, organization, by=by, at=at)
    note_step(
        step_of(
            locked,
            Kind.COUNTERSIGNED,
            round_of(locked),
            by=by,
            at=at,
            opinion=opinion,
            organization=organization,
            in_place_of=capacity.in_place_of,
        )
    )
    return locked


@transaction.atomic
def send_back_text(
    *,
    edition: int,
    organization: Organization,
    reason: str,
    by: User,
    at: dt.datetime,
    deputy: Deputy | None = None,
    among: QuerySet[Edition] | None = None,
) -> Edition:
    """退回: send a text back to be edited, with a reason that who handed it on is told; the names under it
    fall away and stay on file. Raises ``DeputyRefused`` for who does not stand in as ``deputy`` says."""
    locked = locked_edition(edition, among)
    if not reason.strip():
        raise ReasonMissing(_("Say what is to be changed."))
    refuse_unless_signing(locked)
    right = RIGHTS[course_of(locked).waits_for or Step.SIGNED_OUT]
    capacity = capacity_in(deputy, right, organization, by=by, at=at)
    move(locked, Edition.Status.EDITING)
    note_step(
        step_of(
            locked,
            Kind.SENT_BACK,
            round_of(locked),
            by=by,
            at=at,
            opinion=reason,
            organization=organization,
            in_place_of=capacity.in_place_of,
        )
    )
    return locked


@transaction.atomic
def take_back_text(
    *, edition: int, by: User, at: dt.datetime, among: QuerySet[Edition] | None = None
) -> Edition:
    """撤回: go on editing a text that was handed on, as long as it is not signed out."""
    locked = locked_edition(edition, among)
    refuse_unless_signing(locked)
    move(locked, Edition.Status.EDITING)
    note_step(step_of(locked, Kind.TAKEN_BACK, round_of(locked), by=by, at=at))
    return locked


@transaction.atomic
def give_up_text(
    *,
    edition: int,
    by: User,
    at: dt.datetime,
    waiting: int | None = None,
    among: QuerySet[Edition] | None = None,
) -> Edition:
    """Give a text up: the composed version stays the report. What was written stays on record, and editing
    can begin anew. ``waiting`` is the id of the file from Word that the person knows to wait, which is left;
    raises ``TransitionNotAllowed`` where another one waits."""
    locked = locked_edition(edition, among)
    refuse_closed(locked)
    refuse_unknown_file(locked, waiting)
    leave_waiting(locked, by=by, at=at)
    move(locked, Edition.Status.GIVEN_UP)
    note_step(step_of(locked, Kind.GIVEN_UP, round_of(locked) + 1, by=by, at=at))
    return locked


def move(edition: Edition, status: Edition.Status) -> None:
    edition.status = status
    edition.save(update_fields=["status"])


def note_step(step: SignOffStep) -> None:
    """Put a step on file, and tell whom it makes act."""
    step.save()
    tell_of_step(step.edition, step)


def step_of(
    edition: Edition,
    kind: SignOffStep.Kind,
    number: int,
    *,
    by: User,
    at: dt.datetime,
    opinion: str = "",
    organization: Organization | None = None,
    in_place_of: User | None = None,
) -> SignOffStep:
    """A step, with the version of the text that stands; not on file yet."""
    return SignOffStep(
        edition=edition,
        round=number,
        kind=kind,
        organization=organization or edition.organization,
        version=edition.version,
        opinion=opinion.strip(),
        at=at,
        by=by,
        in_place_of=in_place_of,
    )


def capacity_in(
    deputy: Deputy | None, permission: Permission, organization: Organization, *, by: User, at: dt.datetime
) -> Capacity:
    """In what somebody signs: in their own right, or as ``deputy`` says, which is looked at anew."""
    if deputy is not None:
        refuse_no_deputy(deputy, by=by, permission=permission, organization=organization, at=at)
    return Capacity(organization, deputy)


def not_to_check(capacity: Capacity) -> str:
    """Why somebody does not check a text, in a sentence to them."""
    if capacity.in_place_of is None:
        return _("You have worked on this text yourself; somebody else has to check it.")
    words = {"person": capacity.in_place_of}
    return _("You or %(person)s have worked on this text yourselves; somebody else has to check it.") % words


def refuse_unless_signing(edition: Edition) -> None:
    if edition.status != Edition.Status.SIGNING:
        raise TransitionNotAllowed(
            _("The text is not being signed off: it is now “%(status)s”.")
            % {"status": edition.get_status_display()}
        )


def refuse_unless_waiting(edition: Edition, step: Step, seen: int) -> None:
    """Raise ``TransitionNotAllowed`` where a text, or this version of it, does not wait for ``step``."""
    refuse_unless_signing(edition)
    refuse_unread_version(edition, seen)
    if course_of(edition).waits_for is not step:
        raise TransitionNotAllowed(
            _("Somebody has acted on this text meanwhile. Read below how it stands now.")
        )


def refuse_unread_version(edition: Edition, seen: int) -> None:
    if edition.version != seen:
        raise TransitionNotAllowed(
            _("The text has changed since you read it. Read it anew before you put your name under it.")
        )


def may_act_for(user: User, organization: Organization) -> bool:
    """Whether a person signs for an organization."""
    return user.can(Permission.SIGN_REPORT, at=organization)
