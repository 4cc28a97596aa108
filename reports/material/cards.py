"""Texts and figures as cards: what is said, whose it is, how it stands on record, whether it is marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organizations.models import Organization
from reports.material.items import name_of
from reports.models import CaseOfYear, FiledText, MaterialPick, PickKind
from targets.figures.rows import FigureRow, figure_rows
from targets.models import Target
from targets.views.drawing import bullet_of, course_drawing
from texts.excerpts import EXCERPT, Passage, passages
from texts.search_words import SearchWords


@dataclass(frozen=True, slots=True)
class TextCard:
    """A paragraph or case: ``passages`` of an excerpt, ``source`` in words, ``copied`` with the source."""

    text: FiledText
    passages: tuple[Passage, ...]
    heading: tuple[Passage, ...]
    pick: MaterialPick | None = None
    name: str = ""

    @property
    def is_cut(self) -> bool:
        """Whether the excerpt leaves anything away."""
        return len(self.text.text) > EXCERPT

    @property
    def subject(self) -> str:
        """What the text is about: its task or indicator; a case says it itself."""
        if self.text.task is not None:
            return self.text.task.display_title
        return self.text.target.indicator.display_name if self.text.target is not None else ""

    @property
    def of_year(self) -> CaseOfYear | None:
        """The choice of a case for the year, where it stands."""
        chosen: CaseOfYear | None = getattr(self.text.case, "of_year", None)
        return chosen if chosen is not None and chosen.is_standing else None

    @property
    def source(self) -> str:
        return source_of(self.text)

    @property
    def copied(self) -> str:
        """What the copy button gives."""
        said = "\n".join(filter(None, [self.text.heading, self.text.text]))
        return f"{said}\n{source_line(self.source)}"


def source_line(source: str) -> str:
    """The line under what is copied."""
    return _("(Source: %(source)s)") % {"source": source}


def source_of(text: FiledText) -> str:
    """Whose a text is, of which period and version, and who approved it when."""
    approver = text.filing.approved_by
    return _("%(organization)s, %(period)s, version %(version)d, approved by %(person)s on %(day)s") % {
        "organization": text.organization,
        "period": text.period,
        "version": text.filing_version,
        "person": approver.name if approver else "—",
        "day": date_format(localtime(text.approved_at), "DATE_FORMAT"),
    }


def text_cards(
    texts: Iterable[FiledText], words: str, picks: Mapping[str, MaterialPick], *, is_whole: bool = False
) -> list[TextCard]:
    """Texts of ``for_cards`` as cards, with the hits of ``words`` apart (no query)."""
    asked = SearchWords.of(words)
    longest = None if is_whole else EXCERPT
    return [
        TextCard(
            text,
            passages(text.text, asked, longest=longest),
            passages(text.heading, asked, longest=None),
            picks.get(name_of(text)),
            name_of(text),
        )
        for text in texts
    ]


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A target with the country's figure on it and its course; what is marked of both."""

    row: FigureRow
    bullet: SafeString
    drawing: SafeString
    figure_pick: MaterialPick | None = None
    chart_pick: MaterialPick | None = None

    @property
    def target(self) -> Target:
        return self.row.shown.target

    @property
    def figure_item(self) -> str:
        """What the figure is called where it is marked."""
        return f"{PickKind.FIGURE}-{self.target.pk}"

    @property
    def chart_item(self) -> str:
        """The same of its chart."""
        return f"{PickKind.CHART}-{self.target.pk}"

    @property
    def source(self) -> str:
        """Of which period the figure is, and whose answers it holds."""
        coverage = self.row.shown.figure.coverage
        return _("%(office)s, %(period)s, official, %(counted)d of %(expected)d organizations reported") % {
            "office": self.row.shown.organization,
            "period": self.row.shown.period or "—",
            "counted": coverage.counted,
            "expected": coverage.expected,
        }

    @property
    def copied(self) -> str:
        shown = self.row.shown
        value = f"{self.target.indicator.display_name} {shown.value_in_words}"
        return f"{value}\n{shown.sentence}\n{source_line(self.source)}"


def figure_cards(
    office: Organization, targets: Iterable[Target], picks: Mapping[str, MaterialPick]
) -> list[FigureCard]:
    """Targets, which come with indicator and guidance, as cards, in their order (as many queries as
    ``figure_rows``)."""
    asked = list(targets)
    rows = figure_rows(office, asked)
    return [
        FigureCard(
            row,
            bullet_of(row.shown),
            course_drawing(row.shown, row.course, page=reverse("targets:target-detail", args=[target.pk])),
            picks.get(f"{PickKind.FIGURE}-{target.pk}"),
            picks.get(f"{PickKind.CHART}-{target.pk}"),
        )
        for target in asked
        if (row := rows.get(target.pk)) is not None
    ]
