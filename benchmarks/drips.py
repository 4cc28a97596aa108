"""Connections that give or take slowly, as somebody would open who means to stop a server.

Everything goes to a port of this machine. One thread serves all connections of a kind; each kind says what a
connection sends at once, and whether it drips on after that.
"""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

HOST = "127.0.0.1"
PAUSE_SECONDS = 0.5
PATIENCE_SECONDS = 30
SMALL_WINDOW = 4_096
# A form with its token is read to the end before anything is decided about it.
FORM_TOKEN = "0123456789abcdefghijklmnopqrstuv"  # noqa: S105 (guards nothing)
PARTS = "Content-Type: multipart/form-data; boundary=part"
FIELD = b'--part\r\nContent-Disposition: form-data; name="login"; filename="a.txt"\r\n\r\n'
SIGN_IN, LARGE_FILE = "/accounts/login/", "/static/large.bin"


@dataclass(frozen=True, slots=True)
class Drip:
    """What one kind of slow connection sends at once, and again and again after it."""

    means: str
    begins: bytes
    goes_on: bytes = b""
    reads_slowly: bool = False


def posting(path: str, head: str, body: bytes = b"") -> bytes:
    """The beginning of a request with a form's token; ``head`` says what kind of body is to come."""
    lines = (f"POST {path} HTTP/1.1", f"Host: {HOST}", f"Cookie: csrftoken={FORM_TOKEN}", head)
    return "\r\n".join([*lines, "", ""]).encode() + body


def getting(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()


DRIPS = {
    "body": Drip(
        "drip the body of a form", posting(SIGN_IN, f"{PARTS}\r\nContent-Length: 100000", FIELD), b"x"
    ),
    "chunks": Drip(
        "drip a body in chunks", posting(SIGN_IN, f"{PARTS}\r\nTransfer-Encoding: chunked"), b"1\r\nx\r\n"
    ),
    "huge": Drip(
        "announce 200 MB, send one, drip on",
        posting(SIGN_IN, f"{PARTS}\r\nContent-Length: 200000000", FIELD + b"x" * 1_000_000),
        b"x",
    ),
    "head": Drip("drip the head", posting(SIGN_IN, PARTS).removesuffix(b"\r\n") + b"X-Slow: ", b"x"),
    "silent": Drip("connect and say nothing", b""),
    "idle": Drip("stay after one answer", getting("/healthz")),
    "reader": Drip("read a large file slowly", getting(LARGE_FILE), reads_slowly=True),
}


@dataclass(slots=True)
class Drippers:
    """The open connections of one kind."""

    drip: Drip
    connections: list[socket.socket]
    ended: threading.Event = field(default_factory=threading.Event)

    def go_on(self) -> None:
        """Send or read a little on every connection until ended; the server may hang up on any."""
        while not self.ended.wait(PAUSE_SECONDS):
            for connection in self.connections:
                try:
                    if self.drip.reads_slowly:
                        connection.recv(1)
                    elif self.drip.goes_on:
                        connection.send(self.drip.goes_on)
                except OSError:
                    continue

    def alive(self) -> int:
        """On how many connections the server has not hung up."""
        return sum(is_open(connection) for connection in self.connections)


def is_open(connection: socket.socket) -> bool:
    """Whether the other side has not hung up; takes nothing from what it has sent."""
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


def connect(port: int, drip: Drip) -> socket.socket:
    """A connection of one kind that has begun."""
    connection = socket.socket()
    if drip.reads_slowly:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_WINDOW)
    connection.settimeout(PATIENCE_SECONDS)
    connection.connect((HOST, port))
    connection.settimeout(0)
    rest, until = drip.begins, time.monotonic() + 1
    while rest and time.monotonic() < until:
        try:
            rest = rest[connection.send(rest) :]
        except BlockingIOError:
            time.sleep(0.01)
        except OSError:
            break  # hung up on already
    return connection


@contextmanager
def dripping(port: int, drip: Drip, count: int) -> Iterator[Drippers]:
    """``count`` connections of one kind, at work while the block runs."""
    with ExitStack() as stack:
        drippers = Drippers(drip, [stack.enter_context(connect(port, drip)) for _ in range(count)])
        worker = threading.Thread(target=drippers.go_on, daemon=True)
        worker.start()
        try:
            yield drippers
        finally:
            drippers.ended.set()
            worker.join(PATIENCE_SECONDS)
