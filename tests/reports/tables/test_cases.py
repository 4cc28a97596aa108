"""Cases stand in their table once they are approved, with the sections they belong to."""

from django.utils import timezone

from reports.gathering.filings import Standpoint
from reports.tables.scope import TableScope
from tasks.models import Filing
from tests.cases import TEXT, TITLE, at_year_end, section_of, tell_case, year_end_of
from tests.reports.tables.reading import table_records
from tests.world import DAY, World


def test_a_case_is_told_once_its_filing_is_approved(world: World) -> None:
    with at_year_end():
        tell_case(world)
        scope = TableScope(world.guidance, world.office, Standpoint(DAY))
        assert table_records(scope, "cases") == []
        moment = timezone.now()
        people = {"submitted_by": world.lead, "approved_by": world.reviewer}
        moments = {"submitted_at": moment, "approved_at": moment, "filed_on": moment.date()}
        filing = Filing.objects.filter(pk=year_end_of(world).pk)
        filing.update(status="approved", version=1, **people, **moments)
        [row] = table_records(scope, "cases")
    assert (row["organization_en"], row["number"], row["title"], row["text"]) == (
        *("Guangdong", 1),
        *(TITLE, TEXT),
    )
    assert (row["sections"], row["status_en"]) == (section_of(world).path, "Approved")
