"""From where a person looks at figures (design R18)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from organizations.models import Organization, User
from targets.figures.queries import TargetFigure, figures_of, has_figure
from targets.models import Target


def viewpoints(user: User, targets: Iterable[Target]) -> dict[int, Organization]:
    """From which of the person's organizations each target is looked at, by target id (design R18).

    The highest that has a figure on it; targets without one are left out. No query beyond the person's
    memberships.
    """
    seen_from: dict[int, Organization] = {}
    for target in targets:
        for held in user.organizations_held:
            if has_figure(held, target):
                seen_from[target.pk] = held
                break
    return seen_from


def figures_for(
    user: User, targets: Sequence[Target], *, on: dt.date | None = None
) -> Mapping[int, TargetFigure]:
    """The figures that a person may see on ``targets`` (three queries for each of their organizations)."""
    seen_from = viewpoints(user, targets)
    figures: dict[int, TargetFigure] = {}
    for held in user.organizations_held:
        own = [target for target in targets if seen_from.get(target.pk) == held]
        figures |= figures_of(held, own, on=on)
    return figures
