"""What a file is, its content says; what its name says must agree."""

import io

import pytest
from django.core.files.base import ContentFile
from pytest_django.fixtures import Settings

from tasks.errors import EvidenceRefused
from tasks.evidence import inspect, recognise
from tasks.evidence import kinds as k
from tests.tasks.evidence import files

OOXML = "[Content_Types].xml"
BY_CONTENT = {
    "pdf": (files.PDF, k.PDF),
    "pdf behind a mark": (b"\xef\xbb\xbf" + files.PDF, k.PDF),
    "pdf behind line breaks": (b"\r\n\n" + files.PDF, k.PDF),
    "pdf behind what a web server said": (b"HTTP/1.1 200 OK\r\nServer: a\r\n\r\n" + files.PDF, k.PDF),
    "pdf as far behind as its readers look": (b"\x80" * 1024 + files.PDF, k.PDF),
    "no pdf any farther": (b"\x80" * 1025 + files.PDF, k.UNKNOWN),
    "text that speaks of a pdf": ("文件以 %PDF-1.7 开头。".encode(), k.TXT),
    "program with a pdf in it": (files.WINDOWS_PROGRAM + files.PDF, k.PROGRAM),
    "docx behind a line break": (b"\r\n" + files.word(), k.DOCX),
    "docx behind a mark": (b"\xef\xbb\xbf" + files.word(), k.DOCX),
    "program that unpacks itself": (files.WINDOWS_PROGRAM + files.word(), k.PROGRAM),
    "png": (files.PNG, k.PNG),
    "jpeg": (files.JPEG, k.JPEG),
    "gif": (b"GIF89a" + b"\x00" * 20, k.GIF),
    "webp": (b"RIFF\x24\x00\x00\x00WEBPVP8 ", k.WEBP),
    "tiff": (b"II*\x00\x08\x00\x00\x00", k.TIFF),
    "bmp": (b"BM\x46\x00\x00\x00\x00\x00", k.BMP),
    "heic of a telephone": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", k.HEIC),
    "docx": (files.word(), k.DOCX),
    "xlsx": (files.workbook(), k.XLSX),
    "pptx": (files.zipped(OOXML, "ppt/presentation.xml"), k.PPTX),
    "ofd": (files.zipped("OFD.xml", "Doc_0/Document.xml"), k.OFD),
    "odt": (files.zipped("content.xml", mimetype=k.ODT.media_type), k.ODT),
    "ods": (files.zipped("content.xml", mimetype=k.ODS.media_type), k.ODS),
    "doc and wps": (files.ole("WordDocument", "1Table"), k.DOC),
    "xls and et": (files.ole("Workbook"), k.XLS),
    "old xls": (files.ole("Book"), k.XLS),
    "ppt and dps": (files.ole("PowerPoint Document"), k.PPT),
    "text": ("一季度完成情况".encode(), k.TXT),
    "text of an old Windows": ("一季度完成情况，共12项。\r\n".encode("gb18030"), k.TXT),
    "text of Excel": ("单位,数值\n广东,120.5".encode("utf-16"), k.TXT),
    "text in UTF-32": ("一季度完成情况".encode("utf-32"), k.TXT),
    "text in GB18030 with a mark": ("\ufeff一季度完成情况".encode("gb18030"), k.TXT),
    "text that ends as under DOS": (b"12\r\n\x1a", k.TXT),
    "web page behind two marks": (b"\xef\xbb\xbf\xef\xbb\xbf<html></html>", k.WEB_PAGE),
    "text that begins like a program": (b"MZ is a short text", k.TXT),
    "Windows program": (files.WINDOWS_PROGRAM, k.PROGRAM),
    "Linux program": (b"\x7fELF\x02\x01\x01", k.PROGRAM),
    "script": (b"#!/bin/sh\nrm -rf .\n", k.SCRIPT),
    "shortcut": (b"L\x00\x00\x00\x01\x14\x02\x00" + b"\x00" * 60, k.SHORTCUT),
    "web page": (files.HTML, k.WEB_PAGE),
    "web page in UTF-16": ("<html></html>".encode("utf-16"), k.WEB_PAGE),
    "saved web page": (b"MIME-Version: 1.0\r\n", k.WEB_PAGE),
    "svg": (files.SVG, k.DRAWING),
    "xml": (b'<?xml version="1.0"?><rows/>', k.XML),
    "rtf": (b"{\\rtf1\\ansi hello}", k.RTF),
    "zip": (files.zipped("a.docx"), k.ARCHIVE),
    "jar": (files.zipped("META-INF/MANIFEST.MF"), k.ARCHIVE),
    "rar": (b"Rar!\x1a\x07\x00", k.ARCHIVE),
    "7z": (b"7z\xbc\xaf\x27\x1c\x00", k.ARCHIVE),
    "docm": (files.zipped(OOXML, "word/document.xml", "word/vbaProject.bin"), k.MACROS),
    "odt with macros": (files.zipped("content.xml", "Basic/a.xml", mimetype=k.ODT.media_type), k.MACROS),
    "xls with macros": (files.ole("Workbook", "_VBA_PROJECT_CUR", "_VBA_PROJECT"), k.MACROS),
    "with a password": (files.ole("EncryptionInfo", "EncryptedPackage"), k.LOCKED),
    "installer": (files.ole("SummaryInformation"), k.OLD_OFFICE),
    "half a docx": (files.word()[:900], k.DAMAGED),
    "noise": (bytes(range(256)), k.UNKNOWN),
    "text with a zero": (b"hello\x00world", k.UNKNOWN),
}


