"""``manage.py messages``: brings the translation catalogs up to date, or checks that they are complete."""

from argparse import ArgumentParser
from typing import Any

from babel.messages import Catalog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from guidance_portal import catalog

SOURCE_LANGUAGE = "en"


class Command(BaseCommand):
    help = "Brings the translation catalogs up to date with code and templates."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Change nothing; fail and list what is not translated, or translated wrongly.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        source = catalog.messages_in_source()
        languages = [code for code, _name in settings.LANGUAGES if code != SOURCE_LANGUAGE]
        for language in languages:
            if options["check"]:
                self.check_language(language, source)
            else:
                self.update_language(language, source)

    def check_language(self, language: str, source: Catalog) -> None:
        """Fail with every incomplete entry of a language."""
        problems = catalog.problems(catalog.read_catalog(language), source)
        if problems:
            summary = f"The {language} catalog has {len(problems)} incomplete entries"
            raise CommandError("\n  ".join([f"{summary}; `make messages` adds new ones:", *problems]))
        self.stdout.write(f"{language}: all {len(source)} entries are translated")

    def update_language(self, language: str, source: Catalog) -> None:
        """Write the language's catalog with the entries that the source asks for."""
        path = catalog.catalog_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(catalog.updated(catalog.read_catalog(language), source), encoding="utf-8")
        missing = len(catalog.problems(catalog.read_catalog(language), source))
        self.stdout.write(f"{language}: {len(source)} entries, {missing} to translate")
