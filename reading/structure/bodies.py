"""The stretches of a document that hold its sections, without the words that close them."""

from reading import cautions
from reading.document import Caution
from reading.markers import Markers
from reading.owners.notes import find_notes
from reading.structure.annexes import annex_heading
from reading.structure.frame import Frame
from reading.structure.layout import CLOSING_WORDS, ENDING_WORDS, Paragraph, read_paragraphs
from reading.structure.lines import Line, Measure
from reading.structure.sections import Body

_LONGEST_TAIL = 1500


def read_bodies(
    content: list[Line], markers: Markers, setting_of_type: Measure, frame: Frame, length: int
) -> tuple[list[Body], list[Caution]]:
    """The body, and each annex that it goes on in, without their closing words; and cautions about lines that
    look numbered and were read as text."""
    bodies: list[Body] = []
    refused: list[Line] = []
    body = range(frame.body_from, frame.body_to)
    layout = read_paragraphs(content, markers, setting_of_type, body)
    refused += layout.refused
    bodies.append(_part_closing(layout.paragraphs, content, frame.body_to, length))
    for annex in frame.annexes:
        if annex.continues:
            head = annex_heading(content[annex.title_from : annex.text_from], annex)
            outlines = None if head else layout.outlines
            within = range(annex.text_from, annex.text_to)
            layout = read_paragraphs(content, markers, setting_of_type, within, outlines)
            refused += layout.refused
            bodies.append(_part_closing([*head, *layout.paragraphs], content, annex.text_to, length))
    return bodies, [
        cautions.caution(cautions.NUMBER_UNREAD, at=line.text_range, text=line.text) for line in refused
    ]


def _part_closing(paragraphs: list[Paragraph], content: list[Line], ends: int, length: int) -> Body:
    """The paragraphs without the closing words, and the source offset where the last section ends; ``ends``
    is the line after them.

    Closing words (各地区、各有关部门要…) stand after the last section's last note, as own paragraphs.
    """
    ends_at = content[ends].starts_at if ends < len(content) else length
    paragraphs, ends_at = _part_below_table(paragraphs, ends_at)
    read_from = len(paragraphs)
    for number in range(len(paragraphs) - 1, 0, -1):
        if paragraphs[number].marker:
            break
        opening = paragraphs[number].lines[0].text
        is_ending = bool(ENDING_WORDS.match(opening))
        if not is_ending and not CLOSING_WORDS.match(opening):
            continue
        if any(find_notes(paragraph.flow().text)[0] for paragraph in paragraphs[number:read_from]):
            break
        if is_ending or _ends_in_note(paragraphs[number - 1].flow().text[-_LONGEST_TAIL:]):
            return Body(paragraphs[:number], paragraphs[number].starts_at)
        read_from = number
    return Body(paragraphs, ends_at)


def _ends_in_note(text: str) -> bool:
    notes = find_notes(text)[0]
    return bool(notes) and not text[notes[-1].ends_at :].strip("。")


def _part_below_table(paragraphs: list[Paragraph], ends_at: int) -> tuple[list[Paragraph], int]:
    """The paragraphs without those below a table with which the body ends, and where it ends then."""
    last = next(
        (
            number
            for number in range(len(paragraphs), 0, -1)
            if paragraphs[number - 1].marker or paragraphs[number - 1].lines[0].table
        ),
        len(paragraphs),
    )
    if last < len(paragraphs) and paragraphs[last - 1].lines[0].table:
        return paragraphs[:last], paragraphs[last].starts_at
    return paragraphs, ends_at
