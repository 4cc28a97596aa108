"""Signs between pieces of text, as the language of the page has them: ": " is "：" in Chinese, and between
its sentences stands no space."""

from collections.abc import Iterable, Sequence
from functools import reduce

from django.utils.translation import gettext, pgettext


def labelled(subject: object, said: object) -> str:
    """ "Subject: what is said of it"."""
    return f"{subject}{pgettext('between a subject and a sentence', ': ')}{said}"


def in_brackets(text: object, note: object) -> str:
    """ "Text (note)"."""
    return pgettext("text with a note", "%(text)s (%(note)s)") % {"text": text, "note": note}


def sentences(said: Iterable[object]) -> str:
    """Sentences one behind the other; empty ones are left out."""
    return reduce(after_one_another, filter(None, map(str, said)), "")


def after_one_another(first: str, second: str) -> str:
    if not first:
        return second
    pattern = pgettext("two sentences", "%(first)s %(second)s")
    return pattern % {"first": first, "second": second}


def enumerated(said: Iterable[object]) -> str:
    """Statements of a list, one behind the other."""
    return pgettext("between statements", "; ").join(map(str, said))


def listed(names: Iterable[object]) -> str:
    """Names, one behind the other."""
    return pgettext("between names", ", ").join(map(str, names))


def first_of(names: Sequence[object], most: int) -> str:
    """Names, one behind the other; of more than ``most`` the first, and that there are others."""
    said = listed(names[:most])
    return said if len(names) <= most else gettext("%(names)s and others") % {"names": said}


def within_quotes(text: object) -> str:
    """A text that is put between “ and ”: its own quotes become ‘ and ’, as both languages nest them."""
    return str(text).replace("“", "‘").replace("”", "’")
