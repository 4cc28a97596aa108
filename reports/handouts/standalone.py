"""A chart as a drawing that stands by itself: on white, its title above, what it was asked for beneath."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reports.dashboards.shown_page import LegendMark, NamedChart
from reports.handouts.svg_text import Drawing, drawings_in, nested
from targets.charts.svg import AXIS, INK, SOFT, WHITE, element, text
from texts.outgoing.characters import carried
from texts.punctuation import labelled
from texts.sign_width import width_of

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Those that people have, by name; a program without any of them takes its own.
FAMILIES = (
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
GENERIC = "sans-serif"
# In the units of the drawing.
WIDTH, PADDING, GAP = 960, 32, 12
ROOM = WIDTH - 2 * PADDING
TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 24, 15, 13
LINE = 1.5
MARK, BETWEEN = 14, 24
DASHES = "3 3"
# Signs at which no line may end, and those with which none may begin.
OPENING = frozenset("（《〈【“‘(±≤≥")
CLOSING = frozenset("）》〉】”’，。、；：？！)%")


@dataclass
class Sheet:
    """Parts drawn from above; ``y`` is where the next one begins."""

    parts: list[str] = field(default_factory=list)
    y: float = PADDING

    def write(self, words: str, size: int, *, fill: str = SOFT, weight: int = 400) -> None:
        """A paragraph over the whole width."""
        for line in wrapped(words, ROOM / size):
            self.parts.append(
                text(line, PADDING, self.y + size, fill=fill, font_size=size, font_weight=weight)
            )
            self.y += size * LINE


def standalone_svg(
    chart: NamedChart, heading: str, facts: Sequence[tuple[str, str]], families: Sequence[str] = FAMILIES
) -> tuple[str, int, int]:
    """The drawing with its own size: markup, width and height. ``heading`` says whose it is; ``families`` are
    the fonts it asks for. Raises ``LookupError`` where the chart has no drawing."""
    drawings = drawings_in(chart.drawing)
    if not drawings:
        raise LookupError(chart.key)
    sheet = Sheet()
    sheet.write(chart.title, TITLE_SIZE, fill=INK, weight=700)
    sheet.write(heading, TEXT_SIZE)
    sheet.y += GAP
    for drawing in drawings:
        sheet.parts.append(placed(drawing, sheet.y))
        sheet.y += scaled_height(drawing) + GAP
    sheet.parts += legend_marks(chart.legend, sheet)
    if chart.note:
        sheet.write(chart.note, SMALL_SIZE)
    sheet.y += GAP
    sheet.parts.append(rule(sheet.y))
    sheet.y += GAP / 2
    for line in in_lines([labelled(label, words) for label, words in facts], ROOM / SMALL_SIZE):
        sheet.write(line, SMALL_SIZE)
    height = round(sheet.y + PADDING)
    return framed(chart.title, sheet.parts, height, families), WIDTH, height


def framed(title: str, parts: Sequence[str], height: int, families: Sequence[str]) -> str:
    named = ", ".join([*(f"'{family}'" for family in families), GENERIC])
    return str(
        element(
            "svg",
            element("title", carried(title)),
            element("rect", x=0, y=0, width=WIDTH, height=height, fill=WHITE),
            *parts,
            xmlns="http://www.w3.org/2000/svg",
            width=WIDTH,
            height=height,
            viewBox=f"0 0 {WIDTH} {height}",
            font_family=named,
            role="img",
        )
    )


def scaled_height(drawing: Drawing) -> float:
    return ROOM * drawing.height / drawing.width


def placed(drawing: Drawing, y: float) -> str:
    """A drawing at the width of the text."""
    return nested(drawing, f'x="{PADDING}" y="{y:.2f}" width="{ROOM}" height="{scaled_height(drawing):.2f}"')


def legend_marks(marks: Sequence[LegendMark], sheet: Sheet) -> Iterator[str]:
    """The marks side by side, in as many lines as they need."""
    x = float(PADDING)
    for mark in marks:
        width = MARK + 6 + width_of(mark.label) * TEXT_SIZE
        if x > PADDING and x + width > WIDTH - PADDING:
            x, sheet.y = float(PADDING), sheet.y + TEXT_SIZE * LINE
        yield swatch(mark, x, sheet.y)
        yield text(carried(mark.label), x + MARK + 6, sheet.y + TEXT_SIZE - 2, font_size=TEXT_SIZE)
        x += width + BETWEEN
    if marks:
        sheet.y += TEXT_SIZE * LINE + GAP / 2


def swatch(mark: LegendMark, x: float, y: float) -> str:
    return element(
        "rect",
        x=x,
        y=y,
        width=MARK,
        height=MARK,
        rx=2,
        fill=mark.fill,
        stroke=AXIS,
        stroke_dasharray=DASHES if mark.is_dashed else None,
    )


def rule(y: float) -> str:
    return element("line", x1=PADDING, x2=WIDTH - PADDING, y1=y, y2=y, stroke=AXIS)


def in_lines(said: Sequence[str], room: float) -> list[str]:
    """Short texts side by side, each whole where a line holds it."""
    lines: list[str] = []
    for words in said:
        if lines and width_of(f"{lines[-1]} · {words}") <= room:
            lines[-1] += f" · {words}"
        else:
            lines.append(words)
    return lines


def wrapped(words: str, room: float) -> list[str]:
    """Text in lines of at most ``room`` full-width signs, broken between words of Latin and anywhere else; no
    line ends with a sign that opens, or begins with one that closes."""
    lines, line = [], ""
    for piece in kept_together(pieces(carried(words))):
        if line and width_of(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def kept_together(parts: Iterable[str]) -> Iterator[str]:
    """What opens with what follows it, and what closes with what it follows."""
    held = ""
    for part in parts:
        if held and held.rstrip()[-1:] not in OPENING and part[0] not in CLOSING:
            yield held
            held = ""
        held += part
    if held:
        yield held


def pieces(words: str) -> Iterator[str]:
    """Words with the blank behind them; full-width signs one by one."""
    word = ""
    for sign in words.replace("\n", " "):
        if sign.isascii() and sign != " ":
            word += sign
            continue
        if word:
            yield f"{word} " if sign == " " else word
            word = ""
            if sign == " ":
                continue
        yield sign
    if word:
        yield word
