from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from targets.goals.plan_part import GoalsPart
    from targets.measurement_line.fill_in_sheet import MeasurementSheet
    from targets.measurement_line.kind import MeasurementKind


class TargetsConfig(AppConfig):
    name = "targets"
    verbose_name = _("Indicators and targets")

    def ready(self) -> None:
        from tasks.registered import KINDS_OF_LINE, PARTS_OF_PLAN, SHEETS_TO_FILL_IN  # noqa: PLC0415

        KINDS_OF_LINE.register(measurement)
        PARTS_OF_PLAN.register(goals)
        SHEETS_TO_FILL_IN.register(measurement_sheet)


def measurement() -> "MeasurementKind":
    from targets.measurement_line.kind import MeasurementKind  # noqa: PLC0415 (loaded once one is asked for)

    return MeasurementKind()


def goals() -> "GoalsPart":
    from targets.goals.plan_part import GoalsPart  # noqa: PLC0415 (as above)

    return GoalsPart()


def measurement_sheet() -> "MeasurementSheet":
    from targets.measurement_line.fill_in_sheet import MeasurementSheet  # noqa: PLC0415 (as above)

    return MeasurementSheet()
