"""The parts of a workbook: a zip file of XML, opened without trusting what it says of itself."""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from spreadsheets.incoming import refusals
from spreadsheets.incoming.limits import (
    FREE_OF_RATIO,
    LARGEST_CONTENT,
    MOST_MEMBERS,
    STEEPEST_RATIO,
    Allowance,
    unpacks_to_too_much,
)
from spreadsheets.incoming.markup import Attributes, read_markup
from spreadsheets.incoming.recognition import open_document, other_package

PIECE = 1 << 16
# Where the directory of a zip file names a member.
DIRECTORY_ENTRY = b"PK\x01\x02"
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    UnicodeError,
    ValueError,
    OverflowError,
    RuntimeError,
)
TYPES = "[content_types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of the relation's type, and the part, in small letters."""

    kind: str
    part: str


class Package:
    """A zip file whose members are parts of a workbook, found by their names in small letters, as programs
    differ in the case that they write them in."""

    def __init__(self, content: bytes, allowance: Allowance) -> None:
        """Raises NotReadable where it is no workbook, locked, hostile or damaged."""
        if content.count(DIRECTORY_ENTRY) > MOST_MEMBERS:
            raise unpacks_to_too_much()
        try:
            self.archive = zipfile.ZipFile(BytesIO(content))
        except DAMAGED:
            raise refusals.refusal(refusals.DAMAGED) from None
        self.allowance = allowance
        self.members = members_by_name(self.archive.infolist())
        self.refuse_others()

    def refuse_others(self) -> None:
        """Raise NotReadable for other kinds of zip files; nothing of them is unpacked but an OpenDocument's
        first member."""
        if TYPES in self.members and "xl/workbook.bin" not in self.members:
            folders = {name.partition("/")[0] for name in self.members}
            if "xl" in folders or not folders & {"word", "ppt"}:
                return
        if "mimetype" in self.members:
            said = next(self.pieces("mimetype"), b"")[:200].decode("ascii", "replace").strip()
            raise refusals.refusal(open_document(said))
        raise refusals.refusal(other_package(set(self.members)))

    def has(self, part: str) -> bool:
        return part.lower() in self.members

    def pieces(self, part: str) -> Iterator[bytes]:
        """A part, unpacked piece by piece; its directory may lie about its size, so each is counted."""
        try:
            with self.archive.open(self.members[part.lower()]) as file:
                while piece := file.read(PIECE):
                    self.allowance.take_content(piece)
                    yield piece
        except DAMAGED:
            raise refusals.refusal(refusals.DAMAGED) from None

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part ('' is the package) refers to within the package, by the ids it uses for them."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        found: dict[str, Relation] = {}

        def begin(element: str, attributes: Attributes) -> None:
            if element == "Relationship" and attributes.get("TargetMode", "").lower() != "external":
                kind = attributes.get("Type", "").rpartition("/")[2]
                target = resolved(folder, attributes.get("Target", ""))
                found.setdefault(attributes.get("Id", ""), Relation(kind, target))

        if self.has(name):
            read_markup(self.pieces(name), begin)
        return found


def resolved(folder: str, target: str) -> str:
    """The part that a target names, seen from a folder; one outside the package names none."""
    target = target.replace("\\", "/")
    path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(path).lower()


def members_by_name(members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The members by their names in small letters. Raises NotReadable by what the directory says of them."""
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > LARGEST_CONTENT or unpacked > FREE_OF_RATIO + packed * STEEPEST_RATIO:
        raise unpacks_to_too_much()
    if any(member.flag_bits & 1 for member in members):
        raise refusals.refusal(refusals.PROTECTED)
    if any(member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for member in members):
        raise refusals.refusal(refusals.PACKING)
    found: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        name = member.filename.replace("\\", "/").lower()
        if name.startswith("/") or ".." in name.split("/") or ":" in name.partition("/")[0]:
            raise refusals.refusal(refusals.OUTSIDE)
        if name in found and not name.endswith("/"):
            raise refusals.refusal(refusals.DAMAGED)
        found[name] = member
    return found
