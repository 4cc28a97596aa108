"""How the log tells of requests that were refused."""

import copy
import logging

REFUSALS = range(400, 500)
SECURITY = "django.security."


class RefusalFilter(logging.Filter):
    """Keeps what people were refused apart from what broke.

    At a page outside one's rights, a form sent back, an address that is not there the portal worked, and said
    so to whoever asked: they are told at INFO, in one line without a traceback. Forged forms and foreign
    hosts are told at WARNING, because they point to an attack or to a wrong setting.
    """

    def filter(self, record: logging.LogRecord) -> logging.LogRecord | bool:
        if getattr(record, "status_code", None) not in REFUSALS:
            return True
        told = copy.copy(record)
        told.levelno = logging.WARNING if record.name.startswith(SECURITY) else logging.INFO
        told.levelname = logging.getLevelName(told.levelno)
        told.exc_info = told.exc_text = None
        return told if logging.getLogger().isEnabledFor(told.levelno) else False
