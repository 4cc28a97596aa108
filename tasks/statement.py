"""What somebody has read, as a page carries it to the act that they put their name under (design R20).

Plain values; no database. What it is a statement of (a filing, a task in force, a draft) names the parts.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that is another than was read; None where it was, or is, not there."""

    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Each part that was read, by its key, with its version: a count of its changes, or what it says."""

    parts: Mapping[str, str]

    def differences(self, now: Self) -> list[Difference]:
        """What is another by ``now``, in the order of what stands; what is gone comes last."""
        keys = [*now.parts, *(key for key in self.parts if key not in now.parts)]
        return [
            Difference(key, self.parts.get(key), now.parts.get(key))
            for key in keys
            if self.parts.get(key) != now.parts.get(key)
        ]

    def __str__(self) -> str:
        """The statement as a form carries it."""
        return json.dumps(dict(self.parts), ensure_ascii=True, separators=(",", ":"))

    @classmethod
    def parse(cls, text: str) -> Self:
        """What a form carried. Raises ``ValueError`` for what no statement wrote."""
        try:
            parts = json.loads(text)
        except RecursionError:
            raise ValueError("No statement is nested so deep.") from None
        if not isinstance(parts, dict) or not all(isinstance(version, str) for version in parts.values()):
            raise ValueError("A statement names each part with its version.")
        return cls(parts)
