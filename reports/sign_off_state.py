"""How far the sign-off of a text is, as its steps on file say it."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from reports.models import Countersigner, Edition, EditionChange, ReportSettings, SignOffStep
from reports.occasions import settings_of
from reports.sign_off.course import Course, Done, Order, Step


def round_of(edition: Edition) -> int:
    """The number of the latest round; 0 before a text is first handed on (one query)."""
    latest = edition.steps.order_by("-pk").first()
    return latest.round if latest else 0


def course_of(edition: Edition) -> Course:
    """The latest round of a text (three queries)."""
    number = round_of(edition)
    steps = edition.steps.filter(round=number) if number else SignOffStep.objects.none()
    asked = edition.countersigners.values_list("organization", flat=True)
    return Course(
        order=Order(settings_of(edition.organization).sign_off),
        done=tuple(done(step) for step in steps),
        countersigners=frozenset(asked),
    )


def done(step: SignOffStep) -> Done:
    """A step on file as the rules read it."""
    return Done(Step(step.kind), step.organization_id, step.by_id, step.in_place_of_id)


def courses_of(editions: Collection[Edition]) -> dict[int, Course]:
    """The latest round of each of some texts, by the id of the text (three queries)."""
    orders = dict(
        ReportSettings.objects.filter(organization__in={each.organization_id for each in editions})
        .order_by()
        .values_list("organization", "sign_off")
    )
    asked = grouped(
        Countersigner.objects.filter(edition__in=editions).order_by().values_list("edition", "organization")
    )
    rounds: dict[int, list[SignOffStep]] = defaultdict(list)
    for step in SignOffStep.objects.filter(edition__in=editions).order_by("pk"):
        kept = rounds[step.edition_id]
        rounds[step.edition_id] = [*(each for each in kept if each.round == step.round), step]
    return {
        each.pk: Course(
            order=Order(orders.get(each.organization_id, Order.FULL)),
            done=tuple(done(step) for step in rounds[each.pk]),
            countersigners=frozenset(asked[each.pk]),
        )
        for each in editions
    }


def editors_of(edition: Edition) -> set[int]:
    """Who has worded something in a text, by id (one query)."""
    return editors_of_each([edition])[edition.pk]


def editors_of_each(editions: Collection[Edition]) -> dict[int, set[int]]:
    """Who has worded something in each of some texts, by ids (one query)."""
    changes = EditionChange.objects.filter(edition__in=editions).order_by()
    return grouped(changes.values_list("edition", "by").distinct())


def grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found
