"""A zip file of spreadsheets, opened without trusting what it says of itself; nothing is ever unpacked to a
folder, so that names lead nowhere."""

import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _

from spreadsheets.incoming.limits import (
    FREE_OF_RATIO,
    LARGEST_FILE,
    LARGEST_PACKAGE,
    LARGEST_UNPACKED,
    MEGABYTE,
    MOST_ENTRIES,
    MOST_FILES,
    STEEPEST_RATIO,
)
from spreadsheets.incoming.package import DAMAGED, DIRECTORY_ENTRY, TYPES
from spreadsheets.incoming.values import NotReadable
from texts.file_names import file_name
from texts.file_signatures import is_zip

# What makes a zip file one document of its own, by the name of a member in small letters.
DOCUMENTS = {TYPES, "mimetype", "ofd.xml"}
# What systems and programs leave beside files, and nobody means to bring.
LEFT_BY_SYSTEMS = {".ds_store", "thumbs.db", "desktop.ini"}
UTF_8 = 0x800
# In which order names without a mark of their encoding are tried: Windows in China writes GBK.
ENCODINGS = ("utf-8", "gb18030")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the archive: its ``place``, its name without folders, and what keeps it from being read, ""
    for nothing."""

    place: int
    name: str
    problem: str = ""


class Archive:
    """A zip file that holds files to read. ``members`` stand in its order, without folders and without what
    systems leave behind."""

    def __init__(self, content: bytes) -> None:
        """Raises NotReadable where it is damaged, locked, hostile or empty."""
        if len(content) > LARGEST_PACKAGE:
            message = _("The package has more than %(most)s MB. Bring it in several parts.")
            raise NotReadable(message % {"most": LARGEST_PACKAGE // MEGABYTE})
        self.file = opened(content)
        self.entries = self.file.infolist()
        refuse_bombs(self.entries)
        self.members = tuple(
            Member(place, shown_name(entry), problem_of(entry))
            for place, entry in enumerate(self.entries)
            if is_meant(entry)
        )
        if not self.members:
            raise NotReadable(_("The package is empty. Pack the workbooks into it and choose it again."))
        if len(self.members) > MOST_FILES:
            message = _("The package has more than %(most)s files. Bring it in several parts.")
            raise NotReadable(message % {"most": MOST_FILES})

    def read(self, place: int) -> bytes:
        """A file of it. Raises NotReadable where it is too large, packed otherwise, or damaged."""
        entry = self.entries[place]
        if problem := problem_of(entry):
            raise NotReadable(problem)
        try:
            # No more is unpacked than the directory says, and what that says was looked at.
            return self.file.read(entry)
        except DAMAGED:
            raise NotReadable(
                _("The file is damaged in the package. Pack it anew and choose the package again.")
            ) from None


def is_archive(content: bytes) -> bool:
    """Whether a file is a zip file that is no document of its own; one that cannot be opened is none."""
    if not is_zip(content[:4096]):
        return False
    try:
        names = {entry.filename.lower() for entry in opened(content).infolist()}
    except NotReadable:
        return False
    return not names & DOCUMENTS


def opened(content: bytes) -> zipfile.ZipFile:
    """The directory of a zip file. Raises NotReadable where it cannot be read, or is far too long."""
    # Workbooks that are packed without pressing bring the entries of their own directories.
    if content.count(DIRECTORY_ENTRY) > MOST_ENTRIES:
        raise too_much()
    try:
        return zipfile.ZipFile(BytesIO(content))
    except DAMAGED:
        raise NotReadable(
            _("The package is damaged or incomplete. Pack the workbooks anew and choose that package.")
        ) from None


def refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    """Raise NotReadable by what the directory says: more unpacked than workbooks have, or locked."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise NotReadable(
            _("The package is protected with a password. Pack the workbooks without one and choose it again.")
        )
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > LARGEST_UNPACKED or unpacked > FREE_OF_RATIO + packed * STEEPEST_RATIO:
        raise too_much()


def too_much() -> NotReadable:
    return NotReadable(
        _(
            "The package unpacks to far more than workbooks to fill in hold and was not opened. Pack the"
            " workbooks alone into a new one."
        )
    )


def is_meant(entry: zipfile.ZipInfo) -> bool:
    """Whether a person put a file there: no folder, nothing that a system or an open workbook left."""
    path = entry.filename.replace("\\", "/")
    last = path.rpartition("/")[2]
    is_left = last.lower() in LEFT_BY_SYSTEMS or last.startswith(("._", "~$"))
    return bool(last) and not is_left and not path.startswith("__MACOSX/")


def problem_of(entry: zipfile.ZipInfo) -> str:
    """What keeps a file from being read, as far as the directory tells."""
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return _("The file is packed in a way that is not read. Pack it as an ordinary .zip.")
    if entry.file_size > LARGEST_FILE:
        message = _("The file has more than %(most)s MB. Leave out its pictures.")
        return message % {"most": LARGEST_FILE // MEGABYTE}
    return ""


def shown_name(entry: zipfile.ZipInfo) -> str:
    """The name of a file as people wrote it, without its folders."""
    return file_name(decoded(entry), unnamed=_("workbook"))


def decoded(entry: zipfile.ZipInfo) -> str:
    """The name in the encoding that it was written in, which old programs do not tell: Python takes theirs
    for that of early PCs."""
    if entry.flag_bits & UTF_8:
        return entry.filename
    try:
        written = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ENCODINGS:
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
