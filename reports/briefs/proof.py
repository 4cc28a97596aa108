"""Reading a brief back before it goes out: every text and figure that was written stands on its pages, and on
each of them what was asked, by whom and when (design R26)."""

import re
from collections.abc import Iterator
from typing import Any

import pypdfium2

from reports.pdf.proof import RIGHT_TO_LEFT, comparable, unordered
from reports.rendering import FileDiffers

# Where lines end readers give a hyphen or none, and none of them keeps blanks.
HYPHENS = re.compile("[-\u2212\u2013]")


def prove_brief(contents: dict[str, Any], pdf: pypdfium2.PdfDocument) -> None:
    """Compare the pages with what they were made of. Raises ``FileDiffers``."""
    pages = [steady(page.get_textpage().get_text_range()) for page in pdf]
    whole = "".join(pages)
    for text in texts_of(contents):
        if not stands_in(text, whole):
            raise FileDiffers(f"The brief does not say {text!r}.")
    for fact in contents["facts"]:
        for number, page in enumerate(pages, start=1):
            if not stands_in(fact["words"], page):
                raise FileDiffers(f"Page {number} of the brief does not say {fact['words']!r}.")


def stands_in(text: str, page: str) -> bool:
    """Whether a page has a text; of one that runs from right to left, its signs in any order."""
    if RIGHT_TO_LEFT.search(text):
        return not unordered(steady(text)) - unordered(page)
    return steady(text) in page


def steady(text: str) -> str:
    return HYPHENS.sub("", comparable(text))


def texts_of(contents: dict[str, Any]) -> Iterator[str]:
    """Every text of a brief besides those in drawings."""
    yield from (contents[name] for name in ("document_title", "sentence", "charts_left"))
    for number in contents["numbers"]:
        yield from (number[name] for name in ("label", "words", "unit", "note"))
    for points in contents["lists"]:
        yield from (points["title"], points["note"], points["left"])
        yield from (words for point in points["points"] for words in (point["text"], point["note"]))
        yield from [] if points["points"] else [points["empty"]]
    for table in contents["tables"]:
        yield from table_texts(table)
    for chart in contents["charts"]:
        yield from (chart["title"], chart["note"], *(mark["label"] for mark in chart["legend"]))


def table_texts(table: dict[str, Any]) -> Iterator[str]:
    yield from (table[name] for name in ("title", "note", "empty", "left", "columns_left", "texts_cut"))
    yield from (group["title"] for group in table["groups"])
    yield from (words for head in table["heads"] for words in (head["title"], head["unit"]))
    cells = [cell for row in table["rows"] for cell in row["cells"]]
    yield from (words for cell in cells for words in (*cell["lines"], cell["more"]))
