"""Nothing is said in one language alone: no words stand in templates, scripts and code past the catalog."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance_portal.catalog import ROOMS, read_catalog, strings
from tests.test_architecture import ROOT, relative

HAN = re.compile("[一-鿿]")
TEMPLATE_TAGS = re.compile(
    r"{#.*?#}|{% comment %}.*?{% endcomment %}|{%\s*blocktranslate.*?endblocktranslate\s*%}|{%.*?%}|{{.*?}}",
    re.S,
)
MARKUP = re.compile(r"<!--.*?-->|<[^>]*>", re.S)
SPOKEN_ATTRIBUTES = re.compile(r'\s(?:title|aria-label|placeholder|alt)="([^"]*)"')
WORD = re.compile("[A-Za-z]{2,}|[一-鿿]+")
# The same in every language: the languages' own names, kinds of files, a checksum.
SAME = {"English", "中文", "Excel", "CSV", "PNG", "SVG", "SHA", "SM3"}
# The same, as names of programs, formats, keys, units and examples that are typed.
CHINESE_HOLDS = {
    *("Ctrl", "Enter", "Shift", "Alt", "Tab", "Esc", "Delete", "MB", "abcd", "qwer"),
    *(
        "Word",
        "Excel",
        "PowerPoint",
        "Office",
        "WPS",
        "OpenDocument",
        "JSON",
        "XML",
        "CSV",
        "SVG",
        "PNG",
        "PDF",
        "OFD",
        "RTF",
    ),
    *(
        "UTF",
        "GB",
        "SHA",
        "SM",
        "JSON",
        "json",
        "zip",
        "txt",
        "pdf",
        "doc",
        "docx",
        "xlsx",
        "xlsb",
        "xls",
        "ods",
        "et",
        "csv",
        "LibreOffice",
        "pptx",
        "odt",
        "wps",
    ),
}
PLACEHOLDERS = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|<[^>]*>|&\w+;|https?://\S+")
# Whose text people read, as they are raised or shown.
SAID_BY = re.compile(r"\w*Refused|NotReadable|TransitionNotAllowed|ValidationError|PermissionDenied|Http404")
SAID_AS = {
    "label",
    "help_text",
    "verbose_name",
    "verbose_name_plural",
    "violation_error_message",
    "empty_label",
}


@pytest.mark.parametrize(
    "template", sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file()), ids=relative
)
def test_templates_say_nothing_past_the_catalog(template: Path) -> None:
    text = TEMPLATE_TAGS.sub(" ", template.read_text(encoding="utf-8"))
    said = " ".join([MARKUP.sub(" ", text), *SPOKEN_ATTRIBUTES.findall(text)])
    assert set(WORD.findall(said)) <= SAME


@pytest.mark.parametrize("script", sorted((ROOT / "static/js").glob("*.js")), ids=relative)
def test_scripts_hold_no_words_of_their_own(script: Path) -> None:
    """Two words with a blank between them, in quotes, are a sentence; ``use strict`` is none."""
    code = re.sub(r"//.*|/\*.*?\*/", "", script.read_text(encoding="utf-8"))
    assert not HAN.search(code)
    sentences = re.findall(r"""(["'`])([A-Z]?[a-z]+(?: [a-z]+)+[.…?!]?)\1""", code)
    assert {text for _quote, text in sentences} <= {"use strict"}


def test_pictures_hold_no_words() -> None:
    for picture in (ROOT / "static/img").glob("*.svg"):
        assert not re.search("<(?:title|desc|text)|aria-label", picture.read_text(encoding="utf-8"))


def said(tree: ast.AST) -> Iterator[ast.expr]:
    """What a module says to people: what it refuses with, and how it names things."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if SAID_BY.fullmatch(name):
            yield from node.args[:1]
        yield from (each.value for each in node.keywords if each.arg in SAID_AS)


def test_code_says_nothing_past_the_catalog() -> None:
    bare = [
        f"{relative(path)}:{value.lineno} {value.value}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if not {"migrations", "management", "api"} & set(path.parts)
        for value in said(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and WORD.search(value.value)
    ]
    assert bare == []


def test_the_chinese_is_chinese() -> None:
    odd = {
        text: words
        for message in read_catalog("zh-hans")
        if message.id
        for text in strings(message.string)
        if (words := set(re.findall("[A-Za-z]{2,}", PLACEHOLDERS.sub(" ", text))) - CHINESE_HOLDS)
    }
    assert odd == {}


def test_the_english_holds_chinese_only_as_what_documents_print() -> None:
    sentences = [text for message in read_catalog("zh-hans") if message.id for text in strings(message.id)]
    assert set(re.findall("[一-鿿]+", " ".join(sentences))) == {*"一二三等件", "亿元", "万亿元"}


FAULTS = {
    "half-width signs beside Chinese": re.compile(
        r"[一-鿿]\s?[,:;!?]|[,:;!?]\s*[一-鿿]|\([一-鿿]|[一-鿿]\s?\(|[一-鿿]\)|[一-鿿]\."
    ),
    "straight quotes": re.compile("[\"']"),
    "no space beside a day or a number": re.compile(
        r"[一-鿿]%\((day|time|at|on|count|counter|most|years?)\)[sd]"
        r"|%\((day|time|at|on|count|counter|most|years?)\)[sd][一-鿿]"
    ),
    "你": re.compile("[你帐]"),
    "another word for a draft": re.compile("草案"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_chinese_is_set_as_officials_set_it(fault: str) -> None:
    found = [
        string
        for entry in read_catalog("zh-hans")
        if entry.id
        for string in strings(entry.string)
        if FAULTS[fault].search(string)
    ]
    assert found == []
