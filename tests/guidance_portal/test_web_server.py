"""What the web server takes in, refuses, believes, and how it ends; with a small application behind it."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from typing import Any

import pytest

from benchmarks.web_servers import HOST, ROOT, await_answer, end, free_port
from tests.web_application import LIMIT_MEGABYTES

PATIENCE_SECONDS = 30
MEGABYTE = 1024 * 1024
LIMIT = LIMIT_MEGABYTES * MEGABYTE


class Served:
    """The small application behind the portal's server, and a connection to it."""

    def __init__(self, folder: Path) -> None:
        self.port, self.gate, log = free_port(), folder / "gate", folder / "log"
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": ""}
        with log.open("wb") as said:
            self.process = subprocess.Popen(  # noqa: S603 (our own command)
                [sys.executable, "-m", "tests.web_application", str(self.port)],
                cwd=ROOT,
                env=environment,
                stderr=said,
            )
        await_answer(self.port, self.process, log)

    def open(self) -> socket.socket:
        return socket.create_connection((HOST, self.port), PATIENCE_SECONDS)

    def ask(self, headers: dict[str, str] | None = None, body: Any = None) -> tuple[int, HTTPMessage, bytes]:
        """Status, headers and text of an answer."""
        connection = HTTPConnection(HOST, self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("POST", "/echo", body, headers or {})
            response = connection.getresponse()
            return response.status, response.msg, response.read()
        finally:
            connection.close()


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    application = Served(folder)
    try:
        yield application
    finally:
        application.gate.touch()
        end(application.process)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that stays."""
    with serving(tmp_path_factory.mktemp("served")) as application:
        yield application


@pytest.fixture
def ending(tmp_path: Path) -> Iterator[Served]:
    """A server of the test's own, to end."""
    with serving(tmp_path) as application:
        yield application


def answer_on(connection: socket.socket) -> bytes:
    """All that comes until the server hangs up."""
    connection.settimeout(PATIENCE_SECONDS)
    parts = []
    while part := connection.recv(65_536):
        parts.append(part)
    return b"".join(parts)


# --- Taking in --------------------------------------------------------------------------------------


def test_the_largest_request_arrives_whole(served: Served) -> None:
    body = bytes(range(256)) * (LIMIT // 256)
    status, _headers, text = served.ask(body=body)
    assert status == 200
    assert json.loads(text)["sha256"] == hashlib.sha256(body).hexdigest()


def test_a_body_in_chunks_arrives_as_one_whose_length_was_known(served: Served) -> None:
    _status, _headers, text = served.ask(body=iter([b"a" * MEGABYTE, b"b"]))
    assert json.loads(text)["CONTENT_LENGTH"] == str(MEGABYTE + 1)
    assert "HTTP_TRANSFER_ENCODING" not in json.loads(text)


@pytest.mark.parametrize("size", [LIMIT + 1, 30 * MEGABYTE])
@pytest.mark.parametrize("in_chunks", [False, True])
def test_a_larger_one_is_refused_in_words_that_its_sender_gets_to_read(
    served: Served, size: int, in_chunks: bool
) -> None:
    body = bytes(size)
    parts = (body[at : at + MEGABYTE] for at in range(0, size, MEGABYTE))
    status, headers, text = served.ask(body=parts if in_chunks else body)
    assert (status, headers["Connection"]) == (413, "close")
    english, chinese = sorted(text.decode().splitlines())
    assert english == "This is more than the portal takes at once (3 MB). Send fewer or smaller files."
    assert "3 MB" in chinese
    assert not chinese.isascii()


def test_a_huge_one_is_refused_before_anything_of_it_comes(served: Served) -> None:
    with served.open() as connection:
        connection.sendall(b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000000\r\n\r\n")
        assert answer_on(connection).startswith(b"HTTP/1.1 413")


def test_a_head_has_its_limit(served: Served) -> None:
    assert served.ask({"X-Long": "a" * 20_000})[0] == 200
    assert served.ask({"X-Long": "a" * 40_000})[0] == 431


# --- Believing --------------------------------------------------------------------------------------


def test_what_a_proxy_says_is_handed_on_and_not_believed(served: Served) -> None:
    """Whether it is believed, the settings BEHIND_PROXY and TRUSTED_PROXY_COUNT say."""
    said = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "example.org"}
    status, headers, text = served.ask(said | {"X_Forwarded_For": "192.0.2.8"})
    told = json.loads(text)
    assert status == 200
    assert "Server" not in headers
    assert told["HTTP_X_FORWARDED_FOR"] == "192.0.2.7"
    assert told["HTTP_X_FORWARDED_PROTO"] == "https"
    assert told["wsgi.url_scheme"] == "http"
    assert told["REMOTE_ADDR"] == HOST
    assert told["HTTP_HOST"] == f"{HOST}:{served.port}"


# --- Ending -----------------------------------------------------------------------------------------


def test_what_is_at_work_or_coming_in_is_finished(ending: Served) -> None:
    with ending.open() as working, ending.open() as sending, ending.open() as idle:
        working.sendall(f"GET /wait?{ending.gate} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        sending.sendall(b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na")
        time.sleep(0.5)
        ending.process.send_signal(signal.SIGTERM)
        assert answer_on(idle) == b""  # at once
        with pytest.raises(ConnectionRefusedError):
            ending.open()
        ending.gate.touch()
        sending.sendall(b"b")
        assert b'"PATH_INFO": "/wait"' in answer_on(working)
        assert hashlib.sha256(b"ab").hexdigest().encode() in answer_on(sending)
    assert ending.process.wait(PATIENCE_SECONDS) == 0


def test_ctrl_c_ends_it_cleanly_and_a_second_one_at_once(ending: Served) -> None:
    with ending.open() as working:
        working.sendall(f"GET /wait?{ending.gate} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        time.sleep(0.5)
        ending.process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            ending.process.wait(1)
        ending.process.send_signal(signal.SIGINT)
        assert ending.process.wait(PATIENCE_SECONDS) == -signal.SIGINT
