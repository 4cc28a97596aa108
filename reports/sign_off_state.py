"""How far the sign-off of a text is, as its steps on file say it."""

from reports.models import Edition, SignOffStep
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
        done=tuple(Done(Step(step.kind), step.organization_id, step.by_id) for step in steps),
        countersigners=frozenset(asked),
    )
