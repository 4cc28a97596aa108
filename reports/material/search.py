"""The one search of what was filed: words to the texts that hold them, the same on every database."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Length, Replace

from reports.material.text_index import holding_terms
from reports.models import FiledText
from texts.search_terms import initial_terms_asked, terms_asked
from texts.search_words import SearchWord, SearchWords


def search_filed(texts: QuerySet[FiledText], words: str) -> QuerySet[FiledText]:
    """Those of ``texts`` that hold every word and phrase of ``words`` and none of its -words: those that hold
    them oftenest first, then the newest (no query yet). Without any word all of them, the newest first.

    The index narrows, the plain text decides: so both databases find the same.
    """
    asked = SearchWords.of(words)
    for word in asked.wanted:
        texts = texts.filter(holding(word))
    for word in asked.unwanted:
        texts = texts.exclude(holding(word))
    return texts.annotate(hits=hits(asked.wanted)).order_by("-hits", "-approved_at", "pk")


def holding(word: SearchWord) -> Q:
    """Restrict texts to those that hold a word as it is written or, where it may be pinyin, as it is read."""
    written = Q(plain__contains=word.pattern) & holding_terms(terms_asked(word.plain))
    if not word.letters:
        return written
    read = Q(initials__contains=word.letters) & holding_terms(initial_terms_asked(word.letters))
    return written | read


def hits(words: Iterable[SearchWord]) -> Combinable:
    """How often a text holds the words, as it is written and as it is read."""
    counted: Any = Value(0, output_field=IntegerField())
    for word in words:
        counted += times("plain", word.pattern)
        if word.letters:
            counted += times("initials", word.letters)
    return counted  # type: ignore[no-any-return]


def times(field: str, pattern: str) -> Any:
    """How often a pattern stands in a field, by what is gone without it."""
    without = Replace(F(field), Value(pattern), Value(""))
    return (Length(F(field)) - Length(without)) / Value(len(pattern), output_field=IntegerField())
