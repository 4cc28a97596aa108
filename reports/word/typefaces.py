"""The typefaces of an official document, and what stands in for one that is not there."""

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr


@dataclass(frozen=True)
class Typeface:
    """``east_asian`` sets Chinese with its quotation marks and dashes, ``latin`` digits and Latin letters."""

    east_asian: str
    latin: str = "Times New Roman"
    is_bold: bool = False
    is_italic: bool = False


XIAOBIAOSONG = Typeface("方正小标宋简体")
FANGSONG = Typeface("仿宋_GB2312")
KAITI = Typeface("楷体_GB2312")
HEITI = Typeface("黑体", "黑体")
SONGTI = Typeface("宋体", "宋体")
# Latin print has one face and sets off by weight and slope.
IN_LATIN = {
    XIAOBIAOSONG: Typeface(XIAOBIAOSONG.east_asian, is_bold=True),
    KAITI: Typeface(KAITI.east_asian, is_bold=True, is_italic=True),
    HEITI: Typeface(HEITI.east_asian, is_bold=True),
    FANGSONG: FANGSONG,
    SONGTI: Typeface(SONGTI.east_asian),
}
# The name that the same face has elsewhere, its class (PANOSE) and family.
KNOWN = (
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "02010601030101010101", "auto"),
    ("仿宋_GB2312", "仿宋", "02010609030101010101", "modern"),
    ("楷体_GB2312", "楷体", "02010609030101010101", "modern"),
    ("黑体", "SimHei", "02010609060101010101", "modern"),
    ("宋体", "SimSun", "02010600030101010101", "auto"),
)


def font_table(namespace: str) -> str:
    """The part that tells programs what to take where a typeface is missing."""
    chinese = "".join(
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(other)}/>"
        f'<w:panose1 w:val="{panose}"/><w:charset w:val="86"/><w:family w:val="{family}"/>'
        '<w:pitch w:val="default"/></w:font>'
        for name, other, panose, family in KNOWN
    )
    latin = (
        '<w:font w:name="Times New Roman"><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    )
    return f"<w:fonts {namespace}>{chinese}{latin}</w:fonts>"
