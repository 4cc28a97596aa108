"""From a PDF with text to its text: page by page, line by line, the way it was set."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from reading.document import DocumentError
from reading.late_pattern import LatePattern
from reading.sources import limits
from reading.sources.pdf_pages import Line, Page, page_of
from reading.sources.pdf_tables import Tables

_PROCESS = Path(__file__).with_name("pdf_process.py")
_CJK = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018\u2019\u201c\u201d\u2026\u00b7"
_NARROW = LatePattern(f"(?<=[{_CJK}])\u200a+|\u200a+(?=[{_CJK}])")
_SPREAD = LatePattern(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:[ \u3000][\u4e00-\u9fff]){3,}(?![\u4e00-\u9fff])"
)
_SIGNS = LatePattern(r"\S")
_FEWEST_SIGNS = 20
_INDENT = "\u3000\u3000"


def read_pdf(data: bytes) -> str:
    """The text of a PDF, a form feed between pages, the first lines of paragraphs indented where they were.

    Raises DocumentError when it needs a password, is damaged, too long, a scan, or has text that nobody can
    read back, as its fonts do not say which characters they draw.
    """
    pages = [page_of(page) for page in _extract(data)]
    _refuse_scans(pages)
    _refuse_garble(pages)
    heads = _running_heads(pages)
    tables = Tables()
    return "\f".join(_text(page, heads, tables) for page in pages)


def _extract(data: bytes) -> list[dict[str, Any]]:
    """The pages as ``pdf_process`` gives them; it is given a time, and an end when it does not keep it."""
    arguments = (limits.SECONDS, limits.MEMORY, limits.MOST_PAGES, limits.LARGEST_TEXT)
    try:
        process = subprocess.run(  # noqa: S603 — our own file, numbers as arguments
            [sys.executable, "-I", str(_PROCESS), *map(str, arguments)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise DocumentError(_too_long()) from None
    except subprocess.CalledProcessError:
        raise DocumentError(_damaged()) from None
    result = json.loads(process.stdout)
    if "error" in result:
        raise DocumentError(_reason(result))
    return list(result["pages"])


def _reason(result: dict[str, Any]) -> str:
    if result["error"] == "password":
        return _("The PDF is protected with a password. Save it without the password and choose that file.")
    if result["error"] == "pages":
        return _(
            "The PDF has %(count)s pages; at most %(most)s are read. Choose a file with the document alone."
        ) % {"count": result["count"], "most": limits.MOST_PAGES}
    if result["error"] == "long":
        return limits.too_much_text()
    return _damaged()


def _damaged() -> str:
    return _("The PDF is damaged or incomplete. Get it once more from where it comes from.")


def _too_long() -> str:
    return _("Reading the PDF took too long and was stopped. Choose the document as .docx or .txt.")


def _sign_count(page: Page) -> int:
    return sum(len(_SIGNS.findall(line.text)) for line in page.lines)


def _refuse_scans(pages: list[Page]) -> None:
    pictures = [
        number
        for number, page in enumerate(pages, 1)
        if page.is_picture and _sign_count(page) < _FEWEST_SIGNS
    ]
    if sum(_sign_count(page) for page in pages) < _FEWEST_SIGNS:
        raise DocumentError(
            _(
                "The PDF is a scan: its pages are pictures without text. "
                "Use the version with text, or run text recognition first."
            )
            if pictures
            else _("The PDF has no text. Choose a file that has.")
        )
    if pictures:
        raise DocumentError(
            _(
                "Page %(pages)s of the PDF is a picture without text; part of the document would be missing. "
                "Use the version with text, or run text recognition first."
            )
            % {"pages": ", ".join(map(str, pictures[:10]))}
        )


def _refuse_garble(pages: list[Page]) -> None:
    """Refuse text that is mostly signs without meaning: private use, replacement, or unknown to the file."""
    lines = [line for page in pages for line in page.lines]
    count = sum(_sign_count(page) for page in pages)
    private = sum(len(re.findall("[\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]", line.text)) for line in lines)
    unknown = sum(line.unknown for line in lines)
    if max(private, unknown) * 5 > count:
        raise DocumentError(
            _(
                "The text of the PDF cannot be read back: its fonts do not say which characters they draw. "
                "Choose the document as .docx or .txt."
            )
        )


def _place(line: Line) -> tuple[str, int]:
    """What running heads share: their text but for the page number, and their height on the page."""
    return re.sub(r"\d+", "0", line.text), round(line.bottom / 3)


def _running_heads(pages: list[Page]) -> set[tuple[str, int]]:
    """The heads and feet of the pages: outermost lines that stand on at least half of the pages.

    They are no part of the document; plain page numbers stay, as the reader knows them.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        by_height = sorted(page.lines, key=lambda line: line.bottom)
        seen.update({_place(line) for line in (*by_height[:3], *by_height[-3:])})
    often = max(2, (len(pages) + 1) // 2)
    return {
        place for place, count in seen.items() if count >= often and re.search(r"[^\W\d]{2}|\d/\d", place[0])
    }


def _text(page: Page, heads: set[tuple[str, int]], tables: Tables) -> str:
    """The text of a page: its lines, and its tables row by row where they stand."""
    lines = _in_order(line for line in page.lines if _place(line) not in heads)
    found = tables.of_page(page, lines)
    lines = found.others
    margin = _margin(lines)
    texts: list[str] = []
    for place, line in enumerate(lines):
        texts += found.rows_before(place)
        text = _SPREAD.sub(lambda found: re.sub("[ \u3000]", "", found.group()), _unspaced(line.text)).strip()
        is_indented = 1.5 <= (line.left - margin) / max(line.size, 1) <= 2.6
        texts.append((_INDENT if is_indented else "") + text)
    texts += found.rows_before(len(lines))
    return "".join(_unspaced(text) + "\n" for text in texts)


def _unspaced(text: str) -> str:
    """``text`` without the gaps that were found between Chinese characters; real blanks stay."""
    return _NARROW.sub("", text).replace("\u200a", " ")


def _in_order(lines: Iterable[Line]) -> list[Line]:
    """The lines from top to bottom, unless the file has them so but for few: columns of a table go on, in the
    order of the file, where the next one begins."""
    given = list(lines)
    steps = list(pairwise(given))
    upward = sum(1 for line, following in steps if following.bottom > line.bottom + line.size)
    if upward * 4 <= len(steps):
        return given
    return sorted(given, key=lambda line: (-round(line.bottom), line.left))


def _margin(lines: list[Line]) -> float:
    """The left edge that most lines share; of several alike the outermost."""
    edges = Counter(round(line.left) for line in lines if len(line.text) > 9)
    if not edges:
        return 0.0
    most = max(edges.values())
    return float(min(edge for edge, count in edges.items() if count * 3 >= most))
