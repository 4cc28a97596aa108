"""The package that a Word document is: its parts, what they are and how they refer to each other.

The same parts make the same bytes: no clock is asked, and the order of the parts is fixed.
"""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports.word.markup import PROLOGUE

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
METADATA = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
WORD_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml."
# The type of each kind of part, by the start of its name.
PART_TYPES = {
    "word/document": f"{WORD_PART}document.main+xml",
    "word/styles": f"{WORD_PART}styles+xml",
    "word/numbering": f"{WORD_PART}numbering+xml",
    "word/settings": f"{WORD_PART}settings+xml",
    "word/fontTable": f"{WORD_PART}fontTable+xml",
    "word/theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "word/header": f"{WORD_PART}header+xml",
    "word/footer": f"{WORD_PART}footer+xml",
    "word/charts/chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "docProps/core": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/custom": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "docProps/app": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
SUFFIX_TYPES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
}
# The first day that a package can state.
DATED = (1980, 1, 1, 0, 0, 0)
DOCUMENT = "word/document.xml"


@dataclass
class Package:
    """Parts by name, in the order in which they came, and the references of each."""

    parts: dict[str, bytes] = field(default_factory=dict)
    references: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, name: str, content: str | bytes, *, kind: str, of: str = DOCUMENT) -> str:
        """Take a part in, which the part ``of`` refers to as ``kind``; answers the id of the reference."""
        self.parts[name] = (PROLOGUE + content).encode() if isinstance(content, str) else content
        known = self.references.setdefault(of, [])
        known.append((kind if "://" in kind else OFFICE + kind, name))
        return f"rId{len(known)}"

    def next_name(self, stem: str, suffix: str) -> str:
        """The name of the next part of its kind, such as ``word/charts/chart2.xml``."""
        return f"{stem}{1 + sum(name.startswith(stem) for name in self.parts)}.{suffix}"

    def write(self, path: Path) -> None:
        with ZipFile(path, "w") as file:
            put(file, "[Content_Types].xml", self.content_types())
            for source, known in sorted(self.references.items()):
                put(file, relations_name(source), relations(source, known))
            for name, content in self.parts.items():
                put(file, name, content)

    def content_types(self) -> bytes:
        used = {name.rsplit(".", 1)[1] for name in self.parts} | {"rels", "xml"}
        defaults = (
            f'<Default Extension="{suffix}" ContentType="{SUFFIX_TYPES[suffix]}"/>' for suffix in sorted(used)
        )
        overrides = (
            f'<Override PartName="/{name}" ContentType="{kind}"/>'
            for name in self.parts
            for start, kind in PART_TYPES.items()
            if name.startswith(start)
        )
        namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
        return f'{PROLOGUE}<Types xmlns="{namespace}">{"".join((*defaults, *overrides))}</Types>'.encode()


def put(file: ZipFile, name: str, content: bytes) -> None:
    entry = ZipInfo(name, DATED)
    entry.compress_type = ZIP_DEFLATED
    # As made on a system with modes of its own, wherever it is made.
    entry.create_system, entry.external_attr = 3, 0o600 << 16
    file.writestr(entry, content)


def relations_name(source: str) -> str:
    folder, _slash, name = source.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def relations(source: str, known: list[tuple[str, str]]) -> bytes:
    """The part that lists to what a part refers, each named from the part's own folder."""
    folder = source.rpartition("/")[0]
    elements = "".join(
        f'<Relationship Id="rId{place}" Type="{kind}" Target="{target_of(folder, name)}"/>'
        for place, (kind, name) in enumerate(known, start=1)
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{PROLOGUE}<Relationships xmlns="{namespace}">{elements}</Relationships>'.encode()


def target_of(folder: str, name: str) -> str:
    if not folder:
        return name
    return name.removeprefix(f"{folder}/") if name.startswith(f"{folder}/") else f"/{name}"


def core_properties(*, title: str, author: str, language: str, at: str, version: int | None) -> str:
    """Who made the document and when: the moment as of which the report stands, not that of making it."""
    moment = dt.datetime.fromisoformat(at).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        "<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<dc:language>{language}</dc:language><cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy>"
        f"<cp:revision>{version or 1}</cp:revision>{dates}</cp:coreProperties>"
    )


def application_properties(company: str) -> str:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'<Properties xmlns="{namespace}"><Company>{escape(company)}</Company></Properties>'
