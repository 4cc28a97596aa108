"""What statuses, kinds and states are called in both languages: looked up once, not for each row."""

from collections.abc import Mapping
from functools import cache

from django.db.models import TextChoices

from reports.gathering.bilingual import each_language
from reports.snapshot.year import Name


@cache
def labels(choices: type[TextChoices]) -> Mapping[str, Name]:
    """The label of each choice by its value."""
    by_language = each_language(lambda: {choice.value: str(choice.label) for choice in choices})
    return {value: Name(by_language["zh"][value], by_language["en"][value]) for value in choices.values}


def name_of(chinese: str, english: str) -> Name:
    """A name in both languages; the Chinese one where there is no other."""
    return Name(chinese, english or chinese)
