"""The web server: takes a request in whole before a thread is busy with it, and ends without dropping any.

waitress reads requests and sends answers in one thread that waits for nobody, and runs the portal in others.
Who sends or reads slowly holds a connection and nothing else. Large bodies and answers lie in files, in the
folder that ``TMPDIR`` names. Why this server: ``docs/decisions/0019-requests-are-taken-in-whole.md``.
"""

import signal
import time
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any

from django.conf import settings
from waitress import wasyncore
from waitress.server import TcpWSGIServer, create_server

from guidance_portal.uploading import MEGABYTE
from guidance_portal.web_connection import Connection

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# This machine's own: nothing else reaches the portal until it is told to listen elsewhere.
ADDRESS = "127.0.0.1"
# Each connection takes a file descriptor, and two more while its body or answer lies in a file.
CONNECTIONS = 2_000
# A connection on which nothing comes or goes is given up after so many seconds.
SILENCE_SECONDS = 60
HEAD_BYTES = 32_768
# What ending waits for: requests that are at work, or still coming in.
GRACE_SECONDS = 30
# How long one round of waiting for a connection takes at most; a signal is heeded after it.
ROUND_SECONDS = 1
ENDING_ROUND_SECONDS = 0.05


class WebServer:
    """The portal on one address of this machine, with a fixed number of threads that keep their connections
    to the database."""

    def __init__(self, application: Application, *, host: str, port: int, threads: int) -> None:
        """Listen; raises ``OSError`` where the address is taken."""
        self.is_ending = False
        self.sockets: dict[int, wasyncore.dispatcher] = {}
        self.listener: TcpWSGIServer = create_server(
            application,
            map=self.sockets,
            host=host,
            port=port,
            threads=threads,
            connection_limit=CONNECTIONS,
            asyncore_use_poll=True,
            channel_timeout=SILENCE_SECONDS,
            cleanup_interval=SILENCE_SECONDS // 6,
            max_request_header_size=HEAD_BYTES,
            # One more than the portal takes, so that this is the last size to pass.
            max_request_body_size=settings.UPLOAD_REQUEST_MB * MEGABYTE + 1,
            # An answer is never held back in its thread for a slow reader.
            outbuf_high_watermark=2**62,
            # The settings BEHIND_PROXY and TRUSTED_PROXY_COUNT say whether a proxy's headers are believed.
            clear_untrusted_proxy_headers=False,
            log_socket_errors=False,
            ident="",
        )
        self.listener.channel_class = Connection

    def run(self) -> None:
        """Serve until asked to end, by SIGTERM or Ctrl-C; a second time, or ``GRACE_SECONDS`` later, end at
        once."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.heed)
        while not self.is_ending:
            self.turn(ROUND_SECONDS)
        # The port is free for the next one; the connections stay.
        wasyncore.dispatcher.close(self.listener)
        until = time.monotonic() + GRACE_SECONDS
        while self.close_idle_connections() and time.monotonic() < until:
            self.turn(ENDING_ROUND_SECONDS)
        self.listener.task_dispatcher.shutdown(timeout=1)

    def heed(self, number: int, _frame: FrameType | None) -> None:
        """Begin to end, and let the next signal do what it does by itself."""
        self.is_ending = True
        signal.signal(number, signal.SIG_DFL)
        self.listener.pull_trigger()

    def turn(self, seconds: float) -> None:
        """Receive and send what can be, waiting for it at most so many seconds."""
        wasyncore.loop(timeout=seconds, map=self.sockets, use_poll=True, count=1)

    def close_idle_connections(self) -> int:
        """Close the connections that have nothing to do; how many others there are."""
        channels = list(self.listener.active_channels.values())
        for channel in channels:
            channel.will_close = channel.will_close or is_idle(channel)
        return len(channels)


def is_idle(channel: Connection) -> bool:
    """Whether no request is at work or coming in on a connection, and no answer going out.

    The requests are asked about first: a thread writes all of an answer before it takes its request away.
    """
    return not channel.requests and channel.request is None and not channel.total_outbufs_len
