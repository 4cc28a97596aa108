"""The translation catalogs: what the source asks to have translated, and what is still missing.

Babel reads and writes them, so that no gettext program is needed; Django itself says what a
template's tags ask for, so that both agree on every letter.
"""

import io
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

ROOMS = (
    "guidance_portal",
    "texts",
    "spreadsheets",
    "background",
    "organizations",
    "reading",
    "tasks",
    "targets",
    "reports",
    "sample",
)
KEYWORDS: dict[str, Any] = {
    "_": None,
    # Names under which modules import gettext and pgettext where "_" is taken.
    "_t": None,
    "_p": ((1, "c"), 2),
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = "# The portal's words in another language. `make messages` brings the entries up to date."
# Header lines that say nothing here, or change without any change of the words.
NOISE = (
    *('"Project-Id-Version', '"Report-Msgid-Bugs-To', '"POT-Creation-Date', '"PO-Revision-Date'),
    *('"Last-Translator', '"Language-Team', '"Generated-By'),
)
NAMED_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")
POSITIONAL_PLACEHOLDER = re.compile(r"%[sd]|\{\}")
ODD_SPACE = re.compile(r"[^\S\n]")

# As Babel declares it.
Extracted = tuple[int, str | tuple[str, ...], list[str], str | None]


def extract_template(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Any
) -> Iterator[Extracted]:
    """What a Django template has translated: its tags as calls, read as Python (a Babel extractor).

    Lines lose their indentation, which Python would otherwise take for its own.
    """
    calls = templatize(file.read().decode())
    lines = (ODD_SPACE.sub(" ", line).lstrip() for line in calls.split("\n"))
    yield from extract_python(io.BytesIO("\n".join(lines).encode()), keywords, comment_tags, options)


METHODS = [
    ("**/migrations/**.py", "ignore"),
    *((f"{room}/**.py", "python") for room in ROOMS),
    ("templates/**.html", "guidance_portal.catalog:extract_template"),
    ("templates/**.txt", "guidance_portal.catalog:extract_template"),
]


def is_source_folder(path: str) -> bool:
    """Whether a folder may hold source: one of the rooms, the templates, or a folder within them."""
    parts = Path(path).relative_to(settings.BASE_DIR).parts
    return not parts or (parts[0] in {*ROOMS, "templates"} and not parts[-1].startswith("_"))


def messages_in_source() -> Catalog:
    """Everything that code and templates ask to have translated, with the files that ask."""
    found = Catalog(fuzzy=False)
    for path, line, message, comments, context in extract_from_dir(
        settings.BASE_DIR,
        METHODS,
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        directory_filter=is_source_folder,
    ):
        found.add(message, locations=[(path, line)], auto_comments=comments, context=context)
    return found


def catalog_path(language: str) -> Path:
    """Where the catalog of a language stands, such as ``zh-hans``."""
    root = Path(settings.LOCALE_PATHS[0])
    return root / to_locale(language) / "LC_MESSAGES" / "django.po"


def read_catalog(language: str) -> Catalog:
    """The catalog as it stands; an empty one for a language that has none yet."""
    path = catalog_path(language)
    locale = to_locale(language)
    if not path.exists():
        return Catalog(locale=locale, domain="django", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=locale, domain="django")


def updated(catalog: Catalog, source: Catalog) -> str:
    """The catalog's text with the source's entries: new ones untranslated, unused ones gone."""
    catalog.update(source, no_fuzzy_matching=True)
    catalog.header_comment = HEADER
    catalog.fuzzy = False
    written = io.BytesIO()
    write_po(written, catalog, width=0, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    lines = written.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(NOISE))


def problems(catalog: Catalog, source: Catalog) -> list[str]:
    """What keeps the catalog from being complete, one line each: missing, fuzzy, wrong placeholders."""
    return [
        f"{problem}: {first(wanted.id)!r} ({wanted.locations[0][0]})"
        for wanted in source
        if wanted.id and (problem := problem_of(wanted, catalog.get(wanted.id, wanted.context)))
    ]


def problem_of(wanted: Message, held: Message | None) -> str:
    """What is wrong with the entry held for a wanted message; empty when nothing is."""
    if held is None or not all(strings(held.string)):
        return "not translated"
    if held.fuzzy:
        return "fuzzy"
    meant = placeholders(strings(wanted.id)[-1])
    if any(placeholders(string) != meant for string in strings(held.string)):
        return "other placeholders than the source"
    return ""


def placeholders(text: str) -> list[str]:
    """The places that values fill: a named one counts once, those by position each time."""
    plain = text.replace("%%", "")
    return sorted(set(NAMED_PLACEHOLDER.findall(plain))) + POSITIONAL_PLACEHOLDER.findall(plain)


def strings(value: object) -> list[str]:
    """A message's singular and plural forms as one list; an absent translation as one empty string."""
    return [str(part) for part in value] if isinstance(value, list | tuple) else [str(value or "")]


def first(value: object) -> str:
    """The singular, as it stands in the source."""
    return strings(value)[0]
