from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from tasks.fill_in.case_sheet import CaseSheet
    from tasks.fill_in.progress_sheet import ProgressSheet
    from tasks.lines.cases import CaseStudyKind
    from tasks.lines.progress import ProgressKind


class TasksConfig(AppConfig):
    name = "tasks"
    verbose_name = _("Guidances and filings")

    def ready(self) -> None:
        from organizations import dependants  # noqa: PLC0415 (models are ready only now)
        from tasks.filings.reporting_tree import FilingsInTree  # noqa: PLC0415
        from tasks.registered import KINDS_OF_LINE, SHEETS_TO_FILL_IN  # noqa: PLC0415

        KINDS_OF_LINE.register(progress)
        KINDS_OF_LINE.register(case_study)
        SHEETS_TO_FILL_IN.register(progress_sheet)
        SHEETS_TO_FILL_IN.register(case_sheet)
        dependants.register(FilingsInTree())


def progress() -> "ProgressKind":
    from tasks.lines.progress import ProgressKind  # noqa: PLC0415 (loaded once a line is asked for)

    return ProgressKind()


def case_study() -> "CaseStudyKind":
    from tasks.lines.cases import CaseStudyKind  # noqa: PLC0415 (as above)

    return CaseStudyKind()


def progress_sheet() -> "ProgressSheet":
    from tasks.fill_in.progress_sheet import ProgressSheet  # noqa: PLC0415 (as above)

    return ProgressSheet()


def case_sheet() -> "CaseSheet":
    from tasks.fill_in.case_sheet import CaseSheet  # noqa: PLC0415 (as above)

    return CaseSheet()
