"""What one organization brings to the office's year."""

from dataclasses import dataclass

from reports.snapshot.year import Name, Standing, Year


@dataclass(frozen=True, slots=True)
class Part:
    """What one organization brings: its year, and whether its figures are those of the whole year.

    ``is_local`` marks those whose figures stand in the matrix; a department's stand among the nation's.
    ``standing`` is None of one that is not asked for the last period any more.
    """

    organization: str
    name: Name
    is_local: bool
    is_closed: bool
    year: Year
    standing: Standing | None
