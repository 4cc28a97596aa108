"""What a reviewer must have read before approving a filing: its doubts, and that somebody else reviews it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from organizations.models import User
from tasks.lines.checked_lines import CheckedLine, doubted_lines
from tasks.models import Filing


@dataclass(frozen=True, slots=True)
class Concerns:
    """What stands against an approval. ``doubts`` are the lines with doubts or unusual figures;
    ``reviewer`` is somebody else who has started the review, or None."""

    doubts: tuple[CheckedLine, ...]
    reviewer: User | None

    @property
    def doubt_keys(self) -> frozenset[str]:
        """Each line with its doubts, named so that another doubt on it is another name."""
        return frozenset(
            f"{checked.kind.key}-{checked.line.subject_id}-{fingerprint(checked)}" for checked in self.doubts
        )

    @property
    def reviewer_keys(self) -> frozenset[str]:
        return frozenset({f"reviewer-{self.reviewer.pk}"} if self.reviewer else ())

    @property
    def keys(self) -> frozenset[str]:
        """Everything that is to be confirmed; the same in every language."""
        return self.doubt_keys | self.reviewer_keys

    @property
    def doubt_count(self) -> int:
        return sum(len(checked.doubts) + len(checked.unusual) for checked in self.doubts)

    @property
    def doubts_value(self) -> str:
        """What a page sends once the person confirms having read the doubts."""
        return " ".join(sorted(self.doubt_keys))

    @property
    def reviewer_value(self) -> str:
        """What a page sends once the person confirms knowing of the other reviewer."""
        return " ".join(self.reviewer_keys)


def fingerprint(checked: CheckedLine) -> str:
    """A short name of the doubts that stand at a line, the same in every language."""
    found = sorted((doubt.problem.key, doubt.problem.compared) for doubt in checked.doubts)
    return hashlib.sha256(repr((found, len(checked.unusual))).encode()).hexdigest()[:12]


def concerns_in(filing: Filing, lines: Iterable[CheckedLine], user: User) -> Concerns:
    """What ``user`` must have read of ``lines``, which come ``with_unusual`` (one query at most)."""
    doubts = tuple(checked for checked in lines if checked.doubts or checked.unusual)
    is_others = filing.review_started_by_id not in {None, user.pk}
    return Concerns(doubts, filing.review_started_by if is_others else None)


def concerns_of(filing: Filing, user: User) -> Concerns:
    """``concerns_in`` for a filing that was handed in and whose lines nobody has read yet: a constant number
    of queries."""
    return concerns_in(filing, doubted_lines(filing), user)
