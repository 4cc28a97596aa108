"""Names of files: what is left of those that people, programs and attackers send."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.file_names import MOST_BYTES, MOST_SIGNS, file_name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\王\\报告.pdf", "报告.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("report\u202efdp.exe", "reportfdp.exe"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("a\u200b\ufeff\u2066b\ufffe.pdf", "ab.pdf"),
        ('a"b<c>:d?.pdf', "a_b_c__d_.pdf"),
        ("  .. ", "file"),
        (".htaccess", "htaccess"),
        ("照片.JPG", "照片.jpg"),
        ("关于 印发  的通知 .docx", "关于 印发 的通知.docx"),
        ("报告.pdf. . ", "报告.pdf"),
        ("报告... .pdf", "报告.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul"),
        ("com1.tar.pdf", "_com1.tar.pdf"),
        ("lpt¹.txt", "_lpt¹.txt"),
        ("contract.pdf", "contract.pdf"),
        ("长" * 300 + ".pdf", "长" * 65 + ".pdf"),
        ("a" * 300 + ".pdf", "a" * 186 + ".pdf"),
        ("re\u0301sume\u0301.pdf", "r\u00e9sum\u00e9.pdf"),
        ("", "file"),
    ],
)
def test_a_name_is_one_that_every_system_can_store(name: str, kept: str) -> None:
    assert file_name(name, unnamed="file") == kept


@given(st.text(max_size=400))
def test_a_name_fits_everywhere_and_stays_as_it_is(name: str) -> None:
    kept = file_name(name, unnamed="file")
    assert 0 < len(kept) <= MOST_SIGNS + 1
    assert len(kept.encode()) <= MOST_BYTES + 1
    assert file_name(kept, unnamed="file") == kept
