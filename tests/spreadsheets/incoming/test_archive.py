"""Packages of spreadsheets, honest ones and others."""

import struct
import zipfile
from io import BytesIO

import pytest

from spreadsheets.incoming import archive
from spreadsheets.incoming.archive import Archive, is_archive
from spreadsheets.incoming.values import NotReadable


def packed(files: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return file.getvalue()


def in_gbk(content: bytes, name: str) -> bytes:
    """The package as Windows in China writes it: the name in GBK, and no mark of that."""
    written = name.encode("gbk")
    assert len(written) == len("?" * len(written))
    return content.replace(b"X" * len(written), written)


def test_files_are_told_without_folders_and_what_systems_leave() -> None:
    content = packed(
        {
            "广东/": b"",
            "广东/广州.xlsx": b"1",
            "__MACOSX/._广州.xlsx": b"2",
            "广东/.DS_Store": b"3",
            "~$深圳.xlsx": b"4",
            "Thumbs.db": b"5",
            "../../深圳.xlsx": b"6",
        }
    )
    package = Archive(content)
    assert [member.name for member in package.members] == ["广州.xlsx", "深圳.xlsx"]
    assert [package.read(member.place) for member in package.members] == [b"1", b"6"]


def test_names_in_gbk_are_read() -> None:
    name = "广州市填报.xlsx"
    content = in_gbk(packed({"X" * len(name.encode("gbk")): b"1"}), name)
    assert [member.name for member in Archive(content).members] == [name]


def test_names_in_utf_8_without_the_mark_are_read() -> None:
    written = "广州.xlsx".encode()
    content = packed({"X" * len(written): b"1"}).replace(b"X" * len(written), written)
    assert [member.name for member in Archive(content).members] == ["广州.xlsx"]


@pytest.mark.parametrize(
    ("files", "is_package"),
    [
        ({"a.xlsx": b"1"}, True),
        ({"[Content_Types].xml": b"", "xl/workbook.xml": b""}, False),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, False),
        ({"OFD.xml": b""}, False),
    ],
)
def test_documents_are_no_packages(files: dict[str, bytes], *, is_package: bool) -> None:
    assert is_archive(packed(files)) is is_package


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"Rar!\x1a\x07", b"text"])
def test_what_is_no_zip_file_is_no_package(content: bytes) -> None:
    assert not is_archive(content)


def refused(content: bytes) -> str:
    with pytest.raises(NotReadable) as refusal:
        Archive(content)
    return str(refusal.value)


def test_a_package_that_unpacks_to_far_too_much_is_not_opened() -> None:
    assert "far more" in refused(packed({"a.xlsx": b"0" * 30_000_000}))


def test_a_directory_that_never_ends_is_not_read() -> None:
    assert "far more" in refused(b"PK\x03\x04" + archive.DIRECTORY_ENTRY * 50_000)


def test_a_locked_package_says_so() -> None:
    content = bytearray(packed({"a.xlsx": b"1"}))
    place = content.index(archive.DIRECTORY_ENTRY)
    struct.pack_into("<H", content, place + 8, 1)
    assert "password" in refused(bytes(content))


def test_an_empty_package_says_so() -> None:
    assert "empty" in refused(packed({"广东/": b""}))


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    assert "more than 2 files" in refused(packed({f"{place}.xlsx": b"1" for place in range(3)}))


def test_a_file_that_is_too_large_or_packed_otherwise_is_said_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("large.xlsx", b"0" * 2_000)
        package.writestr("other.xlsx", b"1", compress_type=zipfile.ZIP_BZIP2)
        package.writestr("good.xlsx", b"1")
    monkeypatch.setattr(archive, "LARGEST_FILE", 1_000)
    read = Archive(file.getvalue())
    assert [bool(member.problem) for member in read.members] == [True, True, False]
    with pytest.raises(NotReadable):
        read.read(0)
    assert read.read(2) == b"1"


def test_a_file_that_is_not_what_the_directory_says_is_damaged() -> None:
    content = packed({"a.xlsx": b"12345678"}, compression=zipfile.ZIP_STORED).replace(
        b"12345678", b"87654321"
    )
    with pytest.raises(NotReadable, match="damaged"):
        Archive(content).read(0)
