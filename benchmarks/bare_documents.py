"""The bare work of a report: its words as plain paragraphs, by the same libraries, with no style at all."""

import time
from pathlib import Path

import msgspec
import typst
from docx import Document

from reports.pdf.fonts import report_fonts
from reports.snapshot.document import ReportDocument

PLAIN = "#for line in json(bytes(sys.inputs.words)) { par(line) }"


def words_of(document: ReportDocument) -> list[str]:
    """Every text of a document, whatever part it stands in, in its order."""
    return list(texts_in(msgspec.to_builtins(document)))


def texts_in(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for part in parts for text in texts_in(part)]


def seconds_as_pdf(words: list[str]) -> float:
    """What typst takes for the words alone."""
    begun = time.perf_counter()
    compiler = typst.Compiler(PLAIN.encode(), font_paths=report_fonts().fonts, ignore_system_fonts=True)
    compiler.compile(format="pdf", sys_inputs={"words": msgspec.json.encode(words).decode()})
    return time.perf_counter() - begun


def seconds_as_word(words: list[str], path: Path) -> float:
    """What python-docx takes for the words alone."""
    begun = time.perf_counter()
    document = Document()
    for text in words:
        document.add_paragraph(text)
    document.save(str(path))
    return time.perf_counter() - begun
