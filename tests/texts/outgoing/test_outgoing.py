"""The gates of the other formats: csv, calendars, mail, JSON and the names of files."""

import csv
import email
import email.policy
import json
import re
import sys
from io import StringIO

import pytest
from django.core.mail import EmailMultiAlternatives
from hypothesis import example, given
from icalendar import Event

from tests.texts.strange import STRANGE
from texts.outgoing.calendar_text import calendar_text, summary_text
from texts.outgoing.csv_text import field_text, is_plain
from texts.outgoing.cuts import cut, utf8_octets, utf16_units
from texts.outgoing.file_names import content_disposition, file_name
from texts.outgoing.formulas import is_formula
from texts.outgoing.json_text import json_text
from texts.outgoing.mail_text import body_text, quoted_text, subject_text
from texts.outgoing.workbook_text import cell_text

# What a person sees first, however many blanks and unseen signs stand before it.
FORMULA = re.compile(r"^[\s\u200b\ufeff\u202e\x7f]*[=+\-@＝＋－＠﹦]")


# --- Cuts -------------------------------------------------------------------------------------------


@given(STRANGE)
def test_a_cut_is_never_too_long_and_splits_no_sign(text: str) -> None:
    for measure in (utf16_units, utf8_octets):
        for longest in range(3, 12):
            short = cut(text, longest, by=measure)
            assert measure(short) <= longest
            assert short == text or text.startswith(short.removesuffix("…"))


# --- Separated values -------------------------------------------------------------------------------


@given(STRANGE)
@example("\n＝1+1")
def test_no_field_is_run_and_any_reader_gets_one_field(text: str) -> None:
    field = field_text(text)
    assert re.fullmatch(r"[+-]?[\d,.eE+-]+%?", field) or not FORMULA.match(field)
    file = StringIO(newline="")
    csv.writer(file).writerow([field, "after"])
    assert list(csv.reader(StringIO(file.getvalue(), newline=""), strict=True)) == [[field, "after"]]
    field.encode()


@pytest.mark.parametrize("number", ["-1", "+1", "-12.5%", "-1,234.50", "1e5"])
def test_numbers_keep_their_sign(number: str) -> None:
    assert field_text(number) == number


@pytest.mark.parametrize("text", ["-1+1", "+86 10 6208", "-", "−1", "-1 亿元", "-１"])
def test_what_only_begins_like_a_number_is_text(text: str) -> None:
    assert field_text(text) in {text, f"'{text}"}
    assert field_text(text) == text or text[0] in "+-"


# --- Calendars --------------------------------------------------------------------------------------


@given(STRANGE)
@example("\ufeff质押")
def test_any_text_is_in_the_calendar_as_one_property(text: str) -> None:
    event = Event()
    event.add("summary", summary_text(text))
    event.add("description", calendar_text(text))
    content = event.to_ical()
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() is not None for line in lines)
    assert not re.search(rb"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n", content)
    properties = content.replace(b"\r\n ", b"").decode().split("\r\n")
    assert [one.partition(":")[0] for one in properties] == ["BEGIN", "SUMMARY", "DESCRIPTION", "END", ""]
    assert unescaped(properties[2].partition(":")[2]) == calendar_text(text)


def unescaped(value: str) -> str:
    """A value of type TEXT as RFC 5545 §3.3.11 reads it."""
    return re.sub(r"\\([nN;,\\])", lambda found: "\n" if found[1] in "nN" else found[1], value)


# --- Mail -------------------------------------------------------------------------------------------


@given(STRANGE, STRANGE)
@example("a\r\nBcc: everybody@example.org", "x" * 2000)
@example("广" * 400, "\ufffe" + "长" * 2000)
def test_any_text_is_in_the_mail_and_adds_no_header(subject: str, body: str) -> None:
    mail = EmailMultiAlternatives(subject_text(subject), body_text(f"Text: {body}"), to=["a@example.org"])
    mail.attach_alternative(body_text(f"<p>{body}</p>"), "text/html")
    content = mail.message().as_bytes(policy=email.policy.SMTP)
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    read = email.message_from_bytes(content, policy=email.policy.default)
    assert " ".join(str(read["subject"]).split()) == " ".join(subject_text(subject).split())
    assert {name.lower() for name in read} <= {
        *("subject", "from", "to", "date", "message-id", "mime-version", "content-type"),
        "content-transfer-encoding",
    }
    plain = read.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().replace("\r\n", "\n").rstrip("\n") == body_text(f"Text: {body}").rstrip("\n")


def test_what_a_person_wrote_stays_within_its_margin() -> None:
    written = quoted_text("not yet\r\n\r\n\r\n\r\nAll notices: http://example.org/")
    assert written == "not yet\n  \n  All notices: http://example.org/"


# --- JSON -------------------------------------------------------------------------------------------


@given(STRANGE)
def test_any_text_is_in_json(text: str) -> None:
    line = json_text({"text": text})
    assert json.loads(line.encode())["text"] == re.sub("[\ud800-\udfff]", "�", text)
    assert "\n" not in line


def test_json_knows_no_infinity() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text(float("inf"))


# --- Names of files ---------------------------------------------------------------------------------


@given(STRANGE)
def test_any_text_names_a_file(text: str) -> None:
    name = file_name(text)
    assert 0 < len(name.encode()) <= 255
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]', name)
    assert name not in {".", ".."}
    header = content_disposition(text)
    assert header.isascii()
    assert header.isprintable()


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("总结.docx", "总结.docx"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\r\nSet-Cookie: b.pdf", "a Set-Cookie_ b.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("CON.txt", "_CON.txt"),
        ("com1", "_com1"),
        ("console.txt", "console.txt"),
        (" . ", "file"),
        ("", "file"),
        ("a.", "a"),
        ('say "x".csv', "say _x_.csv"),
    ],
)
def test_a_name_is_the_nearest_one_that_every_system_takes(given: str, safe: str) -> None:
    assert file_name(given) == safe


def test_a_long_name_keeps_its_ending() -> None:
    name = file_name("长" * 200 + ".xlsx")
    assert name.endswith("….xlsx")
    assert 250 < len(name.encode()) <= 255


def test_the_header_tells_a_name_in_any_script() -> None:
    assert content_disposition("a b.csv") == 'attachment; filename="a b.csv"'
    assert content_disposition("总结 1.docx", is_inline=True) == (
        "inline; filename*=utf-8''%E6%80%BB%E7%BB%93%201.docx"
    )


def test_what_is_seen_at_once_to_need_nothing_needs_nothing() -> None:
    for number in range(sys.maxunicode + 1):
        text = f"{chr(number)}=1"
        assert not (is_plain(text) and is_formula(text))
        if is_plain(text) or is_plain(f"a{chr(number)}"):
            assert cell_text(f"a{chr(number)}") == f"a{chr(number)}"
