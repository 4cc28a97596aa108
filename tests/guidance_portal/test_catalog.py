"""The catalog machinery: what is found in templates, what an update keeps, what counts as incomplete."""

import io
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command
from pytest_django import Settings

from guidance_portal.catalog import KEYWORDS, catalog_path, extract_template, problems, updated


def found_in(template: str) -> list[object]:
    """The messages of a template, singular and plural or context and text as a pair."""
    found = extract_template(io.BytesIO(template.encode()), KEYWORDS, (), {})
    texts = [message for _line, _function, message, _comments in found]
    return [tuple(part for part in text if part) if isinstance(text, tuple) else text for text in texts]


def catalog_of(*entries: tuple[str | tuple[str, str], str]) -> Catalog:
    """A Chinese catalog of source and translation."""
    catalog = Catalog(locale="zh_Hans", fuzzy=False)
    for source, translation in entries:
        catalog.add(source, translation, locations=[("tasks/models.py", 1)])
    return catalog


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{% translate "Filings" %}', ["Filings"]),
        ('{% translate "May" context "month" %}', [("month", "May")]),
        ('{% include "a.html" with label=_("Save") hint=_("Later") %}', ["Save", "Later"]),
        ('{{ _("Direct") }} {{ value|default:_("Nothing") }}', ["Direct", "Nothing"]),
        ("{% blocktranslate with n=x %}Hello {{ n }}{% endblocktranslate %}", ["Hello %(n)s"]),
        (
            "{% blocktranslate count n=x trimmed %}\n  one\n{% plural %}\n  {{ n }}\n{% endblocktranslate %}",
            [("one", "%(n)s")],
        ),
        ('{% blocktranslate context "of it" %}Share{% endblocktranslate %}', [("of it", "Share")]),
        ("{% blocktranslate %}Up 5%{% endblocktranslate %}", ["Up 5%%"]),
        ('<p>\n   　全角 text (with "quotes" and \'more\n      {% translate "After" %}', ["After"]),
        ('{# translate "commented" #}{% comment %}{% translate "out" %}{% endcomment %}', []),
    ],
)
def test_a_template_yields_what_django_looks_up(template: str, expected: list[object]) -> None:
    assert found_in(template) == expected


def test_an_update_keeps_translations_adds_new_entries_and_drops_unused_ones() -> None:
    held = catalog_of(("Filing", "填报"), ("Gone", "不再使用"))
    text = updated(held, catalog_of(("Filing", ""), ("Task", "")))
    read = read_po(io.StringIO(text))
    assert {message.id: message.string for message in read if message.id} == {"Filing": "填报", "Task": ""}
    assert "Gone" not in text
    assert "#: tasks/models.py\n" in text
    assert "Creation-Date" not in text


def test_an_update_without_changes_writes_the_same_text() -> None:
    source = catalog_of(("Filing", ""))
    once = updated(catalog_of(("Filing", "填报")), source)
    assert updated(read_po(io.StringIO(once), locale="zh_Hans"), source) == once


@pytest.mark.parametrize(
    ("source", "translation", "problem"),
    [
        ("Filing", "填报", ""),
        ("Filing", "", "not translated"),
        ("%(n)s of %(m)s", "%(m)s 家中的 %(n)s 家", ""),
        ("%(n)s of %(m)s", "%(n)s 家", "other placeholders"),
        ("%(n)s of %(m)s", "%(n)s 家，共 %(total)s 家", "other placeholders"),
        ("{count} rows", "{number} 行", "other placeholders"),
        ("%s and %s", "%s", "other placeholders"),
        ("5%% of %(n)s", "%(n)s 的 5%%", ""),
        (("one filing", "%(n)s filings"), "%(n)s 份填报", ""),
        (("one filing", "%(n)s filings"), "填报", "other placeholders"),
    ],
)
def test_an_entry_is_complete_or_says_why_not(
    source: str | tuple[str, str], translation: str, problem: str
) -> None:
    held = catalog_of((source, (translation,) if isinstance(source, tuple) else translation))
    found = problems(held, catalog_of((source, "")))
    assert [text.startswith(problem) for text in found] == ([True] if problem else [])


def test_an_entry_that_nobody_has_checked_is_fuzzy() -> None:
    held = catalog_of(("Filing", "填报"))
    held["Filing"].flags.add("fuzzy")
    assert problems(held, catalog_of(("Filing", ""))) == ["fuzzy: 'Filing' (tasks/models.py)"]


def test_an_entry_that_the_catalog_lacks_is_not_translated() -> None:
    assert problems(catalog_of(), catalog_of(("Filing", ""))) == [
        "not translated: 'Filing' (tasks/models.py)"
    ]


def test_the_check_fails_with_a_list_and_writes_nothing(settings: Settings, tmp_path: Path) -> None:
    settings.LOCALE_PATHS = [tmp_path]
    with pytest.raises(CommandError, match=r"incomplete entries[\s\S]*not translated: 'Filings'"):
        call_command("messages", "--check")
    assert not catalog_path("zh-hans").exists()


def test_the_command_writes_a_catalog_where_there_was_none(settings: Settings, tmp_path: Path) -> None:
    settings.LOCALE_PATHS = [tmp_path]
    call_command("messages", stdout=(said := io.StringIO()))
    assert "to translate" in said.getvalue()
    assert 'msgid "Filings"\nmsgstr ""' in catalog_path("zh-hans").read_text(encoding="utf-8")
