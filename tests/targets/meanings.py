"""Another meaning for what a published target measures: another indicator, since that of one in use stays."""

from typing import Any

from targets.models import Indicator, Target


def give_meaning(target: Target, **changed: Any) -> Indicator:
    """Put an indicator like the target's, but ``changed``, in its place, in the row and in memory."""
    made = Indicator.objects.get(pk=target.indicator_id)
    made.pk, made.code, made.is_fixed = None, f"{made.code}-changed", False
    made._state.adding = True
    for name, value in changed.items():
        setattr(made, name, value)
    made.save()
    Target.objects.filter(indicator=target.indicator_id).update(indicator=made)
    target.indicator = made
    return made
