"""The printed names of a draft that were settled: as what, by whom, in which tasks."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import pgettext

from tasks.models import Guidance, LearntOwner, SettledOwner, Task


@dataclass(frozen=True, slots=True)
class SettledName:
    """A printed name that was settled. ``learnt`` is by what it was settled as before; without one somebody
    has settled it in this draft."""

    name: str
    rows: tuple[SettledOwner, ...]

    @property
    def tasks(self) -> list[Task]:
        return list(dict.fromkeys(row.task for row in self.rows))

    @property
    def meant(self) -> str:
        """Who is meant, in the language of the page; "" for nobody."""
        names = dict.fromkeys(row.meant for row in self.rows if row.meant)
        return pgettext("between names", ", ").join(names)

    @property
    def learnt(self) -> LearntOwner | None:
        return self.rows[0].learnt

    @property
    def is_as_before(self) -> bool:
        """Whether nobody has settled it in this draft."""
        return self.rows[0].settled_by is None

    @property
    def settled_by(self) -> str:
        """Who has settled it in this draft."""
        person = self.rows[0].settled_by
        return person.name if person else ""


def settled_names(guidance: Guidance) -> list[SettledName]:
    """Each settled name once, those settled as before first (one query)."""
    related = ("task", "organization", "settled_by", "learnt__said_by")
    found: dict[str, list[SettledOwner]] = defaultdict(list)
    for row in SettledOwner.objects.filter(task__guidance=guidance).select_related(*related):
        found[row.name].append(row)
    names = [SettledName(name, tuple(rows)) for name, rows in found.items()]
    return sorted(names, key=lambda name: not name.is_as_before)
