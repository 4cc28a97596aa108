"""The blocks of a report, each as its own kind sets it."""

from collections.abc import Iterable, Iterator

from reports.snapshot.document import Block, Chart, Heading, Paragraph, Picture, Table
from reports.word.charts import set_chart
from reports.word.numbering import is_numbered
from reports.word.pictures import set_picture
from reports.word.tables import set_table
from reports.word.typesetting import Typesetting


def set_blocks(setting: Typesetting, blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield set_heading(setting, block)
            case Paragraph():
                yield setting.paragraph("BodyText", *(passage.text for passage in block.passages))
            case Table():
                yield from set_table(setting, block)
            case Chart():
                yield from set_chart(setting, block)
            case Picture():
                yield from set_picture(setting, block)


def set_heading(setting: Typesetting, heading: Heading) -> str:
    """A heading, whose number is Word's own; where Word cannot print it, it stands in the text."""
    if not is_numbered(heading):
        return setting.paragraph(f"Unnumbered{heading.level}", heading.number, heading.text)
    place = setting.numbers.place(heading)
    numbered = f'<w:ilvl w:val="{place.level}"/><w:numId w:val="{place.instance}"/>'
    properties = f"<w:numPr>{numbered}</w:numPr>"
    return setting.paragraph(f"Heading{heading.level}", heading.text, properties=properties)
