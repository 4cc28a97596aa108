"""Whoever sends or reads slowly stops nobody else: 40 slow connections to the server of the Procfile.

``python benchmarks/dripping.py`` tries the same with any number, and with other servers.
"""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from benchmarks.drips import DRIPS, FORM_TOKEN, HOST, Drip, dripping, posting
from benchmarks.web_servers import LARGE_FILE_BYTES, Running, running, seconds_for

CONNECTIONS = 40
# A machine at work on other things is slow; a server that is stuck does not answer at all.
PATIENCE_SECONDS = 20
# Switching the language changes nothing in the database.
FORM = f"csrfmiddlewaretoken={FORM_TOKEN}&language=en".encode()
FORM_TYPE = "Content-Type: application/x-www-form-urlencoded"


def database_url() -> str:
    """The address of the test database."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


@pytest.fixture(scope="module")
def server(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The portal behind its real server, over the test database, with a large file to give out."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "static").mkdir()
    (folder / "static" / "large.bin").write_bytes(bytes(LARGE_FILE_BYTES))
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(folder),
    }
    with running("portal", environment, log=Path(folder / "log")) as started:
        yield started


@pytest.mark.parametrize("kind", DRIPS)
def test_the_portal_answers_meanwhile(server: Running, kind: str) -> None:
    with dripping(server.port, DRIPS[kind], CONNECTIONS) as drippers:
        for path in ("/healthz", "/accounts/login/") * 2:
            assert seconds_for(server.port, path, patience=PATIENCE_SECONDS) is not None, path
        assert drippers.alive() == CONNECTIONS


def test_slow_requests_are_answered_once_they_are_whole(server: Running) -> None:
    begun = posting("/language/", f"{FORM_TYPE}\r\nContent-Length: {len(FORM)}", FORM[:-2])
    with dripping(server.port, Drip("stop before the end", begun), CONNECTIONS) as drippers:
        assert seconds_for(server.port, "/healthz", patience=PATIENCE_SECONDS) is not None
        answers = {finish(each, FORM[-2:]) for each in drippers.connections}
    assert answers == {b"HTTP/1.1 302 Found"}


def finish(slow: socket.socket, rest: bytes) -> bytes:
    """Send the rest of a request; the first line of the answer."""
    slow.settimeout(PATIENCE_SECONDS)
    slow.sendall(rest)
    return slow.recv(1_000).partition(b"\r\n")[0]


def test_a_body_that_never_comes_whole_is_given_up(server: Running) -> None:
    """The client hangs up; the portal goes on."""
    with socket.create_connection((HOST, server.port), PATIENCE_SECONDS) as hasty:
        hasty.sendall(DRIPS["body"].begins)
    assert seconds_for(server.port, "/healthz", patience=PATIENCE_SECONDS) is not None
