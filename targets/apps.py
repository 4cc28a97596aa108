from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TargetsConfig(AppConfig):
    name = "targets"
    verbose_name = _("Indicators and targets")

    def ready(self) -> None:
        from targets.goals.plan_part import GoalsPart  # noqa: PLC0415
        from targets.measurement_line.kind import MeasurementKind  # noqa: PLC0415 (models are ready only now)
        from tasks.drafts.plan_parts import register_part  # noqa: PLC0415
        from tasks.lines.kinds import register  # noqa: PLC0415

        register(MeasurementKind())
        register_part(GoalsPart())
