"""Which doubts of the reader are about which task of a draft."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tasks.drafts.markup import task_stretch
from tasks.drafts.reading_places import ReadingPlaces
from tasks.models import ReadingCaution, Section, Task


def doubts_by_task(
    cautions: Iterable[ReadingCaution],
    tasks: Mapping[int | None, Sequence[Task]],
    places: ReadingPlaces,
) -> dict[int, list[ReadingCaution]]:
    """The ``cautions`` that stand within the stretch or the note of a task, by task id; ``tasks`` are those
    of each section. A doubt without a place is about the tasks of its section whose note it quotes, or about
    all of them where it quotes none."""
    found: dict[int, list[ReadingCaution]] = defaultdict(list)
    within = spots_by_key(places)
    for caution in cautions:
        for task in about(caution, tasks, within, places):
            found[task.pk].append(caution)
    return found


def spots_by_key(places: ReadingPlaces) -> dict[str, tuple[Section, int, int]]:
    """Where each thing stands in which section's text."""
    return {
        spot.key: (section, spot.starts_at, spot.ends_at)
        for section in places.sections
        for spot in places.spots.get(section.pk, ())
    }


def about(
    caution: ReadingCaution,
    tasks: Mapping[int | None, Sequence[Task]],
    within: Mapping[str, tuple[Section, int, int]],
    places: ReadingPlaces,
) -> Iterator[Task]:
    """The tasks that a doubt is about."""
    key = f"caution-{caution.pk}"
    if caution.starts_at is None or caution.ends_at is None:
        yield from quoting(caution, tasks.get(caution.section_id, ()))
    elif table := places.table_at(caution.starts_at):
        yield from table.tasks_on(key)
    elif key in within:
        section, starts_at, ends_at = within[key]
        for task in tasks.get(section.pk, ()):
            stretch = task_stretch(section.text, task)
            if (stretch.starts_at < ends_at and starts_at < stretch.note_to) or is_on_note(caution, task):
                yield task
    else:
        at = places.section_of(caution)
        yield from (task for task in tasks.get(at, ()) if is_on_note(caution, task))


def is_on_note(caution: ReadingCaution, task: Task) -> bool:
    """Whether a doubt stands on the note of a task, wherever that is in the source."""
    if caution.starts_at is None or caution.ends_at is None or task.note_at is None or task.note_to is None:
        return False
    return caution.starts_at < task.note_to and task.note_at < caution.ends_at


def quoting(caution: ReadingCaution, tasks: Sequence[Task]) -> Sequence[Task]:
    """The tasks of a section whose note a doubt quotes; all of them where it quotes none."""
    quoted = str(caution.values.get("note") or "").removesuffix("…")
    return [task for task in tasks if quoted and quoted in task.as_printed] or tasks
