"""The parts of a Word document: a zip file of XML, opened without trusting what it says of itself."""

import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from reading.document import DocumentError
from reading.sources.limits import (
    LARGEST_CONTENT,
    LARGEST_MEMBER,
    MOST_MEMBERS,
    MOST_TAGS,
    STEEPEST_RATIO,
)
from reading.sources.recognition import ENCRYPTED_WORD, other_zip

# The kind of the part that has the text.
MAIN = "officeDocument"
_TYPES = "[Content_Types].xml"
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    UnicodeError,
    ValueError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts that have text or number it. Tags are without namespaces."""

    document: ET.Element
    numbering: ET.Element | None
    styles: ET.Element | None


def open_package(data: bytes) -> Package:
    """The parts of the Word document ``data``. Raises DocumentError when it is none, damaged, or hostile."""
    parts = open_parts(data, ("numbering", "styles"))
    return Package(parts[MAIN], parts.get("numbering"), parts.get("styles"))


def open_parts(data: bytes, kinds: Collection[str]) -> dict[str, ET.Element]:
    """The text part of the Word document ``data``, under ``MAIN``, and those of ``kinds`` that it has, by
    kind. Raises DocumentError as ``open_package`` does."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = {member.filename: member for member in archive.infolist()}
            _check_size(archive.infolist())
            _check_kind(archive, members)
            return _parts(archive, members, kinds)
    except _DAMAGED:
        raise DocumentError(
            _("The Word document is damaged or incomplete. Open it in Word and save it again.")
        ) from None


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    """Refuse what unpacks to far more than any document has, by what the directory says."""
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if (
        len(members) > MOST_MEMBERS
        or unpacked > LARGEST_CONTENT
        or unpacked > LARGEST_MEMBER / 4 + packed * STEEPEST_RATIO
    ):
        raise DocumentError(_bomb())


def _bomb() -> str:
    return _(
        "The Word document unpacks to far more than a document holds and was not opened. "
        "Copy its text into a new document and choose that file."
    )


def _check_kind(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> None:
    """Refuse protected files, macros, and whatever else comes as a zip file."""
    if any(member.flag_bits & 1 for member in members.values()):
        raise DocumentError(_(ENCRYPTED_WORD))
    types = _read(archive, members[_TYPES]) if _TYPES in members else b""
    has_macros = b"macroEnabled" in types and b"ms-word" in types
    if has_macros or any(name.lower().endswith("vbaproject.bin") for name in members):
        raise DocumentError(
            _("The document contains macros. Save it as .docx without macros and choose that file.")
        )
    if b"wordprocessingml" not in types and not any(name.startswith("word/") for name in members):
        raise DocumentError(_(other_zip(list(members))))


def _parts(
    archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], kinds: Collection[str]
) -> dict[str, ET.Element]:
    of_package = _related(archive, members, "")
    main = of_package.get(MAIN, "word/document.xml")
    if main not in members:
        raise DocumentError(_("The Word document has no text part. Open it in Word and save it again."))
    related = of_package | _related(archive, members, main)
    names = {MAIN: main} | {kind: related[kind] for kind in kinds if related.get(kind) in members}
    return {kind: _parse(_read(archive, members[name])) for kind, name in names.items()}


def _related(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], name: str) -> dict[str, str]:
    """The parts that a part ('' is the package) refers to, by the last word of the relation's type."""
    folder, base = posixpath.split(name)
    relations = posixpath.join(folder, "_rels", f"{base}.rels")
    if relations not in members:
        return {}
    found: dict[str, str] = {}
    for relation in _parse(_read(archive, members[relations])):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        found.setdefault(relation.get("Type", "").rpartition("/")[2], posixpath.normpath(path))
    return found


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The unpacked member; the directory may lie about its size, so reading stops at the limit."""
    with archive.open(member) as file:
        data = file.read(LARGEST_MEMBER + 1)
    if len(data) > LARGEST_MEMBER:
        raise DocumentError(_bomb())
    return data


class _Builder(ET.TreeBuilder):
    """Builds the tree, but none with a document type: only there can entities be defined that grow."""

    def doctype(self, name: str, pubid: str, system: str) -> None:  # noqa: ARG002 — the parser's signature
        raise DocumentError(
            _("The Word document defines entities of its own, which Word never does, and was not opened.")
        )


def _parse(data: bytes) -> ET.Element:
    if data.count(b"<") > MOST_TAGS:
        raise DocumentError(_bomb())
    parser = ET.XMLParser(target=_Builder())  # noqa: S314 — _Builder refuses what makes XML dangerous
    try:
        parser.feed(data)
        root: ET.Element = parser.close()
    except (ET.ParseError, LookupError, ValueError):
        raise zipfile.BadZipFile from None
    short: dict[str, str] = {}
    for element in root.iter():
        element.tag = short.setdefault(element.tag, element.tag.rpartition("}")[2])
    return root


def attribute(element: ET.Element | None, name: str) -> str | None:
    """The attribute ``name`` in whatever namespace."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if key == name or key.endswith("}" + name):
            return value
    return None


def setting(element: ET.Element | None, name: str) -> str | None:
    """The value of the property ``name`` of an element, given by a child: <w:name w:val="…"/>."""
    return None if element is None else attribute(element.find(name), "val")


def is_on(element: ET.Element | None, name: str) -> bool:
    """Whether the switch ``name`` is set: present, and not with a value that says no."""
    child = None if element is None else element.find(name)
    return child is not None and attribute(child, "val") not in {"0", "false", "off", "none"}