@pytest.mark.parametrize("name", BY_CONTENT)
def test_a_file_is_known_by_its_content(name: str) -> None:
    content, kind = BY_CONTENT[name]
    file = io.BytesIO(content)
    assert recognise(file) is kind
    assert file.tell() == 0


def sent(name: str, content: bytes) -> ContentFile[bytes]:
    return ContentFile(content, name=name)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("证明.pdf", files.PDF, "application/pdf"),
        ("证明.pdf", b"\xef\xbb\xbf\r\n" + files.PDF, "application/pdf"),
        ("照片.jpeg", files.PNG, "image/png"),
        ("通知.wps", files.ole("WordDocument"), "application/msword"),
        ("通知.doc", files.word(), k.DOCX.media_type),
        ("数据.csv", b"a,b\n1,2", "text/csv"),
        ("说明.txt", b"<<", "text/plain"),
    ],
)
def test_formats_of_one_family_pass_for_each_other(name: str, content: bytes, media_type: str) -> None:
    inspected = inspect(sent(name, content))
    assert (inspected.name, inspected.kind.media_type) == (name, media_type)
    assert inspected.size == len(content)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("报告.pdf", files.WINDOWS_PROGRAM, "ends in .pdf, but the content is: program"),
        ("报告.docx", files.PDF, "ends in .docx, but the content is: PDF. Rename it (.pdf)"),
        ("图.png", files.SVG, "ends in .png, but the content is: SVG drawing. Save it as PNG"),
        ("报告.pdf", b"plain words", "ends in .pdf, but the content is: text file"),
        ("说明.txt", files.HTML, "ends in .txt, but the content is: web page"),
        ("汇总.xlsm", files.zipped(OOXML, "xl/workbook.xml", "xl/vbaProject.bin"), "with macros"),
        ("汇总.xlsx", files.zipped(OOXML, "xl/workbook.xml", "xl/vbaProject.bin"), "without macros"),
        ("a.zip", files.zipped("a.txt"), "This cannot be attached: archive. Unpack it"),
        ("run.exe", files.WINDOWS_PROGRAM, "This cannot be attached: program."),
        ("报告.pdf.exe", files.PDF, "ends in .exe cannot be attached. Its content is: PDF"),
        ("run.bat", b"del *.*", "ends in .bat cannot be attached"),
        ("README", b"words", "no ending"),
        ("空.pdf", b"", "The file is empty."),
    ],
)
def test_what_cannot_be_evidence_is_refused_with_a_reason(name: str, content: bytes, said: str) -> None:
    with pytest.raises(EvidenceRefused) as refused:
        inspect(sent(name, content))
    assert said in str(refused.value)


def test_a_name_without_an_ending_gets_that_of_its_content() -> None:
    assert inspect(sent("扫描件", files.PDF)).name == "扫描件.pdf"


def test_a_file_over_the_limit_is_refused_before_it_is_read(settings: Settings) -> None:
    settings.EVIDENCE_FILE_MB = 1
    assert inspect(sent("a.pdf", files.PDF.ljust(1024 * 1024)))
    with pytest.raises(EvidenceRefused, match="has 2 MB; at most 1 MB"):
        inspect(sent("a.pdf", files.PDF.ljust(1024 * 1024 + 1)))
