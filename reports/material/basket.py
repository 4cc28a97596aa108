"""The basket of a report: what its editors have marked, in the order of the guidance's document."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from reports.material.access import Editor
from reports.material.cards import FigureCard, TextCard, figure_cards, text_cards
from reports.material.items import name_of
from reports.models import FiledText, MaterialPick
from targets.models import Target
from tasks.models import Guidance, Section


@dataclass(frozen=True, slots=True)
class Marked:
    """A pick with its card; without one what is marked is approved no more."""

    pick: MaterialPick
    text: TextCard | None = None
    figure: FigureCard | None = None
    is_first: bool = False
    is_last: bool = False

    @property
    def is_gone(self) -> bool:
        return self.text is None and self.figure is None


@dataclass(frozen=True, slots=True)
class BasketSection:
    """The picks of one section; None for what belongs to none."""

    section: Section | None
    marked: tuple[Marked, ...]


def basket_of(editor: Editor, guidance: Guidance) -> list[BasketSection]:
    """The basket of a guidance's report (three queries, and those of its figures)."""
    related = ("picked_by", "changed_by", "section", "filing__organization", "target__indicator")
    picks = MaterialPick.objects.visible_to(editor.user).standing().filter(guidance=guidance)
    found = list(picks.select_related(*related).in_order())
    texts, figures = texts_of(editor, found), figures_of(editor, found)
    grouped = groupby(found, key=lambda pick: pick.section)
    return [BasketSection(section, marked(list(inside), texts, figures)) for section, inside in grouped]


def marked(
    picks: list[MaterialPick], texts: dict[str, TextCard], figures: dict[int, FigureCard]
) -> tuple[Marked, ...]:
    """The picks of one section with their cards."""
    return tuple(
        Marked(
            pick,
            texts.get(pick.item),
            figures.get(pick.target_id) if pick.target_id else None,
            is_first=pick is picks[0],
            is_last=pick is picks[-1],
        )
        for pick in picks
    )


def texts_of(editor: Editor, picks: Iterable[MaterialPick]) -> dict[str, TextCard]:
    """The texts that are marked, whole, by what pages call them (one query)."""
    places = {pick.item: pick for pick in picks if pick.filing_id is not None}
    if not places:
        return {}
    texts = FiledText.objects.visible_to(editor.user).filter(
        filing__in={pick.filing_id for pick in places.values()},
        subject_id__in={pick.subject_id for pick in places.values()},
    )
    rows = texts.for_cards().select_related("case__of_year")
    wanted = [text for text in rows if name_of(text) in places]
    return {card.name: card for card in text_cards(wanted, "", places, is_whole=True)}


def figures_of(editor: Editor, picks: Iterable[MaterialPick]) -> dict[int, FigureCard]:
    """The targets of which figure or chart is marked, by id."""
    wanted = {pick.target_id for pick in picks if pick.target_id is not None}
    if not wanted:
        return {}
    targets = (
        Target.objects.published().filter(pk__in=wanted).select_related("indicator", "section", "guidance")
    )
    cards = figure_cards(editor.office, targets.defer("guidance__source_text").order_by("order"), {})
    return {card.target.pk: card for card in cards}
