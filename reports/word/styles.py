"""The named styles of the document: each kind of paragraph by its typeface, size, pitch and place."""

from dataclasses import dataclass, replace

from reports.word.markup import declared, fonts
from reports.word.measures import PITCH, SIGN, TRACKING
from reports.word.typefaces import FANGSONG, HEITI, IN_LATIN, KAITI, SONGTI, XIAOBIAOSONG, Typeface

RED = "FF0000"
# 2号, 3号, 4号, 小四, 五号, 小五 in half-points.
SIZE_2, SIZE_3, SIZE_4, SIZE_4S, SIZE_5, SIZE_5S = 44, 32, 28, 24, 21, 18
# Latin letters in 12 pt on a pitch that gives 33 lines to the page, and the other sizes beside it.
LATIN_SIZES = {SIZE_2: 36, SIZE_3: 24, SIZE_4: 22, SIZE_4S: 20, SIZE_5: 18, SIZE_5S: 16}
LATIN_PITCH = PITCH * 2 // 3
# 一、 （一） 1. （1）
HEADING_FACES = (HEITI, KAITI, FANGSONG, FANGSONG)


@dataclass(frozen=True)
class Style:
    """A paragraph style. ``size`` is in half-points, ``pitch``, ``before`` and ``after`` in twips, indents in
    hundredths of a sign: ``first`` of the first line, negative where the others stand further in."""

    id: str
    name: str
    face: Typeface = FANGSONG
    size: int = SIZE_3
    pitch: int = PITCH
    align: str = "both"
    before: int = 0
    after: int = 0
    left: int = 0
    right: int = 0
    first: int = 0
    colour: str = ""
    follows: str = "BodyText"
    keeps_next: bool = False
    begins_page: bool = False
    outline: int | None = None
    numbered: int | None = None

    @property
    def sign(self) -> int:
        """The width of a sign in twips."""
        return self.size * 10

    @property
    def is_on_grid(self) -> bool:
        """Whether its lines are those of the page; signs higher than that would take two of them each."""
        return self.pitch in {PITCH, LATIN_PITCH} and self.size in {SIZE_3, LATIN_SIZES[SIZE_3]}


def heading(level: int, face: Typeface, *, is_numbered: bool = True) -> Style:
    """A heading with Word's number; in the odd case that it has none, of a style that sets none."""
    named = (f"Heading{level}", f"heading {level}")
    if not is_numbered:
        named = (f"Unnumbered{level}", f"无编号标题 {level}")
    numbered = level - 1 if is_numbered else None
    return Style(*named, face, first=200, keeps_next=True, outline=level - 1, numbered=numbered)


STYLES = (
    Style("Normal", "Normal", follows="Normal"),
    Style("BodyText", "Body Text", first=200),
    *(heading(level, face) for level, face in enumerate(HEADING_FACES, start=1)),
    *(heading(level, face, is_numbered=False) for level, face in enumerate(HEADING_FACES, start=1)),
    Style("Title", "Title", XIAOBIAOSONG, SIZE_2, align="center", follows="Addressee", keeps_next=True),
    Style("Mark", "发文机关标志", XIAOBIAOSONG, SIZE_2, align="center", colour=RED, follows="DocumentNumber"),
    Style("DocumentNumber", "发文字号", align="left", follows="Title"),
    Style("Signer", "签发人", KAITI, follows="Title"),
    Style("Addressee", "主送机关", before=PITCH, keeps_next=True),
    Style("Attachments", "附件说明", before=PITCH, left=600, first=-400, follows="MoreAttachments"),
    Style("MoreAttachments", "附件说明续", left=600, first=-100, follows="MoreAttachments"),
    Style("Signature", "发文机关署名", align="right", before=2 * PITCH, follows="Date", keeps_next=True),
    Style("Date", "成文日期", align="right", right=400, follows="Contact"),
    Style("Contact", "附注", first=200),
    Style("AnnexLabel", "附件编号", HEITI, follows="AnnexTitle", keeps_next=True, begins_page=True),
    Style(
        "AnnexTitle",
        "附件标题",
        XIAOBIAOSONG,
        SIZE_2,
        align="center",
        before=PITCH,
        after=PITCH,
        keeps_next=True,
        outline=0,
    ),
    Style("TableTitle", "表题", HEITI, SIZE_4S, 400, "center", before=120, after=60, keeps_next=True),
    Style("TableHead", "表头", HEITI, SIZE_4S, 340, "center"),
    Style("TableHeadSmall", "表头（小）", HEITI, SIZE_5, 300, "center"),
    Style("TableHeadFine", "表头（细）", HEITI, SIZE_5S, 260, "center"),
    Style("TableText", "表格文字", FANGSONG, SIZE_4S, 340, "left"),
    Style("TableTextSmall", "表格文字（小）", FANGSONG, SIZE_5, 300, "left"),
    Style("TableTextFine", "表格文字（细）", FANGSONG, SIZE_5S, 260, "left"),
    Style("TableNote", "表注", FANGSONG, SIZE_5, 320, "left", before=60),
    Style("TableEnd", "表后", FANGSONG, SIZE_5S, 160, "left"),
    Style("Drawing", "图", FANGSONG, align="center", before=120, keeps_next=True),
    Style("DrawingTitle", "图题", HEITI, SIZE_4S, 400, "center", after=120),
    Style("Standing", "文稿状态", HEITI, SIZE_4S, 360, "left", follows="Standing"),
    Style("Notice", "文稿说明", FANGSONG, SIZE_5S, 240, "left", follows="Notice"),
    Style(
        "Colophon", "版记", FANGSONG, SIZE_4, 460, "left", left=400, right=100, first=-300, follows="Colophon"
    ),
    Style(
        "ColophonIssue",
        "印发机关和印发日期",
        FANGSONG,
        SIZE_4,
        460,
        "left",
        left=100,
        right=100,
        follows="Colophon",
    ),
    Style("OddFooter", "footer", SONGTI, SIZE_4, SIZE_4 * 10, "right", right=100, follows="OddFooter"),
    Style("EvenFooter", "双页码", SONGTI, SIZE_4, SIZE_4 * 10, "left", left=100, follows="EvenFooter"),
)


