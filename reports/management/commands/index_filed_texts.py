"""``manage.py index_filed_texts``: makes anew what is searched of approved filings."""

from itertools import batched
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports.actions.filed_texts import keep_filed_texts
from reports.indexing import CAUGHT_UP_AT_ONCE, unindexed_filings
from reports.management.years import guidance_of
from reports.models import FiledText
from tasks.models import Filing


class Command(BaseCommand):
    help = "Reads every approved filing anew, so that it is found by its words; again changes nothing."
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", help="year of the guidance, such as 2021; every year without it")
        parser.add_argument("--missing", action="store_true", help="only what is not searched yet")

    def handle(self, *_args: Any, **options: Any) -> None:
        filings = unindexed_filings() if options["missing"] else Filing.objects.approved()
        if options["year"] is not None:
            filings = filings.of_year(guidance_of(options["year"]).year)
        self.forget_stale()
        found = list(filings.order_by("pk").values_list("pk", flat=True))
        kept = read = 0
        for some in batched(found, CAUGHT_UP_AT_ONCE):
            kept += keep_filed_texts(filings=some)
            read += len(some)
            self.stderr.write(f"{read} of {len(found)}")
        self.stdout.write(f"Read {len(found)} filings: {kept} texts.")

    def forget_stale(self) -> None:
        """Drop what is no text of an approved version, as a database brought in from elsewhere may hold."""
        stale = FiledText.objects.exclude(pk__in=FiledText.objects.standing().values("pk"))
        keep_filed_texts(filings=sorted(set(stale.values_list("filing", flat=True))))
