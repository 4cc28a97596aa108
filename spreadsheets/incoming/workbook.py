"""A workbook of Excel or WPS (.xlsx, .xlsm) as plain values; nothing in it runs, and nothing is fetched."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from spreadsheets.incoming import refusals
from spreadsheets.incoming.cell_formats import read_cell_formats
from spreadsheets.incoming.cell_values import plain_text
from spreadsheets.incoming.limits import MOST_SHEETS, Allowance
from spreadsheets.incoming.markup import Attributes, read_markup, relation_id
from spreadsheets.incoming.package import Package, Relation
from spreadsheets.incoming.shared_texts import read_shared_texts
from spreadsheets.incoming.sheet_part import TRUE, BookFrame, read_sheet
from spreadsheets.incoming.values import Book, Sheet
from texts.incoming import one_line

# Kinds of relations, by the last word of their types.
BOOK, SHEET, TEXTS, STYLES = "officeDocument", "worksheet", "sharedStrings", "styles"
WITHOUT_CELLS = {"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}
USUAL_BOOK = "xl/workbook.xml"
LONGEST_TITLE = 255
TOO_MANY_SHEETS = gettext_noop(
    "The workbook has more than %(most)s sheets. Keep those that are needed and choose the file again."
)


@dataclass(slots=True)
class Contents:
    """What a workbook says of itself: its sheets (title, part, whether hidden), how days count."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    from_1904: bool = False
    is_workbook: bool = False
    has_links: bool = False

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            title = one_line(plain_text(attributes.get("name", "")))[:LONGEST_TITLE]
            is_hidden = attributes.get("state", "visible") in {"hidden", "veryHidden"}
            self.sheets.append((title, relation_id(attributes), is_hidden))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "") in TRUE
        elif name == "externalReference":
            self.has_links = True
        elif name == "workbook":
            self.is_workbook = True
        if len(self.sheets) > MOST_SHEETS:
            raise refusals.too_many(TOO_MANY_SHEETS, MOST_SHEETS)


def read_workbook(content: bytes, allowance: Allowance | None = None) -> Book:
    """The sheets of a workbook with cells. Raises NotReadable where it is none, damaged or hostile."""
    allowance = allowance or Allowance()
    package = Package(content, allowance)
    main = main_part(package)
    contents = Contents()
    read_markup(package.pieces(main), contents.begin)
    if not contents.is_workbook:
        raise refusals.refusal(refusals.DAMAGED)
    refuse_same_titles(contents)
    relations = package.relations(main)
    frame = BookFrame(
        texts=read_part(
            package, relations, TEXTS, lambda part: read_shared_texts(package.pieces(part), allowance)
        ),
        formats=read_part(package, relations, STYLES, lambda part: read_cell_formats(package.pieces(part))),
        from_1904=contents.from_1904,
    )
    sheets = read_sheets(package, contents, relations, frame)
    if not sheets:
        raise refusals.refusal(refusals.NO_SHEET)
    return Book(sheets, cautions(package, contents))


def main_part(package: Package) -> str:
    """The part that lists the sheets."""
    named = (each.part for each in package.relations("").values() if each.kind == BOOK)
    part = next((part for part in named if package.has(part)), USUAL_BOOK)
    if not package.has(part):
        raise refusals.refusal(refusals.DAMAGED)
    return part


def refuse_same_titles(contents: Contents) -> None:
    seen: set[str] = set()
    for title, _part, _is_hidden in contents.sheets:
        if title.casefold() in seen:
            raise refusals.same_titles(title)
        seen.add(title.casefold())


def read_part[Read](
    package: Package, relations: dict[str, Relation], kind: str, read: Callable[[str], list[Read]]
) -> list[Read]:
    """What a part of a kind holds; nothing where the workbook has none."""
    named = (relation.part for relation in relations.values() if relation.kind == kind)
    part = next((part for part in named if package.has(part)), None)
    return read(part) if part else []


def read_sheets(
    package: Package, contents: Contents, relations: dict[str, Relation], frame: BookFrame
) -> tuple[Sheet, ...]:
    """The sheets in their order, those that hold no cells by their kind left out."""
    sheets: list[Sheet] = []
    for title, relation_id_, is_hidden in contents.sheets:
        relation = relations.get(relation_id_)
        if relation is not None and relation.kind in WITHOUT_CELLS:
            continue
        if relation is None or not package.has(relation.part):
            raise refusals.sheet_lost(title)
        pieces = package.pieces(relation.part)
        sheet = read_sheet(pieces, title, frame, package.allowance, is_hidden=is_hidden)
        if sheet is None:
            raise refusals.sheet_lost(title)
        sheets.append(sheet)
    return tuple(sheets)


def cautions(package: Package, contents: Contents) -> tuple[str, ...]:
    """What of the workbook is not taken in."""
    found: list[str] = []
    names = package.members
    if any(posixpath.basename(name) == "vbaproject.bin" or "/macrosheets/" in name for name in names):
        found.append(
            _("The workbook contains macros. They were not run; only the values of its cells were read.")
        )
    if contents.has_links or any("/externallinks/" in name for name in names):
        found.append(
            _(
                "The workbook refers to other files. These were not opened; the values that were last saved "
                "in the workbook were read."
            )
        )
    return tuple(found)
