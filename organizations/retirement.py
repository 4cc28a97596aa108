"""Closing accounts for good."""

import datetime as dt

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet

from organizations.models import User


@transaction.atomic
def retire_people(*, people: QuerySet[User], at: dt.datetime) -> int:
    """Close the accounts that are open among ``people``; how many these were.

    They have no password any more, which ends their sessions and calendar links as well. The rows stay,
    because the log names them.
    """
    return people.filter(is_active=True).update(
        is_active=False, password=make_password(None), password_changed_at=at
    )
