"""The words of choices in every language of the portal: a workbook may come back in another one."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from spreadsheets.incoming.cell_text import levelled

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def in_all_languages(word: "StrOrPromise") -> tuple[str, ...]:
    """A lazy word in each language that the portal has."""
    said = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said.append(str(word))
    return tuple(said)


def value_of(text: str, words: Mapping[str, Iterable[str]]) -> str | None:
    """The value that one of ``words`` stands for, whatever its width, case and blanks; None for no word."""
    asked = levelled(text)
    return next(
        (value for value, said in words.items() if asked in {levelled(word) for word in (value, *said)}), None
    )


def yes_no_words() -> tuple[str, str]:
    """What is offered for yes and for no, in the language of the page."""
    return _("yes"), _("no")
