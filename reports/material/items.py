"""What can be marked for a report, as pages call it: ``text-12-progress-3-problems``, ``chart-4``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from organizations.models import User
from reports.models import FiledText, MaterialPick, PickKind
from targets.models import Target
from tasks.models import Guidance

OF_TEXT = re.compile(r"(text|case)-([0-9]{1,9})-([a-z]{1,20})-([0-9]{1,9})-([a-z_]{1,12})", re.ASCII)
OF_TARGET = re.compile(r"(figure|chart)-([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be marked, with where it stands in the guidance's document; all by id. ``filing``
    and what follows name a text, ``target`` a figure or chart."""

    kind: PickKind
    guidance: int
    section: int | None
    filing: int | None = None
    line_kind: str = ""
    subject_id: int | None = None
    part: str = ""
    target: int | None = None

    @property
    def columns(self) -> Mapping[str, Any]:
        """What names it in a row of ``MaterialPick``."""
        return {
            "kind": self.kind,
            "filing_id": self.filing,
            "line_kind": self.line_kind,
            "subject_id": self.subject_id,
            "part": self.part,
            "target_id": self.target,
        }


def item_of(text: FiledText) -> Item:
    """A text as what can be marked."""
    return Item(
        kind=PickKind.CASE if text.is_case else PickKind.TEXT,
        guidance=text.guidance_id,
        section=text.section_id,
        filing=text.filing_id,
        line_kind=text.kind,
        subject_id=text.subject_id,
        part=text.part,
    )


def name_of(text: FiledText) -> str:
    """What a text is called on pages."""
    return f"{PickKind.CASE if text.is_case else PickKind.TEXT}-{text.place}"


def item_named(user: User, name: str) -> Item | None:
    """What an address or form names, as far as the person may see it (one query); None for anything else."""
    if match := OF_TEXT.fullmatch(name):
        kind, filing, line_kind, subject, part = match.groups()
        texts = FiledText.objects.visible_to(user)
        place = {"filing": filing, "kind": line_kind, "subject_id": subject, "part": part}
        text = texts.filter(**place).defer("text", "plain", "initials", "terms").first()
        return item_of(text) if text is not None and item_of(text).kind == kind else None
    if match := OF_TARGET.fullmatch(name):
        target = Target.objects.published().filter(pk=match[2]).first()
        if target is not None:
            return Item(PickKind(match[1]), target.guidance_id, target.section_id, target=target.pk)
    return None


def picks_by_item(user: User, guidance: Guidance) -> dict[str, MaterialPick]:
    """What is marked for the report of a guidance, by what pages call it (one query)."""
    picks = MaterialPick.objects.visible_to(user).standing().filter(guidance=guidance)
    return {pick.item: pick for pick in picks.select_related("picked_by", "changed_by")}
