"""``manage.py publish_guidance YEAR``: brings a checked draft into force."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from tasks.actions import publish_guidance
from tasks.actions.periods import set_up_periods
from tasks.drafts.draft_statement import draft_statement, drafted_windows
from tasks.drafts.planned_periods import MONTHS, Rhythm, plan_periods
from tasks.errors import ActionRefused
from tasks.models import Filing, Guidance
from tasks.opening_progress import opened_by_batches, unfinished_opening
from texts.digits import whole_number


class Command(BaseCommand):
    help = (
        "Publishes a draft guidance in which nothing is open, and gives every organization its filings. Very"
        " many of them are opened batch by batch: stopped, it goes on where it stood when it is run again."
    )
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=whole_number, metavar="YEAR")
        parser.add_argument(
            "--rhythm",
            choices=[rhythm.value for rhythm in MONTHS],
            default=Rhythm.QUARTERLY.value,
            help="how often is reported, where the draft has no periods yet (default: %(default)s)",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        year: int = options["year"]
        guidance = Guidance.objects.filter(year=year).select_related("opening").first()
        if guidance is None:
            raise CommandError(f"There is no guidance for {year}. Import it first.")
        if not guidance.is_published:
            self.publish(guidance, Rhythm(options["rhythm"]))
        elif unfinished_opening(guidance) is None:
            raise CommandError(f"The guidance for {year} is published already; nothing was changed.")
        self.open_the_rest(guidance)
        filings = Filing.objects.filter(period__guidance=guidance)
        organizations = filings.values("organization").distinct().count()
        self.stdout.write(f"Published: {organizations} organizations have {filings.count()} filings to make.")

    @transaction.atomic
    def publish(self, guidance: Guidance, rhythm: Rhythm) -> None:
        """The act: all of it, or nothing."""
        try:
            if not guidance.periods.exists():
                planned = plan_periods(
                    guidance.year, rhythm, due_on=guidance.report_due_on, issued_on=guidance.issued_on
                )
                set_up_periods(
                    guidance=guidance,
                    by=None,
                    at=timezone.now(),
                    planned=planned,
                    seen=drafted_windows(guidance),
                )
            publish_guidance(guidance=guidance, by=None, at=timezone.now(), seen=draft_statement(guidance))
        except ActionRefused as refusal:
            raise CommandError(str(refusal)) from None

    def open_the_rest(self, guidance: Guidance) -> None:
        """Open what the act has only noted, and say how far it is."""
        try:
            for opening in opened_by_batches(guidance):
                self.stderr.write(
                    f"{opening.done} of {opening.organizations} organizations have their filings"
                    f" ({opening.percent} %)"
                )
                self.stderr.flush()
        except KeyboardInterrupt:
            raise CommandError(
                "Stopped. The guidance is in force; a worker opens the rest, or this command run again."
            ) from None
