"""The doubts of the reader, those of one kind together, so that several are settled at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from tasks.models import ReadingCaution


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt and the address of the words that it stands on; "" where it is about none."""

    caution: ReadingCaution
    url: str


@dataclass(frozen=True, slots=True)
class DoubtGroup:
    """Doubts of one kind, in the order of the document."""

    message: str
    doubts: tuple[Doubt, ...]

    @property
    def sentence(self) -> str:
        """What they all say, without what each of them says of its own."""
        return str(gettext(self.message) % Blanks())

    @property
    def ids(self) -> str:
        return ids_of(doubt.caution for doubt in self.doubts)


class Blanks(dict[str, str]):
    """Fills every place of a template with an ellipsis."""

    def __missing__(self, _key: str) -> str:
        return "…"


def ids_of(cautions: Iterable[ReadingCaution]) -> str:
    """Several doubts as a form sends them: those that stood on the page, and no others."""
    return ",".join(str(caution.pk) for caution in cautions)


def doubt_groups(cautions: Sequence[ReadingCaution], addresses: Mapping[str, str]) -> list[DoubtGroup]:
    """The doubts by kind, in the order in which the kinds come up first."""
    found: dict[str, list[Doubt]] = defaultdict(list)
    for caution in cautions:
        found[caution.message].append(Doubt(caution, addresses.get(f"caution-{caution.pk}", "")))
    return [DoubtGroup(message, tuple(doubts)) for message, doubts in found.items()]


class LookedAt:
    """The doubts that somebody has looked at, with where they stand."""

    def __init__(self, cautions: Sequence[ReadingCaution], addresses: Mapping[str, str]) -> None:
        self.doubts = [Doubt(caution, addresses.get(f"caution-{caution.pk}", "")) for caution in cautions]
        last = max((caution.settled_at for caution in cautions if caution.settled_at), default=None)
        self.last = [caution for caution in cautions if caution.settled_at == last]

    @property
    def ids(self) -> str:
        """Those that were looked at last, all of one moment, as a form sends them."""
        return ids_of(self.last)
