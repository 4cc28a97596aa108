from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        from reports.closing_filings import freeze_after_approval  # noqa: PLC0415 (models are ready only now)
        from reports.indexing import forget_after_approval, index_after_approval  # noqa: PLC0415
        from tasks.filings.approval_followers import register, register_end  # noqa: PLC0415

        register(freeze_after_approval)
        register(index_after_approval)
        register_end(forget_after_approval)
