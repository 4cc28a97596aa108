"""The owners that two places name for one task."""

from dataclasses import replace

from reading.document import TaskRead

_SHORTEST_ENDING = 3


def is_same(one: str, other: str) -> bool:
    """Whether two names mean the same office: 市科技局 and 科技局."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    return longer == shorter or (len(shorter) >= _SHORTEST_ENDING and longer.endswith(shorter))


def _is_among(name: str, names: tuple[str, ...]) -> bool:
    return any(is_same(name, other) for other in names)


def contradicts(task: TaskRead, other: TaskRead) -> bool:
    """Whether ``other`` makes somebody lead whom ``task`` does not, or lets somebody support who leads there.

    A list without roles that names none but the task's own owners contradicts nothing.
    """
    named = (*task.lead, *task.support, *task.guide)
    if not other.support and not other.guide and all(_is_among(name, named) for name in other.lead):
        return not any(_is_among(name, task.lead) for name in other.lead) and bool(task.lead)
    leads = bool(task.lead) and any(not _is_among(name, task.lead) for name in other.lead)
    return leads or any(_is_among(name, task.lead) for name in (*other.support, *other.guide))


def merged(task: TaskRead, other: TaskRead) -> TaskRead:
    """``task`` with the owners, persons and deadline that only ``other`` names."""
    lead = task.lead or other.lead
    support = _with(task.support, other.support, (*lead, *task.guide))
    guide = _with(task.guide, other.guide, (*lead, *support))
    return replace(
        task,
        lead=lead,
        support=support,
        guide=guide,
        people=tuple(dict.fromkeys((*task.people, *other.people))),
        collective=tuple(
            name
            for name in dict.fromkeys((*task.collective, *other.collective))
            if name in {*lead, *support, *guide}
        ),
        and_others=task.and_others or other.and_others,
        due_on=task.due_on or other.due_on,
    )


def _with(names: tuple[str, ...], more: tuple[str, ...], elsewhere: tuple[str, ...]) -> tuple[str, ...]:
    return (*names, *(name for name in more if not _is_among(name, (*names, *elsewhere))))
