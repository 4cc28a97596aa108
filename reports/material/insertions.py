"""What is marked as it would stand in the office's text: composed as the report itself, with its sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from organizations.errors import ActionRefused
from reports.composed_document import EDITED, composed_head, composed_year
from reports.composition.manuscript import Manuscript
from reports.composition.office.insertions import drawn_course, told_case, told_figure, told_text
from reports.editing.insertion import Material, Place
from reports.gathering.bilingual import short_name_of
from reports.gathering.filings import source_id, source_of
from reports.gathering.plan import Plan
from reports.material.basket import Marked
from reports.material.cards import FigureCard, TextCard
from reports.models import AnnualReport, PickKind, TextPart
from reports.occasions import occasions_of
from reports.snapshot.document import Bar, Block
from reports.snapshot.year import Figure, Source
from targets.wording import quantity
from tasks.models import Filing
from texts.numbers import plain_number

# The main parts of a report to which something belongs, counted from 1.
SUMMARY, ACHIEVEMENTS, CASES, PROBLEMS, NEXT_STEPS = range(1, 6)
PARTS = {TextPart.PROBLEMS: PROBLEMS, TextPart.NEXT_STEPS: NEXT_STEPS, TextPart.CASE: CASES}


class NotInsertable(ActionRefused):
    """Something marked cannot stand in the text as it is. Its words are for people."""


@dataclass(frozen=True)
class Insertions:
    """Composes what is marked for a text that began from ``base``, whose figures it keeps."""

    base: AnnualReport
    marked: Sequence[Marked]

    def material(self, each: Marked) -> Material:
        """One as it goes into the text, in the language that is edited. Raises ``NotInsertable`` with words
        in the language in force."""
        if each.text is not None:
            return self.text(each.pick.item, each.text)
        if each.figure is not None:
            return self.figure(each.pick.item, each.figure, is_chart=each.pick.kind == PickKind.CHART)
        raise NotInsertable(_("It is not in force any more."))

    @cached_property
    def manuscript(self) -> Manuscript:
        head = composed_head(self.base)
        occasion = occasions_of(self.base.guidance, self.base.organization, head)[EDITED]
        return Manuscript(composed_year(self.base), occasion, EDITED)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The filings of the texts, as they stand, by what reports call them (two queries)."""
        filings = Filing.objects.filter(pk__in=[each.pick.filing_id for each in self.marked if each.text])
        related = filings.select_related("organization", "submitted_by", "approved_by")
        plan = Plan(self.base.guidance)
        return {source_id(filing): source_of(filing, plan) for filing in related}

    def text(self, origin: str, card: TextCard) -> Material:
        """A paragraph behind the name of its writer, or a case under its own heading."""
        text = card.text
        source = self.sources.get(f"{text.filing_id}.{text.filing_version}")
        if source is None:
            raise NotInsertable(_("It is not in force any more."))
        name = short_name_of(text.organization).zh
        with override(EDITED):
            blocks: tuple[Block, ...] = tuple(
                told_case(name, text.heading, text.text, source.id)
                if text.is_case
                else told_text(name, text.text, source.id)
            )
        return Material(origin, blocks, self.place_of(card), (source,))

    def place_of(self, card: TextCard) -> Place:
        """Achievements stand in their section, all else in the part of its kind."""
        part = PARTS.get(TextPart(card.text.part), ACHIEVEMENTS)
        section = card.text.section
        known = self.manuscript.sections.get(section.path) if section else None
        heading = self.manuscript.title_of(known) if known and part == ACHIEVEMENTS else ""
        return Place(part, heading)

    def figure(self, origin: str, card: FigureCard, *, is_chart: bool) -> Material:
        """A figure in a sentence, as the composed version has it, or its course over the year."""
        figure = self.kept_figure(card)
        with override(EDITED):
            block: Block = (
                drawn_course(self.manuscript, figure, bars_of(card, figure))
                if is_chart
                else told_figure(self.manuscript, figure)
            )
        return Material(origin, (block,), Place(SUMMARY))

    def kept_figure(self, card: FigureCard) -> Figure:
        """The figure of the composed version. Raises ``NotInsertable`` where it has none, or another one."""
        shown = card.row.shown
        wanted = f"{shown.organization.code}:{card.target.indicator.code}"
        found = next((each for each in self.manuscript.year.figures if each.id == wanted), None)
        if found is None or found.value is None:
            raise NotInsertable(_("The version that the text began from has no such figure."))
        if shown.figure.value is None or Decimal(found.value) != shown.figure.value:
            kept = found.text.in_language(get_language() or EDITED)
            words = {"kept": kept, "now": shown.value_in_words}
            raise NotInsertable(
                _("The version that the text began from says %(kept)s, the portal now %(now)s.") % words
            )
        return found


def bars_of(card: FigureCard, figure: Figure) -> Iterator[Bar]:
    """The official figure with each period that anybody has answered for."""
    shown = card.row.shown
    for point in card.row.answered:
        value = point.official.value
        yield Bar(
            str(point.period),
            None if value is None else plain_number(value),
            quantity(value, card.target.indicator, apart_from=shown.marks),
            figure.goal_value if shown.is_compared else None,
        )
