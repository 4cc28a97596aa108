from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    name = "tasks"
    verbose_name = _("Guidances and filings")

    def ready(self) -> None:
        from organizations import dependants  # noqa: PLC0415 (models are ready only now)
        from tasks.filings.reporting_tree import FilingsInTree  # noqa: PLC0415
        from tasks.lines.cases import CaseStudyKind  # noqa: PLC0415
        from tasks.lines.kinds import register  # noqa: PLC0415
        from tasks.lines.progress import ProgressKind  # noqa: PLC0415

        register(ProgressKind())
        register(CaseStudyKind())
        dependants.register(FilingsInTree())
