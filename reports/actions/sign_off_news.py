"""Telling those whom a step of a sign-off makes act: who is waited for next, and who is to edit again."""

import msgspec
from django.urls import reverse

from organizations.calendar import day_of
from reports.gathering.bilingual import short_name_of
from reports.models import Edition, SignOffStep
from reports.sign_off.course import Course, Step
from reports.sign_off.waiting import Signer, waited_for
from reports.sign_off_state import course_of, editors_of
from reports.signers import signers_at
from tasks.actions.notices import announce, withdraw_unread
from tasks.models import NoticeKind
from tasks.notices.announcements import Announcement


def tell_of_step(edition: Edition, step: SignOffStep) -> None:
    """Tell who is waited for since ``step``, once a round and step, and take back what was said to those who
    no longer are; tell who handed a text on why it came back (about eight queries)."""
    course = course_of(edition)
    waiting = {each.person for each in people_waited_for(edition, course, step)} - {step.by_id}
    key = f"{key_of(edition)}{step.round}-{course.waits_for or 'none'}"
    withdraw_unread(kind=NoticeKind.TEXT_WAITS, prefix=key_of(edition), key=key, people=waiting)
    tell(edition, step, NoticeKind.TEXT_WAITS, key, waiting)
    if step.kind == SignOffStep.Kind.SENT_BACK:
        drafted = {each.by for each in course.done if each.step is Step.HANDED_ON}
        key = f"{key_of(edition)}{step.round}-back"
        tell(edition, step, NoticeKind.TEXT_SENT_BACK, key, drafted, reason=step.opinion)


def people_waited_for(edition: Edition, course: Course, step: SignOffStep) -> list[Signer]:
    """Who can do the next step of a text (three queries, none where it waits for none)."""
    if course.waits_for is None:
        return []
    places = {edition.organization_id, *course.countersigners}
    return waited_for(
        course, edition.organization_id, editors_of(edition), signers_at(places, day_of(step.at))
    )


def key_of(edition: Edition) -> str:
    return f"text-{edition.pk}-"


def tell(
    edition: Edition, step: SignOffStep, kind: NoticeKind, key: str, people: set[int], *, reason: str = ""
) -> None:
    """Tell some people, by id, of a step."""
    organization = edition.organization
    values = {
        "person": str(step.by),
        "in_place_of": str(step.in_place_of or ""),
        "reason": reason,
        "year": edition.guidance.year,
        "organization": msgspec.to_builtins(short_name_of(organization)),
        "address": reverse("reports:text-sign-off", args=[edition.guidance.year, organization.code]),
    }
    announce(
        announcement=Announcement(kind, key, values),
        people=people - {step.by_id},
        on=day_of(step.at),
        at=step.at,
    )
