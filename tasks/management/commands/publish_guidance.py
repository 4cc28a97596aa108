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
from texts.digits import whole_number


class Command(BaseCommand):
    help = "Publishes a draft guidance in which nothing is open, and gives every organization its filings."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=whole_number, metavar="YEAR")
        parser.add_argument(
            "--rhythm",
            choices=[rhythm.value for rhythm in MONTHS],
            default=Rhythm.QUARTERLY.value,
            help="how often is reported, where the draft has no periods yet (default: %(default)s)",
        )

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        year: int = options["year"]
        guidance = Guidance.objects.filter(year=year).first()
        if guidance is None:
            raise CommandError(f"There is no guidance for {year}. Import it first.")
        if guidance.is_published:
            raise CommandError(f"The guidance for {year} is published already; nothing was changed.")
        try:
            if not guidance.periods.exists():
                planned = plan_periods(
                    year,
                    Rhythm(options["rhythm"]),
                    due_on=guidance.report_due_on,
                    issued_on=guidance.issued_on,
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
        filings = Filing.objects.filter(period__guidance=guidance)
        organizations = filings.values("organization").distinct().count()
        self.stdout.write(f"Published: {organizations} organizations have {filings.count()} filings to make.")
