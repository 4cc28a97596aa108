"""The year of a snapshot as sheets: targets, the matrix of organizations, tasks, cases and sources."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from reports.snapshot.snapshot import Snapshot
from reports.snapshot.tables import Scalar
from reports.snapshot.year import Figure, Name
from reports.workbook.contents import contents_in
from reports.workbook.continuation import Continuation
from reports.workbook.plan import SheetColumn, SheetPlan
from reports.workbook.survey import Survey

type Values = Sequence[Scalar]
