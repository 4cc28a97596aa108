"""Who is how far with the report, and whom a freeze now would leave out (design R17)."""

import pytest

from reports.readiness import State, readiness_of, readiness_statement

pytestmark = pytest.mark.django_db
