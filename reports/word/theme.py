"""The theme, which programs expect in every document. Nothing here takes a face or a colour from it."""

from reports.word.markup import declared
from reports.word.typefaces import FANGSONG, HEITI

COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "1F3B5C",
    "lt2": "EEF1F5",
    "accent1": "2F5C8F",
    "accent2": "C9D3DF",
    "accent3": "8A6D3B",
    "accent4": "5B7F5B",
    "accent5": "7A5C8F",
    "accent6": "C0392B",
    "hlink": "2F5C8F",
    "folHlink": "7A5C8F",
}
FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme_part() -> str:
    """``theme1.xml``: colours, faces, and three of each style, which the schema wants."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in COLOURS.items())
    faces = "".join(
        f'<a:{name}Font><a:latin typeface="{face.latin}"/><a:ea typeface="{face.east_asian}"/>'
        f'<a:cs typeface=""/></a:{name}Font>'
        for name, face in (("major", HEITI), ("minor", FANGSONG))
    )
    lines = "".join(f'<a:ln w="{width}">{FILL}</a:ln>' for width in (6350, 12700, 19050))
    return (
        f'<a:theme {declared("a")} name="Report"><a:themeElements>'
        f'<a:clrScheme name="Report">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Report">{faces}</a:fontScheme>'
        f'<a:fmtScheme name="Report"><a:fillStyleLst>{FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{FILL * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
