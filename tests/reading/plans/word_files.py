"""Word documents: text in runs, tables with merged cells, numbers that Word prints by itself."""

import random
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from docx import Document
from docx.oxml import parse_xml

from tests.reading.plans.answers import Grid, Line
from tests.reading.sources.making import W, add_table, saved

# 一、 （一） 1. （1）, as Word's lists have them.
LEVELS = (
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)


def word(parts: Sequence[Line | Grid], rng: random.Random) -> bytes:
    """A Word document in which all numbers are typed."""
    document = Document()
    for part in parts:
        if isinstance(part, Grid):
            add_table(document, part.rows)
        else:
            _add_runs(document.add_paragraph(), part.text, rng)
    return saved(document)


def numbered_word(parts: Sequence[Line | Grid], rng: random.Random) -> bytes:
    """A Word document whose headings have automatic numbers; only for marks that ``LEVELS`` print."""
    document = Document()
    _define_numbering(document)
    for part in parts:
        if isinstance(part, Grid):
            add_table(document, part.rows)
            continue
        paragraph = document.add_paragraph()
        if part.mark:
            number = f'<w:numPr {W}><w:ilvl w:val="{part.depth}"/><w:numId w:val="1"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(number))
        _add_runs(paragraph, part.text.removeprefix(part.mark), rng)
    return saved(document)


def _define_numbering(document: Any) -> None:
    lists = document.part.numbering_part.element
    for child in list(lists):
        lists.remove(child)
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(LEVELS)
    )
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    for child in parse_xml(numbering):
        lists.append(child)


def _add_runs(paragraph: Any, text: str, rng: random.Random) -> None:
    """The text in one to four runs, cut anywhere, as a document that was edited has it."""
    cuts = sorted({0, len(text), *(rng.randint(0, len(text)) for _ in range(rng.randint(0, 3)))})
    for begin, end in pairwise(cuts):
        paragraph.add_run(text[begin:end])
