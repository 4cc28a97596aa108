"""One connection of the web server, and how a request that is not taken in is refused on it."""

import socket
import time
from typing import override

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask
from waitress.utilities import RequestEntityTooLarge

# How long what a refused client still sends is thrown away, so that it comes to read the answer.
LINGER_SECONDS = 10


class Refusal(ErrorTask):
    """The answer to a request that waitress does not take in: too large, or no HTTP."""

    @override
    def execute(self) -> None:
        """Write the answer; one to a request that is too large says so in the portal's languages."""
        self.channel.is_refused = True
        if isinstance(self.request.error, RequestEntityTooLarge):
            self.request.error.to_response = too_large
        super().execute()


def too_large(_ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
    """Status, headers and text for a request of more than ``UPLOAD_REQUEST_MB``."""
    sentences = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            sentence = _(
                "This is more than the portal takes at once (%(size)d MB). Send fewer or smaller files."
            )
            sentences.append(sentence % {"size": settings.UPLOAD_REQUEST_MB})
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
    return "413 Content Too Large", headers, "\n".join([*sentences, ""]).encode()


class Connection(HTTPChannel):
    """A connection whose client gets to read why it was refused.

    A system resets a connection that is closed with something unread on it, and the answer is lost with it.
    """

    error_task_class = Refusal
    is_refused = False
    closes_at: float | None = None

    @override
    def handle_close(self) -> None:
        """Close, but after a refusal only say that nothing more will come."""
        if self.is_refused and self.closes_at is None and self.connected:
            self.closes_at = time.monotonic() + LINGER_SECONDS
            self.will_close = self.close_when_flushed = False
            self.socket.shutdown(socket.SHUT_WR)
        else:
            super().handle_close()

    @override
    def handle_read(self) -> None:
        """Take in what comes; after a refusal throw it away for a while."""
        if self.closes_at is None:
            super().handle_read()
        elif time.monotonic() > self.closes_at:
            self.handle_close()
        else:
            self.recv(self.adj.recv_bytes)