# What Word calls styles of its own, which it shows in the reader's language.
BUILT_IN = {"Normal", "Body Text", "Title", "footer", *(f"heading {level}" for level in (1, 2, 3, 4))}


@dataclass(frozen=True)
class Stylesheet:
    """All styles of a document in one language."""

    styles: dict[str, Style]
    is_chinese: bool

    @property
    def pitch(self) -> int:
        return self.styles["Normal"].pitch

    def part(self) -> str:
        """``styles.xml``."""
        elements = "".join(self.element(style) for style in self.styles.values())
        return f"<w:styles {declared('w')}>{self.defaults()}{elements}{TABLE_STYLES}</w:styles>"

    def defaults(self) -> str:
        face = fonts(self.styles["Normal"].face, is_chinese=self.is_chinese)
        language = '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        return (
            f"<w:docDefaults><w:rPrDefault><w:rPr>{face}{language}</w:rPr></w:rPrDefault>"
            "<w:pPrDefault/></w:docDefaults>"
        )

    def element(self, style: Style) -> str:
        is_normal = style.id == "Normal"
        default = ' w:default="1"' if is_normal else ""
        own = "" if style.name in BUILT_IN else ' w:customStyle="1"'
        base = "" if is_normal else '<w:basedOn w:val="Normal"/>'
        return (
            f'<w:style w:type="paragraph"{default}{own} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
            f'{base}<w:next w:val="{style.follows}"/><w:qFormat/>'
            f"<w:pPr>{paragraph_properties(style)}</w:pPr>"
            f"<w:rPr>{run_properties(style, is_chinese=self.is_chinese)}</w:rPr></w:style>"
        )


def stylesheet(language: str) -> Stylesheet:
    """The styles for a report in this language."""
    if language != "en":
        return Stylesheet({style.id: style for style in STYLES}, is_chinese=True)
    return Stylesheet({style.id: in_latin(style) for style in STYLES}, is_chinese=False)


def in_latin(style: Style) -> Style:
    """The same style for a text in Latin letters."""
    size = LATIN_SIZES[style.size]
    return replace(
        style,
        face=IN_LATIN[style.face],
        size=size,
        pitch=LATIN_PITCH if style.pitch == PITCH and size < 36 else max(style.pitch * 5 // 6, size * 12),
        # Words of very different lengths would be torn apart.
        align="left" if style.align == "both" else style.align,
        before=style.before * 2 // 3,
        after=style.after * 2 // 3,
    )


def paragraph_properties(style: Style) -> str:
    numbering = f'<w:ilvl w:val="{style.numbered}"/><w:numId w:val="1"/>'
    return "".join(
        (
            "<w:keepNext/><w:keepLines/>" if style.keeps_next else "",
            "<w:pageBreakBefore/>" if style.begins_page else "",
            # A page is full to its last line, no sign stands beyond the type area, 2021年 is set as typed.
            '<w:widowControl w:val="0"/>',
            "" if style.numbered is None else f"<w:numPr>{numbering}</w:numPr>",
            '<w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
            "" if style.is_on_grid else '<w:snapToGrid w:val="0"/>',
            spacing(style),
            indents(style),
            f'<w:jc w:val="{style.align}"/>',
            "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>',
        )
    )


def spacing(style: Style) -> str:
    rule = "atLeast" if style.id == "Drawing" else "exact"
    return (
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" '
        f'w:line="{style.pitch}" w:lineRule="{rule}"/>'
    )


def indents(style: Style) -> str:
    """Indents in signs, which Word and WPS go by, and in twips for programs that know no signs."""
    first = "hanging" if style.first < 0 else "firstLine"
    named = (("left", style.left), ("right", style.right), (first, abs(style.first)))
    return "<w:ind {}/>".format(
        " ".join(
            f'w:{edge}Chars="{signs}" w:{edge}="{round(signs * style.sign / 100)}"' for edge, signs in named
        )
    )


def run_properties(style: Style, *, is_chinese: bool) -> str:
    tracking = TRACKING if is_chinese and style.size == SIGN // 10 else 0
    return "".join(
        (
            fonts(style.face, is_chinese=is_chinese),
            "<w:b/>" if style.face.is_bold else '<w:b w:val="0"/>',
            "<w:i/>" if style.face.is_italic else '<w:i w:val="0"/>',
            f'<w:color w:val="{style.colour}"/>' if style.colour else "",
            f'<w:spacing w:val="{tracking}"/>',
            f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>',
        )
    )


EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
TABLE_STYLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="报告表格"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in EDGES)
    + "</w:tblBorders></w:tblPr></w:style>"
)
