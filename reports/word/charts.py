"""Charts as Word's own (DrawingML): vectors that people can edit, with the numbers in a workbook inside."""

import datetime as dt
from collections.abc import Iterator, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from reports.snapshot.document import Bar, Chart
from reports.word.drawings import Caption, inline_drawing
from reports.word.markup import declared
from reports.word.measures import twips
from reports.word.typefaces import FANGSONG
from reports.word.typesetting import Typesetting
from spreadsheets.outgoing.literal_sheet import LiteralSheet
from texts.outgoing.word_text import property_text

VALUE_COLOUR, GOAL_COLOUR = "2F5C8F", "C9D3DF"
# A bar with its gap, the least and the most that a chart is high.
BAR_HEIGHT, LEAST, SMALL_PRINT = twips(9), twips(40), 900
DATED = dt.datetime(1980, 1, 1)  # noqa: DTZ001 (workbooks know no zones)


def set_chart(setting: Typesetting, chart: Chart) -> Iterator[str]:
    """The chart and its title below; one without bars is the sentence that describes it."""
    if not chart.bars:
        yield setting.paragraph("BodyText", chart.description)
        yield setting.paragraph("DrawingTitle", chart.title)
        return
    workbook = setting.package.next_name("word/embeddings/chart", "xlsx")
    name = setting.package.next_name("word/charts/chart", "xml")
    setting.package.add(workbook, numbers_of(chart), kind="package", of=name)
    reference = setting.package.add(name, chart_part(chart), kind="chart")
    height = min(max(LEAST, BAR_HEIGHT * (len(chart.bars) + 2)), setting.frame.height * 4 // 5)
    graphic = f'<c:chart {declared("c")} r:id="{reference}"/>'
    drawing = inline_drawing(
        setting, graphic, "c", Caption(chart.title, chart.description), (setting.frame.width, height)
    )
    yield setting.element("Drawing", [drawing])
    yield setting.paragraph("DrawingTitle", chart.title)


def chart_part(chart: Chart) -> str:
    """Bars from above to below; goals, where there are any, as pale bars beside them."""
    series = [bars_of(chart.bars, 0, series_name(chart, 0), VALUE_COLOUR)]
    has_goals = any(bar.goal is not None for bar in chart.bars)
    if has_goals:
        series.append(bars_of(chart.bars, 1, series_name(chart, 1), GOAL_COLOUR))
    legend = f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{PRINT}</c:legend>' if has_goals else ""
    return (
        f'<c:chartSpace {declared("c", "a", "r")}><c:date1904 val="0"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{"".join(series)}<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f'{AXES}</c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{PRINT}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def bars_of(bars: Sequence[Bar], place: int, name: str, colour: str) -> str:
    """One series: what each bar is called, how long it is and, of values, how they read."""
    column, last = "BC"[place], len(bars) + 1
    values = [bar.goal if place else bar.value for bar in bars]
    texts = "" if place else "".join(label(number, bar) for number, bar in enumerate(bars) if bar.value)
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>'
        f"<c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f>{cache('str', [name])}</c:strRef></c:tx>"
        f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>'
        f'<c:invertIfNegative val="0"/><c:dLbls>{texts}{PLACED}</c:dLbls>'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f>{cache('str', names_of(bars))}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f>{cache('num', values)}</c:numRef>"
        "</c:val></c:ser>"
    )


def series_name(chart: Chart, place: int) -> str:
    name = _("Goal") if place else _("Reached")
    if not chart.unit:
        return name
    return property_text(_("%(series)s (%(unit)s)") % {"series": name, "unit": chart.unit})


def names_of(bars: Sequence[Bar]) -> list[str]:
    """What stands before each bar; where there is none, why."""
    return [property_text(bar.label if bar.value else f"{bar.label}  {bar.text}") for bar in bars]


def cache(kind: str, values: Sequence[str | None]) -> str:
    """What a program shows before it has looked into the workbook; nothing where nothing was reported."""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{escape(value)}</c:v></c:pt>'
        for place, value in enumerate(values)
        if value is not None
    )
    form = "<c:formatCode>General</c:formatCode>" if kind == "num" else ""
    return f'<c:{kind}Cache>{form}<c:ptCount val="{len(values)}"/>{points}</c:{kind}Cache>'


def label(place: int, bar: Bar) -> str:
    """How a value reads, with its unit, at the end of its bar."""
    text = f"<a:p><a:r>{RUN}<a:t>{escape(bar.text)}</a:t></a:r></a:p>"
    rich = f'<c:rich><a:bodyPr wrap="none"/>{text}</c:rich>'
    return f'<c:dLbl><c:idx val="{place}"/><c:tx>{rich}</c:tx>{PLACED}</c:dLbl>'


def numbers_of(chart: Chart) -> bytes:
    """The workbook that Word opens when somebody edits the numbers."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": DATED})
        sheet = book.add_worksheet("Sheet1", LiteralSheet)
        for place in (0, 1):
            sheet.write_string(0, place + 1, series_name(chart, place))
        for row, (name, bar) in enumerate(zip(names_of(chart.bars), chart.bars, strict=True), start=1):
            sheet.write_string(row, 0, name)
            for place, value in enumerate((bar.value, bar.goal), start=1):
                if value is not None:
                    sheet.write_number(row, place, float(value))
    return file.getvalue()


FACES = f'<a:latin typeface="{FANGSONG.latin}"/><a:ea typeface="{FANGSONG.east_asian}"/>'
INK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
RUN = f'<a:rPr lang="zh-CN" sz="{SMALL_PRINT}">{INK}{FACES}</a:rPr>'
PRINT = (
    f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{SMALL_PRINT}">{INK}{FACES}</a:defRPr></a:pPr>'
    '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
)
PLACED = (
    f'<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{PRINT}<c:dLblPos val="outEnd"/>'
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
# The first bar stands on top; the numbers at the bars make an axis of values needless.
AXES = (
    '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
    '<c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
    f'<c:spPr><a:ln w="6350">{INK}</a:ln></c:spPr>{PRINT}<c:crossAx val="2"/><c:crosses val="autoZero"/>'
    '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
    '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="1"/>'
    '<c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
    '<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1"/><c:crosses val="autoZero"/>'
    '<c:crossBetween val="between"/></c:valAx>'
)
