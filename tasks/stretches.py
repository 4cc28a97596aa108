"""A section's text cut where its responsibility notes end, so that each stretch shows its state."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tasks.models import Task
from tasks.standing import Standing


@dataclass(frozen=True, slots=True)
class Stretch:
    """One task with the text it covers, and its standing."""

    task: Task
    standing: Standing


def stretches(tasks: Sequence[Task], standing: Mapping[int, Standing]) -> dict[int, list[Stretch]]:
    """The stretches by section id, in the order of the text."""
    found: dict[int, list[Stretch]] = defaultdict(list)
    for task in tasks:
        found[task.section_id].append(Stretch(task, standing.get(task.pk, Standing())))
    return found


def rest_after(text: str, tasks: Sequence[Task]) -> str:
    """What a section says after its last responsibility note, so that no text is left out of the page.

    A task that an amendment has added lies beyond the text.
    """
    if not tasks:
        return ""
    printed = [task for task in tasks if task.ends_at <= len(text)]
    if not printed:
        return text.strip()
    return text[printed[-1].ends_at :].removeprefix(printed[-1].as_printed).strip()
