"""What the catalog says in both languages of the portal, for snapshots that are frozen in both."""

from collections.abc import Callable, Mapping

from django.utils.translation import override

from organizations.models import Organization
from reports.snapshot.year import Name

LANGUAGES = {"zh": "zh-hans", "en": "en"}


def in_both(said: Callable[[], object]) -> Name:
    """What ``said`` answers in each language."""
    return Name(**each_language(lambda: str(said())))


def each_language[Answer](said: Callable[[], Answer]) -> Mapping[str, Answer]:
    """The answers by the name that ``Name`` has for the language."""
    answers = {}
    for key, language in LANGUAGES.items():
        with override(language):
            answers[key] = said()
    return answers


def full_name_of(organization: Organization) -> Name:
    return Name(organization.name, organization.english_name or organization.name)


def short_name_of(organization: Organization) -> Name:
    return Name(organization.short_name, organization.english_name or organization.short_name)
