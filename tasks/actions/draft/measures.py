"""The measures of a task as a list of clauses."""

from collections.abc import Sequence

from tasks.models import Measure, Task


def measures_of(task: Task) -> list[str]:
    return [measure.text for measure in task.measures.all()]


def add_measures(task: Task, clauses: Sequence[str]) -> None:
    """Append ``clauses`` to the measures of a task."""
    Measure.objects.bulk_create(
        Measure(task=task, order=order, text=clause)
        for order, clause in enumerate(clauses, start=task.measures.count() + 1)
    )


def replace_measures(task: Task, clauses: Sequence[str]) -> None:
    """Let ``clauses`` be all the measures of a task; nothing is written where they are already."""
    if measures_of(task) != list(clauses):
        task.measures.all().delete()
        add_measures(task, clauses)
