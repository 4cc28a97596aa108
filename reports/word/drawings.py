"""Drawings: charts and pictures in a line of text, with the words for those who do not see them; red bars."""

from typing import NamedTuple

from reports.word.markup import NAMESPACES, attribute
from reports.word.measures import EMU
from reports.word.styles import RED
from reports.word.typesetting import Typesetting


class Caption(NamedTuple):
    """The name of a drawing, and what it shows in a sentence."""

    name: str
    description: str


def inline_drawing(
    setting: Typesetting,
    graphic: str,
    kind: str,
    caption: Caption,
    size: tuple[int, int],
    *,
    beyond: tuple[int, int] = (0, 0),
) -> str:
    """A run that holds the drawing; ``kind`` is the namespace that ``graphic`` is of. ``size`` is in twips,
    as is the room that it takes ``beyond``: at each side, and above and below."""
    width, height = (edge * EMU for edge in size)
    side, above = (edge * EMU for edge in beyond)
    effect = f'<wp:effectExtent l="{side}" t="{above}" r="{side}" b="{above}"/>' if side or above else ""
    named = f"name={attribute(caption.name)} descr={attribute(caption.description)}"
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>{effect}<wp:docPr id="{setting.next_drawing()}" {named}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{NAMESPACES[kind]}">{graphic}'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def red_bar(setting: Typesetting, top: int, size: tuple[int, int]) -> str:
    """A run that draws a bar in the middle of the paper, ``top`` below its edge; all in twips."""
    width, height = (edge * EMU for edge in size)
    number = setting.next_drawing()
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:align>center</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top * EMU}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:wrapNone/><wp:docPr id="{number}" name="{number}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{NAMESPACES["wps"]}"><wps:wsp><wps:cNvSpPr/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{RED}"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
