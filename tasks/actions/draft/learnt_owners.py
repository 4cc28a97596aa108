"""Learning what a printed name means once it was settled, and forgetting it."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from organizations.models import Organization, User
from tasks.drafts.learnt_owners import key_of
from tasks.models import Guidance, LearntOrganization, LearntOwner

Meaning = LearntOwner.Meaning


@transaction.atomic
def learn_owner(
    *,
    name: str,
    guidance: Guidance,
    by: User,
    at: dt.datetime,
    organizations: Sequence[Organization] = (),
    collective: str = "",
) -> LearntOwner:
    """Keep what a printed name means, so that the next document is settled alike; nobody where neither
    organizations nor a collective are given. What was learnt of the name before gives way.

    One organization is meant by an alias of it, as everywhere; several have none.
    """
    before = LearntOwner.objects.select_for_update().filter(key=key_of(name)).first()
    if before is not None:
        forget_alias(before)
    learnt, _is_new = LearntOwner.objects.update_or_create(
        key=key_of(name),
        defaults={
            "name": name,
            "meaning": meaning_of(organizations, collective),
            "collective": collective,
            "is_alias_new": False,
            "guidance": guidance,
            "year": guidance.year,
            "said_at": at,
            "said_by": by,
            "forgotten_at": None,
            "forgotten_by": None,
        },
    )
    learnt.meant.all().delete()
    LearntOrganization.objects.bulk_create(
        LearntOrganization(learnt=learnt, organization=organization, called=organization.name)
        for organization in organizations
    )
    if len(organizations) == 1 and remember_alias(organizations[0], name):
        learnt.is_alias_new = True
        learnt.save(update_fields=["is_alias_new"])
    return learnt


def meaning_of(organizations: Sequence[Organization], collective: str) -> LearntOwner.Meaning:
    if organizations:
        return Meaning.ORGANIZATIONS
    return Meaning.COLLECTIVE if collective else Meaning.NOTHING


def remember_alias(organization: Organization, name: str) -> bool:
    """Keep a printed name as an alias; whether it is a new one."""
    stored = Organization.objects.select_for_update().get(pk=organization.pk)
    if name in stored.aliases:
        return False
    stored.aliases = [*stored.aliases, name]
    stored.save(update_fields=["aliases"])
    return True


@transaction.atomic
def forget_owner(*, learnt: LearntOwner, by: User, at: dt.datetime) -> bool:
    """Let a learnt name settle nothing any more; drafts and plans stay as they are. Returns whether it was in
    use; twice changes nothing."""
    stored = LearntOwner.objects.select_for_update().filter(pk=learnt.pk, forgotten_at=None).first()
    if stored is None:
        return False
    forget_alias(stored)
    stored.forgotten_at, stored.forgotten_by, stored.is_alias_new = at, by, False
    stored.save(update_fields=["forgotten_at", "forgotten_by", "is_alias_new"])
    return True


def forget_alias(learnt: LearntOwner) -> None:
    """Take the alias back that the name became when it was learnt."""
    if not learnt.is_alias_new:
        return
    for organization in learnt.organizations:
        stored = Organization.objects.select_for_update().get(pk=organization.pk)
        stored.aliases = [alias for alias in stored.aliases if alias != learnt.name]
        stored.save(update_fields=["aliases"])
