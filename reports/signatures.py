"""待签: the texts of reports that wait for one person's name, wherever that is asked."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from organizations.models import Organization, User
from organizations.prepared_queries import PreparedQuery
from reports.models import Edition, SignOffStep
from reports.sign_off.course import Step
from reports.sign_off.waiting import Signer, Signers, waited_for
from reports.sign_off_state import courses_of, editors_of_each
from reports.signers import signers_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that waits for the person to do ``step`` at one of ``organizations``, by id, since the step
    before was done; in place of ``persons`` where they stand in for somebody."""

    edition: Edition
    step: Step
    since: dt.datetime
    organizations: frozenset[int]
    persons: tuple[str, ...]

    @property
    def address(self) -> str:
        edition = self.edition
        return reverse("reports:text-sign-off", args=[edition.guidance.year, edition.organization.code])

    @property
    def organization(self) -> Organization:
        return self.edition.organization


def waiting_for(user: User) -> list[Waiting]:
    """What waits for a person's name, the longest waiting first (one query; while a text is signed off at
    their organizations one more, and five for who can sign there)."""
    editions = signing_at(user)
    signers = signers_of(user) if editions else Signers()
    if not signers.checking and not signers.signing:
        return []
    courses, editors = courses_of(editions), editors_of_each(editions)
    since = last_steps(editions)
    found = []
    for edition in editions:
        course = courses[edition.pk]
        mine = waited_for(course, edition.organization_id, editors.get(edition.pk, ()), signers)
        if mine and course.waits_for is not None:
            found.append(waiting(user, edition, course.waits_for, since[edition.pk], mine))
    return sorted(found, key=lambda each: (each.since, each.edition.pk))


def signing_at(user: User) -> list[Edition]:
    """The texts that are being signed off by the person's organizations, or countersigned by them (one
    query)."""
    return being_signed.rows(own=tuple(held.pk for held in user.organizations_held))


@PreparedQuery
def being_signed(own: tuple[int, ...]) -> QuerySet[Edition]:
    return Edition.objects.told_at(own).filter(status=Edition.Status.SIGNING).for_page()


def last_steps(editions: Collection[Edition]) -> dict[int, dt.datetime]:
    """When the latest step of each text was done, by the id of the text (one query)."""
    steps = SignOffStep.objects.filter(edition__in=editions).order_by("pk")
    return dict(steps.values_list("edition", "at"))


def waiting(user: User, edition: Edition, step: Step, since: dt.datetime, mine: list[Signer]) -> Waiting:
    """One text with in whose place its person signs; in their own right they stand in for nobody."""
    own = [each for each in mine if each.in_place_of is None]
    names = {each.principal_id: str(each.principal) for each in user.stands_in_now}
    chosen = own or mine
    return Waiting(
        edition=edition,
        step=step,
        since=since,
        organizations=frozenset(each.organization for each in mine),
        persons=tuple(dict.fromkeys(names[each.in_place_of] for each in chosen if each.in_place_of)),
    )
