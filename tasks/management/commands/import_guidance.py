"""``manage.py import_guidance FILE``: reads a year's guidance (design §5)."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from reading import Document, DocumentError, TargetRead, TaskRead, read_document, read_source, to_json
from reading.by_hand import read_by_hand
from tasks.actions.draft.import_document import Imported, ImportRefused, import_document, refuse_ahead


class Command(BaseCommand):
    help = "Reads an official document and writes it as a draft guidance."
    # They load every page of the portal, which takes longer than the reading itself.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="show what was recognised, change nothing")
        parser.add_argument(
            "--by-hand",
            action="store_true",
            help="take the whole text in as one section, in which people recognise everything themselves",
        )
        parser.add_argument(
            "--year", type=int, help="the year of the plan, where the document does not say it"
        )
        parser.add_argument("--json", action="store_true", help="print what was recognised as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        text, document = read(path, is_by_hand=options["by_hand"])
        if options["json"]:
            self.stdout.write(json.dumps(to_json(document), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(summary(document)))
        warnings: Iterable[object] = [*document.warnings, *refusal(document)]
        if not options["dry_run"]:
            warnings = write(
                document, text, path.name, options["year"], is_by_hand=options["by_hand"]
            ).warnings
        self.report(document, warnings, **options)

    def report(self, document: Document, warnings: Iterable[object], **options: Any) -> None:
        """What a person should look at, and what was done; beside the JSON it goes to the error stream."""
        out = self.stderr if options["json"] else self.stdout
        for warning in warnings:
            out.write(self.style.WARNING(f"Warning: {warning}"))
        if not options["json"]:
            out.write("Nothing was changed." if options["dry_run"] else f"Draft written: {document.title}.")


def read(path: Path, *, is_by_hand: bool) -> tuple[str, Document]:
    """The text of the file and the document in it; one line on failure, which says which line of the text
    made it so where one did."""
    try:
        text = read_source(path.read_bytes(), path.name)
        return text, read_by_hand(text, "") if is_by_hand else read_document(text)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror or error}") from None
    except DocumentError as error:
        line = getattr(error, "line_number", None)
        at = f"{path}, line {line}" if line else str(path)
        raise CommandError(f"{at}: {error}") from None


def write(document: Document, text: str, name: str, year: int | None, *, is_by_hand: bool) -> Imported:
    try:
        return import_document(
            document=document,
            by=None,
            at=timezone.now(),
            source_text=text,
            source_name=name,
            year=year,
            is_by_hand=is_by_hand,
        )
    except ImportRefused as error:
        raise CommandError(str(error)) from None


def refusal(document: Document) -> list[str]:
    """Why the document would not become a draft for what it says itself, for a dry run."""
    try:
        refuse_ahead(document)
    except ImportRefused as error:
        return [str(error)]
    return []


def summary(document: Document) -> list[str]:
    """What was recognised, for people."""
    return [
        document.title,
        f"  Number: {document.document_number or '—'}   Issuer: {document.issuer or '—'}",
        f"  Issued on: {document.issued_on or '—'}   Report due on: {document.report_due_on or '—'}",
        f"  Year: {document.year or '—'}   Receiving department: {document.receiving_department or '—'}",
        f"{len(document.sections)} sections",
        *(f"  {section.path}  {section.number}{section.title}" for section in document.sections),
        f"{len(document.tasks)} tasks",
        *(f"  {task.section}  {owners(task)}  {len(task.measures)} measures" for task in document.tasks),
        f"{len(document.targets)} goals",
        *(f"  {goal.section}  {goal.indicator}  {amount(goal)}" for goal in document.targets),
    ]


def owners(task: TaskRead) -> str:
    """Who leads, who supports, who guides and which people, with what the note leaves open."""
    support = f" + {'、'.join(task.support)}" if task.support else ""
    guide = f" ← {'、'.join(task.guide)}" if task.guide else ""
    people = f"  ({'、'.join(task.people)})" if task.people else ""
    return f"{'、'.join(task.lead)}{support}{' 等' if task.and_others else ''}{guide}{people}"


def amount(goal: TargetRead) -> str:
    """Comparator, value and unit, as far as the text names them."""
    return " ".join(part for part in (goal.comparator.name, goal.value, goal.unit) if part)
