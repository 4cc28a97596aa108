"""Workbooks for tests, part by part, as programs and attackers write them."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TYPES = "[Content_Types].xml"
BOOK, BOOK_RELATIONS, TEXTS, STYLES = (
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
)
SHEET = "xl/worksheets/sheet1.xml"


def sheet(rows: str = "", before: str = "", after: str = "") -> str:
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def shared_texts(*items: str) -> str:
    inside = "".join(f"<si>{item if item.startswith('<') else f'<t>{item}</t>'}</si>" for item in items)
    return f'{HEAD}<sst xmlns="{MAIN}">{inside}</sst>'


def styles(*formats: str | int) -> str:
    """Formats of cells in their order: those built in by number, others by their code."""
    own = [each for each in formats if isinstance(each, str)]
    codes = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode="{code.replace('"', "&quot;")}"/>'
        for at, code in enumerate(own)
    )
    used = "".join(
        f'<xf numFmtId="{each if isinstance(each, int) else 164 + own.index(each)}"/>' for each in formats
    )
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{used}</cellXfs></styleSheet>'
    )


def book_part(titles: Mapping[str, str], inside: str = "") -> str:
    """``titles`` with further attributes of each sheet."""
    sheets = "".join(
        f'<sheet name="{title}" sheetId="{at}" r:id="rId{at}" {more}/>'
        for at, (title, more) in enumerate(titles.items(), start=1)
    )
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{inside}<sheets>{sheets}</sheets></workbook>'


def relations(targets: Mapping[str, tuple[str, str]], more: str = "") -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{inside}{more}</Relationships>'


def parts(
    rows: str = "", *, titles: Mapping[str, str] | None = None, book: str = "", **further: str
) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet of ``rows``, or several of the same."""
    titles = titles or {"填报": ""}
    targets = {f"rId{at}": ("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(titles) + 1)}
    targets |= {"texts": ("sharedStrings", "sharedStrings.xml"), "styles": ("styles", "styles.xml")}
    made: dict[str, str | bytes] = {
        TYPES: f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        BOOK: book_part(titles, book),
        BOOK_RELATIONS: relations(targets),
        TEXTS: further.pop("texts", shared_texts("指标", "数值")),
        STYLES: further.pop("styles", styles(0)),
    }
    for at in range(1, len(titles) + 1):
        made[f"xl/worksheets/sheet{at}.xml"] = sheet(rows, **further)
    return made


def zipped(members: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def workbook(rows: str = "", **further: object) -> bytes:
    return zipped(parts(rows, **further))  # type: ignore[arg-type]


def cell(place: str, value: str, kind: str = "", style: int | None = None, formula: str = "") -> str:
    attributes = (f' t="{kind}"' if kind else "") + (f' s="{style}"' if style is not None else "")
    return f'<c r="{place}"{attributes}>{formula}<v>{value}</v></c>'


def row(number: int, *cells: str, more: str = "") -> str:
    return f'<row r="{number}"{more}>{"".join(cells)}</row>'


def ole(*streams: str) -> bytes:
    """A container of Microsoft's, as far as its directory."""
    entries = b""
    for stream in streams:
        name = stream.encode("utf-16-le") + b"\x00\x00"
        entries += name.ljust(64, b"\x00") + len(name).to_bytes(2, "little") + b"\x00" * 62
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00") + entries
