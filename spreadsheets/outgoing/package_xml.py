"""The parts of a workbook beside its rows (ECMA-376), for one that is written from its first sheet to its
last: how many sheets there are is known at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from spreadsheets.outgoing.cell_xml import MOST_DECIMALS
from spreadsheets.values import Column

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
INK, PAPER = "FF12355F", "FFFFFFFF"


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A sheet as written: its name, the row of its head, its last row and column."""

    title: str
    head: int
    last: int
    column: str

    @property
    def range(self) -> str:
        """The table, with its head."""
        return f"A{self.head}:{self.column}{max(self.last, self.head)}"


def attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def sheet_opening(columns: Sequence[Column], head: int, *, is_first: bool) -> str:
    """A sheet up to its rows: landscape, as wide as the paper, what stands above row ``head + 1`` frozen."""
    selected = ' tabSelected="1"' if is_first else ""
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{column.width}" customWidth="1"/>'
        for place, column in enumerate(columns, start=1)
    )
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView{selected} workbookViewId="0">'
        f'<pane ySplit="{head}" topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>'
    )


def sheet_closing(sheet: WrittenSheet) -> str:
    return (
        f'</sheetData><autoFilter ref="{sheet.range}"/>'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    )


def closing_parts(sheets: Sequence[WrittenSheet]) -> dict[str, str]:
    """All parts but the sheets, by their names."""
    return {
        "[Content_Types].xml": content_types(sheets),
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": workbook(sheets),
        "xl/_rels/workbook.xml.rels": relations(
            [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
            + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": styles(),
    }


def content_types(sheets: Sequence[WrittenSheet]) -> str:
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in range(1, len(sheets) + 1)]
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{SHEET_TYPE}.{kind}+xml"/>' for name, kind in parts
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def relations(targets: Sequence[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATED}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def workbook(sheets: Sequence[WrittenSheet]) -> str:
    listed = "".join(
        f'<sheet name="{attribute(sheet.title)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, start=1)
    )
    names = [name for place, sheet in enumerate(sheets) for name in names_of(place, sheet)]
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{listed}</sheets><definedNames>{''.join(sorted(names))}</definedNames></workbook>"
    )


def names_of(place: int, sheet: WrittenSheet) -> list[str]:
    """The names by which programs know a sheet's filter, and the rows that every printed page begins with."""
    title = attribute("'" + sheet.title.replace("'", "''") + "'")
    last = max(sheet.last, sheet.head)
    filtered = f"{title}!$A${sheet.head}:${sheet.column}${last}"
    printed = f"{title}!${sheet.head}:${sheet.head}"
    return [
        f'<definedName name="_xlnm.{name}" localSheetId="{place}"{hidden}>{cells}</definedName>'
        for name, hidden, cells in (
            ("_FilterDatabase", ' hidden="1"', filtered),
            ("Print_Titles", "", printed),
        )
    ]


def styles() -> str:
    """How cells look, in the order that ``cell_xml`` counts them."""
    decimals = ["#,##0" + ("." + "0" * place if place else "") for place in range(MOST_DECIMALS + 1)]
    forms = ["yyyy-mm-dd", "yyyy-mm-dd hh:mm", *decimals]
    numbered = {form: 164 + place for place, form in enumerate(forms)}
    cells = [
        cell(),
        cell(wrap=True),
        cell(wrap=True, is_quoted=True),
        cell(font=2, fill=2, wrap=True),
        cell(font=2, fill=2, wrap=True, is_quoted=True),
        cell(font=3),
        cell(font=3, is_quoted=True),
        cell(font=1),
        cell(font=1, is_quoted=True),
        cell(),
        cell(is_quoted=True),
        cell(form=1),
        *[cell(form=number) for number in numbered.values()],
    ]
    known = "".join(f'<numFmt numFmtId="{number}" formatCode="{form}"/>' for form, number in numbered.items())
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="{len(numbered)}">{known}</numFmts>'
        f'<fonts count="4">{font()}{font("<b/>")}{font("<b/>", color=PAPER)}{font("<b/>", size=14)}</fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill>'
        f'<fill><patternFill patternType="solid"><fgColor rgb="{INK}"/></patternFill></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def font(bold: str = "", *, color: str = "", size: int = 11) -> str:
    colored = f'<color rgb="{color}"/>' if color else ""
    return f'<font>{bold}<sz val="{size}"/>{colored}<name val="Calibri"/><family val="2"/></font>'


def cell(*, font: int = 0, fill: int = 0, form: int = 0, wrap: bool = False, is_quoted: bool = False) -> str:
    quoted = ' quotePrefix="1"' if is_quoted else ""
    wrapped = ' wrapText="1"' if wrap else ""
    return (
        f'<xf numFmtId="{form}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0"{quoted} applyFont="1"'
        ' applyFill="1" applyNumberFormat="1" applyAlignment="1">'
        f'<alignment vertical="top"{wrapped}/></xf>'
    )
