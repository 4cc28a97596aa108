"""Chinese is complete: everything that code and templates ask for is in the catalog, and compiled."""

import pytest
from babel.messages import Catalog, Message
from babel.messages.mofile import read_mo
from django.conf import settings

from guidance_portal.catalog import catalog_path, messages_in_source, problems, read_catalog, strings

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]


def test_english_is_the_source_and_chinese_has_the_catalog() -> None:
    assert LANGUAGES == ["zh-hans"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_with_its_placeholders(language: str) -> None:
    assert problems(read_catalog(language), messages_in_source()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalog_says_what_the_written_one_says(language: str) -> None:
    compiled = catalog_path(language).with_suffix(".mo")
    assert compiled.exists(), "`make setup` compiles the catalog"
    with compiled.open("rb") as file:
        assert translations(read_mo(file)) == translations(read_catalog(language))


def translations(catalog: Catalog) -> dict[tuple[str, ...], list[str]]:
    """Every translated message by its context and source."""
    return {
        (context_of(message), *strings(message.id)): strings(message.string)
        for message in catalog
        if message.id and any(strings(message.string))
    }


def context_of(message: Message) -> str:
    """A message's context; Babel leaves that of a compiled one as bytes."""
    context: object = message.context or ""
    return context.decode() if isinstance(context, bytes) else str(context)
