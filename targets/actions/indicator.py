"""Adding an indicator, and correcting one: its words, and what it means as long as nothing rests on that."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organizations.models import User
from targets.indicator_meaning import fixed_fields, label_of
from targets.models import Indicator, IndicatorCorrection
from tasks.errors import ReasonMissing, TransitionNotAllowed
from tasks.models import Guidance
from texts.punctuation import within_quotes


@transaction.atomic
def create_indicator(*, indicator: Indicator, by: User) -> Indicator:
    """Save an indicator that is not yet. Raises ``TransitionNotAllowed`` for values that do not fit, for a
    code that another has, and for a person who does not administer the portal."""
    refuse_others(by)
    complete(indicator)
    indicator.save(force_insert=True)
    return indicator


@transaction.atomic
def correct_indicator(
    *, indicator: Indicator, by: User, at: dt.datetime, reason: str
) -> IndicatorCorrection | None:
    """Save an indicator as it was changed in memory, and put on record what is another; None for nothing.

    Raises ``TransitionNotAllowed`` where that would change what a used indicator means, which is a new
    indicator, for values that do not fit, and for a person who does not administer the portal;
    ``ReasonMissing`` without a reason.
    """
    refuse_others(by)
    # Whoever publishes a guidance that uses it waits, or has been faster.
    list(
        Guidance.objects.select_for_update(of=("self",)).filter(targets__indicator=indicator.pk).values("pk")
    )
    standing = Indicator.objects.select_for_update().get(pk=indicator.pk)
    # What was read before a guidance came into force does not know of it.
    indicator.is_fixed = standing.is_fixed
    names = [field.name for field in Indicator._meta.concrete_fields]
    changed = [name for name in names if getattr(indicator, name) != getattr(standing, name)]
    if not changed:
        return None
    refuse_other_meaning(standing, changed)
    if not reason.strip():
        raise ReasonMissing(_("Say why the indicator is changed."))
    complete(indicator)
    indicator.save()
    changes = [
        {"field": name, "before": str(getattr(standing, name)), "after": str(getattr(indicator, name))}
        for name in changed
    ]
    return IndicatorCorrection.objects.create(
        indicator=indicator, changes=changes, reason=reason.strip(), at=at, by=by
    )


def refuse_others(by: User) -> None:
    """Raise ``TransitionNotAllowed`` for a person who does not administer the portal."""
    if not (by.is_administrator or by.is_superuser):
        raise TransitionNotAllowed(_("Only the administrators of the office change an indicator."))


def complete(indicator: Indicator) -> None:
    """Raise ``TransitionNotAllowed`` with the first thing that does not fit."""
    try:
        indicator.full_clean()
    except ValidationError as error:
        raise TransitionNotAllowed(error.messages[0]) from None


def refuse_other_meaning(standing: Indicator, changed: list[str]) -> None:
    """Raise ``TransitionNotAllowed`` where a used indicator would come to mean something else."""
    refused = [name for name in fixed_fields(standing) if name in changed]
    if refused:
        labels = pgettext("between names", ", ").join(label_of(name) for name in refused)
        raise TransitionNotAllowed(
            _(
                "“%(indicator)s” is used by a guidance in force: %(fields)s stay as they are, because figures"
                " rest on them. Make a new indicator from this one."
            )
            % {"indicator": within_quotes(standing), "fields": labels}
        )
