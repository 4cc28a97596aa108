"""Separated values (.csv, or what Excel saves as text) as one sheet of texts."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from spreadsheets.incoming import refusals
from spreadsheets.incoming.limits import LARGEST_TEXT_FILE, LAST_COLUMN, LAST_ROW, MEGABYTE, Allowance
from spreadsheets.incoming.values import Book, Cell, NotReadable, Sheet
from texts.file_signatures import encodings_of
from texts.incoming import incoming, one_line

SEPARATORS = ",;\t"
# What a first line can name, and no values are parted by.
NO_SEPARATORS = {"", '"', "\r", "\n"}
# So much of a text shows which sign parts its values.
SAMPLE = 64 * 1024
# What tells UTF-16 without a mark: Latin letters, digits and separators have a zero in one of two bytes.
TELLING = 2_000
NARROW_LITTLE = re.compile(rb"(?s)(?:..)*?[,;\t\r\n]\x00")
NARROW_BIG = re.compile(rb"(?s)(?:..)*?\x00[,;\t\r\n]")
UNPRINTABLE = frozenset(map(chr, [*range(9), *range(14, 26), *range(27, 32), 127]))
LONGEST_TITLE = 31


def read_separated(content: bytes, name: str, allowance: Allowance | None = None) -> Book:
    """The values as one sheet, which is titled as the file is named; its rows are numbered as Excel does.

    All are text: what they mean, the fields say. Raises NotReadable where it is no text, or too much.
    """
    if len(content) > LARGEST_TEXT_FILE:
        raise NotReadable(
            _(
                "The file has more than %(most)s MB of text. Keep the rows that are needed and choose it "
                "again."
            )
            % {"most": LARGEST_TEXT_FILE // MEGABYTE}
        )
    text = decoded(content)
    if not UNPRINTABLE.isdisjoint(text):
        raise refusals.refusal(refusals.UNKNOWN)
    title = one_line(PurePosixPath(name.replace("\\", "/")).stem)[:LONGEST_TITLE].strip()
    return Book((Sheet(title or "CSV", rows_of(text, allowance or Allowance())),))


def decoded(content: bytes) -> str:
    """The text in UTF-8, UTF-16 with or without a mark, or GB18030."""
    wide = wide_encoding(content)
    encodings = (wide,) if wide else encodings_of(content)
    if "utf-8-sig" in encodings and b"\x00" in content:
        raise refusals.refusal(refusals.UNKNOWN)
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotReadable(
        _(
            "The characters of the file cannot be read: it is neither UTF-8, UTF-16 nor GB18030. Open it in "
            "Excel or WPS, save it as .xlsx and choose that file."
        )
    )


def wide_encoding(content: bytes) -> str:
    """The order of the bytes in UTF-16 that has no mark; empty where it is something else."""
    head = content[:TELLING]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or len(content) % 2:
        return ""
    first, second = head[::2].count(0), head[1::2].count(0)
    fewest = len(head) // 40
    if second > fewest and not first and NARROW_LITTLE.match(head):
        return "utf-16-le"
    return "utf-16-be" if first > fewest and not second and NARROW_BIG.match(head) else ""


def rows_of(text: str, allowance: Allowance) -> dict[int, dict[int, Cell]]:
    allowance.take_characters(len(text))
    rows: dict[int, dict[int, Cell]] = {}
    for number, values in enumerate(records(text), start=1):
        allowance.take_row()
        cells: dict[int, Cell] = {}
        for column, value in enumerate(values, start=1):
            if plain := incoming(value):
                allowance.take_cell()
                cells[column] = Cell(plain)
        if number > LAST_ROW or len(values) > LAST_COLUMN:
            raise refusals.refusal(refusals.UNKNOWN)
        if cells:
            rows[number] = cells
    return rows


def records(text: str) -> Iterator[list[str]]:
    """The rows of values; one in quotes may go over several lines."""
    text = text.removeprefix("\ufeff")
    separator, text = separator_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from reader
    except csv.Error:
        raise NotReadable(
            _(
                "Line %(line)s of the file cannot be parted into values; a quotation mark there is probably "
                "not closed. Open the file in Excel or WPS, save it as .xlsx and choose that file."
            )
            % {"line": max(reader.line_num, 1)}
        ) from None


def separator_of(text: str) -> tuple[str, str]:
    """The sign between values, and the text: Excel heeds a first line that names it (sep=;)."""
    if text[:4].lower() == "sep=" and text[4:5] not in NO_SEPARATORS and text[5:6] in {"\r", "\n", ""}:
        return text[4], text[5:].removeprefix("\r").removeprefix("\n")
    # Every other piece between quotation marks stands outside of them.
    outside = "".join(text[:SAMPLE].split('"')[::2])
    counts = Counter(sign for sign in outside if sign in SEPARATORS)
    return max(SEPARATORS, key=lambda sign: counts[sign]), text
