"""The doubts of a filing, counted for its pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template

from tasks.lines.checked_lines import CheckedLine

register = template.Library()


@dataclass(frozen=True, slots=True)
class Counted:
    """The lines about which doubts stand, and how many doubts there are."""

    lines: list[CheckedLine]
    explained: int
    open: int

    @property
    def all(self) -> int:
        return self.explained + self.open


@register.simple_tag
def doubts_in(lines: Iterable[CheckedLine]) -> Counted:
    """The doubts about the lines of a filing."""
    doubted = [checked for checked in lines if checked.doubts]
    return Counted(
        doubted,
        explained=sum(len(checked.answered_doubts) for checked in doubted),
        open=sum(len(checked.open_doubts) for checked in doubted),
    )
