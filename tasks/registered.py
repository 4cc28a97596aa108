"""What rooms add to filings and plans: each says when it starts how to make it, and it is made, with all that
it stands on, once somebody asks."""

from collections.abc import Callable, Iterator, Mapping
from threading import RLock
from typing import Any, Protocol


class Keyed(Protocol):
    """Something that is known under a key; what is asked for comes before what is not."""

    @property
    def key(self) -> str: ...


class Registered[Known: Keyed](Mapping[str, Known]):
    """What was registered, by key and in that order, but for those of which ``is_last`` is true."""

    def __init__(self, *, is_last: Callable[[Known], bool] = lambda _known: False) -> None:
        self._makers: list[Callable[[], Known]] = []
        self._made: dict[str, Known] | None = None
        self._is_last = is_last
        self._lock = RLock()

    def register(self, make: Callable[[], Known]) -> None:
        """Make something known when a room starts."""
        self._makers.append(make)
        self._made = None

    @property
    def _known(self) -> dict[str, Known]:
        if self._made is not None:
            return self._made
        with self._lock:
            self._made = self._made or self._all_made()
            return self._made

    def _all_made(self) -> dict[str, Known]:
        made = [make() for make in self._makers]
        return {known.key: known for known in sorted(made, key=self._is_last)}

    def __getitem__(self, key: str) -> Known:
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


# Kinds of line and parts of a plan, as ``tasks.lines.kinds`` and ``tasks.drafts.plan_parts`` have them.
KINDS_OF_LINE: Registered[Any] = Registered(is_last=lambda kind: not kind.is_asked)
PARTS_OF_PLAN: Registered[Any] = Registered()
# Sheets of the fill-in workbook, as ``tasks.fill_in.line_sheet`` has them.
SHEETS_TO_FILL_IN: Registered[Any] = Registered(is_last=lambda sheet: sheet.is_last)
