"""A snapshot's document as a file for Word."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import override

from reports.rendering import Progress
from reports.snapshot.document import Annex, Block, Form, Heading, ReportDocument
from reports.snapshot.head import Head
from reports.snapshot.snapshot import Snapshot
from reports.word.blocks import set_blocks
from reports.word.bookmarks import Marking, custom_properties, set_marked
from reports.word.colophon import colophon_lines, framed, on_its_page
from reports.word.ending import set_ending
from reports.word.front import set_front
from reports.word.manuscript import carried_document
from reports.word.markup import declared
from reports.word.measures import LANDSCAPE, PORTRAIT
from reports.word.numbering import HeadingNumbers
from reports.word.package import METADATA, Package, application_properties, core_properties
from reports.word.sections import PageFrames, Section
from reports.word.styles import stylesheet
from reports.word.theme import theme_part
from reports.word.typefaces import font_table
from reports.word.typesetting import Typesetting
from reports.word.verification import set_verification
from texts.outgoing.word_text import property_text

LANGUAGE_TAGS = {"zh-hans": "zh-CN"}


def render_docx(snapshot: Snapshot, language: str, path: Path, progress: Progress) -> list[str]:
    """Write the report as a Word document, the same bytes for the same snapshot; answers in sentences what
    of its text had to be changed. A ``Renderer``."""
    return render_document(snapshot.documents[language], snapshot.head, path, progress)


def render_document(
    document: ReportDocument, head: Head, path: Path, progress: Progress, marking: Marking | None = None
) -> list[str]:
    """Write a document as ``render_docx`` does; ``marking`` makes it a copy that comes back."""
    with override(document.language):
        document, changes = carried_document(document)
        setting = Typesetting(stylesheet(document.language), HeadingNumbers(headings_of(document)), Package())
        steps = 2 + len(document.annexes)
        progress(0, steps)
        sections: list[Section] = []
        for done, section in enumerate(sections_of(setting, document, head, marking), start=1):
            if not sections or sections[-1] is not section:
                sections.append(section)
            progress(done, steps)
        add_parts(setting, document, sections, head)
        if marking is not None:
            properties = custom_properties(marking.name)
            setting.package.add("docProps/custom.xml", properties, kind="custom-properties", of="")
        setting.package.write(path)
        progress(steps, steps)
    return changes


def headings_of(document: ReportDocument) -> Iterator[Heading]:
    blocks: list[Block] = [*document.body, *(block for annex in document.annexes for block in annex.blocks)]
    return (block for block in blocks if isinstance(block, Heading))


def sections_of(
    setting: Typesetting, document: ReportDocument, head: Head, marking: Marking | None
) -> Iterator[Section]:
    """The sections in their order, each again after whatever was added to it: the report itself, its annexes,
    which share a section while the paper lies the same way, what a copy is checked by, and the colophon."""
    section = Section(PORTRAIT)
    section.content.extend(set_front(setting, document))
    if marking is None:
        section.content.extend(set_blocks(setting, document.body))
    else:
        section.content.extend(set_marked(setting, document.body, marking.parts))
    section.content.extend(set_ending(setting, document))
    yield section
    for annex in document.annexes:
        setting.frame = LANDSCAPE if annex.is_wide else PORTRAIT
        if setting.frame != section.frame:
            section = Section(setting.frame)
        section.content.extend(set_annex(setting, annex, is_on_new_page=not section.content))
        yield section
    lines = colophon_lines(setting, document.colophon, document.letterhead.form)
    checked_by = list(set_verification(setting, head.verification)) if head.verification else []
    if not lines or document.letterhead.form is Form.LETTER:
        section.content += checked_by
    if lines and document.letterhead.form is Form.LETTER:
        if section.frame != PORTRAIT:
            section = Section(PORTRAIT)
        section.content += [*framed(setting, lines), setting.paragraph("TableEnd")]
        yield section
    elif lines:
        # A document is printed on both sides, and has it on the back of its last sheet.
        yield Section(PORTRAIT, "evenPage", list(on_its_page(setting, lines, checked_by)))


def set_annex(setting: Typesetting, annex: Annex, *, is_on_new_page: bool) -> Iterator[str]:
    """附件: its label flush left on a new page, its title on the third line."""
    properties = '<w:pageBreakBefore w:val="0"/>' if is_on_new_page else ""
    yield setting.paragraph("AnnexLabel", annex.label, properties=properties)
    yield setting.paragraph("AnnexTitle", annex.title)
    yield from set_blocks(setting, annex.blocks)


def add_parts(setting: Typesetting, document: ReportDocument, sections: list[Section], head: Head) -> None:
    """Everything but charts and pictures, which came with their blocks."""
    package, sheet = setting.package, setting.sheet
    frames = PageFrames(setting, document)
    package.add("word/document.xml", document_part(frames, sections), kind="officeDocument", of="")
    package.add("word/styles.xml", sheet.part(), kind="styles")
    package.add("word/numbering.xml", setting.numbers.part(sheet), kind="numbering")
    package.add("word/settings.xml", settings_part(), kind="settings")
    package.add("word/fontTable.xml", font_table(declared("w")), kind="fontTable")
    package.add("word/theme/theme1.xml", theme_part(), kind="theme")
    author = property_text(head.organization.full_name.in_language(document.language))
    core = core_properties(
        title=property_text((" " if document.language == "en" else "").join(document.title)),
        author=author,
        language=LANGUAGE_TAGS.get(document.language, document.language),
        at=head.as_of,
        version=head.version,
    )
    package.add("docProps/core.xml", core, kind=METADATA, of="")
    package.add("docProps/app.xml", application_properties(author), kind="extended-properties", of="")


def document_part(frames: PageFrames, sections: list[Section]) -> str:
    """``document.xml``: each section but the last ends with a paragraph that has its properties."""
    texts = []
    for place, section in enumerate(sections):
        properties = frames.properties(section, is_first=place == 0)
        if section is sections[-1]:
            texts.append("".join(section.content) + properties)
        else:
            *content, last = section.content
            texts.append("".join(content) + last.replace("</w:pPr>", f"{properties}</w:pPr>", 1))
    namespaces = declared("w", "r", "wp", "a", "pic")
    return f"<w:document {namespaces}><w:body>{''.join(texts)}</w:body></w:document>"


def settings_part() -> str:
    """Odd and even pages have feet of their own; lines break and stand as in the present Word."""
    word = "http://schemas.microsoft.com/office/word"
    mode = f'<w:compatSetting w:name="compatibilityMode" w:uri="{word}" w:val="15"/>'
    return (
        f'<w:settings {declared("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat><w:doNotExpandShiftReturn/>{mode}</w:compat>"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
