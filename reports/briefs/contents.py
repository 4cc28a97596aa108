"""A brief as its template takes it: plain values, every text through the gate of the format."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.briefs.left_out import charts_left, columns_left, points_left, rows_left, texts_cut
from reports.briefs.measures import INDENT, drawing_size, is_cut, more_of, state_of, words_of
from reports.briefs.selection import Selection, ShownTable
from reports.briefs.signs import INKS, sign_of, tone_of, word_of
from reports.dashboards.shown_page import KeyNumber, NamedChart, Point, PointList, ShownPage
from reports.data_tables.markup import words_in_full
from reports.data_tables.values import Cell, Head, Row
from reports.handouts.svg_text import Drawing, drawings_in, nested
from texts.outgoing.pdf_text import PdfGate
from texts.punctuation import labelled

# The standards want a description of every drawing.
NOT_DESCRIBED = "—"

type Plain = dict[str, Any]


class BriefContents:
    """What the template shows of a view."""

    def __init__(self, page: ShownPage, selection: Selection, gate: PdfGate, families: Sequence[str]) -> None:
        self.page = page
        self.selection = selection
        self.gate = gate
        self.families = ", ".join(f"'{family}'" for family in families)

    def plain(self) -> Plain:
        page, selection, line = self.page, self.selection, self.gate.one_line
        lists = zip(selection.lists, selection.points_left, strict=True)
        return {
            "language": get_language(),
            "is_wide": selection.sheet.is_wide,
            "air": selection.air,
            "document_title": line(f"{page.subject} · {page.title}") or NOT_DESCRIBED,
            "description": line(facts_line(page.facts)),
            "portal": line(_("Guidance Portal")),
            "subject": line(page.subject),
            "title": line(page.title),
            "sentence": line(page.headline.sentence),
            "numbers": [self.number(number) for number in page.headline.numbers],
            "lists": [self.points(points, left) for points, left in lists],
            "tables": [self.table(shown) for shown in selection.tables],
            "charts": [self.chart(chart) for chart in selection.charts],
            "charts_left": line(charts_left(selection.charts_left)),
            "facts": [{"label": line(label), "words": line(words)} for label, words in page.facts],
            "page_words": _("Page %(page)s of %(pages)s"),
        }

    def number(self, number: KeyNumber) -> Plain:
        line = self.gate.one_line
        return {
            "label": line(number.label),
            "words": line(number.words),
            "unit": line(number.unit),
            "note": line(number.note),
            "sign": sign_of(number.state),
            "ink": INKS.get(number.state, ""),
        }

    def points(self, points: PointList, left: int) -> Plain:
        line = self.gate.one_line
        return {
            "title": line(points.title),
            "note": line(points.note),
            "empty": line(points.empty),
            "points": [self.point(point) for point in points.points],
            "left": line(points_left(left)),
        }

    def point(self, point: Point) -> Plain:
        line = self.gate.one_line
        return {"text": line(point.text), "note": line(point.note), "sign": sign_of(point.urgency)}

    # --- Tables -----------------------------------------------------------------------------------

    def table(self, shown: ShownTable) -> Plain:
        table, count = shown.table, len(shown.fit.widths)
        line, heads = self.gate.one_line, shown.table.heads[:count]
        rows = [self.row(row, shown) for row in table.rows]
        return {
            "title": line(table.title),
            "note": line(table.note),
            "empty": line(table.empty) if not table.rows and not shown.rest else "",
            "size": shown.fit.size,
            "widths": list(shown.fit.widths),
            "groups": self.groups(heads),
            "heads": [self.head(head) for head in heads],
            "rows": rows + [self.row(row, shown, is_total=True) for row in table.totals],
            "left": line(rows_left(shown.rest)),
            "columns_left": line(columns_left(shown.columns_left)),
            "texts_cut": line(texts_cut(is_any_cut(shown))),
        }

    def groups(self, heads: Sequence[Head]) -> list[Plain]:
        if not any(head.group for head in heads):
            return []
        return [
            {"title": self.gate.one_line(group), "span": len(list(several))}
            for group, several in groupby(heads, key=lambda head: head.group)
        ]

    def head(self, head: Head) -> Plain:
        line = self.gate.one_line
        return {"title": line(head.title), "unit": line(head.unit), "is_number": head.is_number}

    def row(self, row: Row, shown: ShownTable, *, is_total: bool = False) -> Plain:
        columns = zip(row.cells, shown.table.heads, shown.fit.widths, strict=False)
        cells = [self.cell(cell, head, shown.fit.scale) for cell, head, _width in columns]
        return {"cells": cells, "is_total": is_total, "indent": row.level * INDENT * shown.fit.scale}

    def cell(self, cell: Cell, head: Head, scale: float) -> Plain:
        words, tone = self.gate.shown(words_of(cell)), tone_of(cell.css, state_of(cell))
        return {
            "lines": words.split("\n"),
            "more": self.gate.one_line(more_of(cell)),
            "is_number": head.is_number,
            "sign": sign_of(state_of(cell), tone.ink),
            "sign_words": word_of(state_of(cell)) or NOT_DESCRIBED,
            "fill": tone.fill,
            "ink": tone.ink,
            "drawings": [self.drawing(one, words_in_full(cell), scale) for one in drawings_in(cell.drawing)],
        }

    def drawing(self, drawing: Drawing, words: str, scale: float) -> Plain:
        width, height = drawing_size(drawing)
        size = {"width": width * scale, "height": height * scale}
        return self.image(drawing, drawing.title or words) | size

    # --- Drawings ---------------------------------------------------------------------------------

    def chart(self, chart: NamedChart) -> Plain:
        line = self.gate.one_line
        return {
            "title": line(chart.title),
            "drawings": [self.image(drawing, chart.title) for drawing in drawings_in(chart.drawing)],
            "legend": [{"label": line(mark.label), "fill": mark.fill} for mark in chart.legend],
            "note": line(chart.note),
        }

    def image(self, drawing: Drawing, words: str) -> Plain:
        """An element of its own with the fonts of the brief; its texts pass the gate as well."""
        size = f'width="{drawing.width}" height="{drawing.height}"'
        svg = self.gate.shown(nested(drawing, size, self.families))
        return {"svg": svg, "alt": self.gate.one_line(words) or NOT_DESCRIBED}


def is_any_cut(shown: ShownTable) -> bool:
    """Whether a text that is shown had to be cut."""
    rows, count = (*shown.table.rows, *shown.table.totals), len(shown.fit.widths)
    return any(is_cut(cell) for row in rows for cell in row.cells[:count])


def facts_line(facts: Sequence[tuple[str, str]]) -> str:
    return " · ".join(labelled(label, words) for label, words in facts)
