"""The year of a snapshot as sheets: targets, the matrix of organizations, tasks, cases and sources."""

from collections.abc import Sequence

from reports.snapshot.tables import Scalar

type Values = Sequence[Scalar]
