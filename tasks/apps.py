from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from tasks.lines.cases import CaseStudyKind
    from tasks.lines.progress import ProgressKind


class TasksConfig(AppConfig):
    name = "tasks"
    verbose_name = _("Guidances and filings")

    def ready(self) -> None:
        from organizations import dependants  # noqa: PLC0415 (models are ready only now)
        from tasks.filings.reporting_tree import FilingsInTree  # noqa: PLC0415
        from tasks.registered import KINDS_OF_LINE  # noqa: PLC0415

        KINDS_OF_LINE.register(progress)
        KINDS_OF_LINE.register(case_study)
        dependants.register(FilingsInTree())


def progress() -> "ProgressKind":
    from tasks.lines.progress import ProgressKind  # noqa: PLC0415 (loaded once a line is asked for)

    return ProgressKind()


def case_study() -> "CaseStudyKind":
    from tasks.lines.cases import CaseStudyKind  # noqa: PLC0415 (as above)

    return CaseStudyKind()
