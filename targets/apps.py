from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from targets.goals.plan_part import GoalsPart
    from targets.measurement_line.fill_in_sheet import MeasurementSheet
    from targets.measurement_line.kind import MeasurementKind
    from targets.record_kinds.goals import GoalRecords
    from targets.record_kinds.indicators import IndicatorRecords
    from targets.record_kinds.shares import ShareRecords


class TargetsConfig(AppConfig):
    name = "targets"
    verbose_name = _("Indicators and targets")

    def ready(self) -> None:
        from organizations.record_kinds import registered  # noqa: PLC0415 (models are ready only now)
        from tasks.registered import KINDS_OF_LINE, PARTS_OF_PLAN, SHEETS_TO_FILL_IN  # noqa: PLC0415

        KINDS_OF_LINE.register(measurement)
        PARTS_OF_PLAN.register(goals)
        SHEETS_TO_FILL_IN.register(measurement_sheet)
        registered.register("indicators", indicator_records)
        registered.register_yearly("goals", goal_records)
        registered.register_yearly("shares", share_records)


def measurement() -> "MeasurementKind":
    from targets.measurement_line.kind import MeasurementKind  # noqa: PLC0415 (loaded once one is asked for)

    return MeasurementKind()


def goals() -> "GoalsPart":
    from targets.goals.plan_part import GoalsPart  # noqa: PLC0415 (as above)

    return GoalsPart()


def measurement_sheet() -> "MeasurementSheet":
    from targets.measurement_line.fill_in_sheet import MeasurementSheet  # noqa: PLC0415 (as above)

    return MeasurementSheet()


def indicator_records() -> "IndicatorRecords":
    from targets.record_kinds.indicators import IndicatorRecords  # noqa: PLC0415 (as above)

    return IndicatorRecords()


def goal_records(year: int | None) -> "GoalRecords | None":
    from targets.record_kinds.years import goals_of  # noqa: PLC0415 (as above)

    return goals_of(year)


def share_records(year: int | None) -> "ShareRecords | None":
    from targets.record_kinds.years import shares_of  # noqa: PLC0415 (as above)

    return shares_of(year)
