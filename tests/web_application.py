"""A small application behind the portal's web server: ``python -m tests.web_application PORT``.

``/echo`` answers with what it was given, ``/wait`` when the file named by the query exists.
"""

import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import django
from django.conf import settings

PATIENCE_SECONDS = 60
LIMIT_MEGABYTES = 3


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    body = environ["wsgi.input"].read()
    if environ["PATH_INFO"] == "/wait":
        until = time.monotonic() + PATIENCE_SECONDS
        while not Path(environ["QUERY_STRING"]).exists() and time.monotonic() < until:
            time.sleep(0.05)
    told = {name: value for name, value in environ.items() if isinstance(value, str)}
    told["sha256"] = hashlib.sha256(body).hexdigest()
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(told).encode()]


def main() -> None:
    django.setup()
    settings.UPLOAD_REQUEST_MB = LIMIT_MEGABYTES
    from guidance_portal.web_server import WebServer  # noqa: PLC0415 (settings first)

    WebServer(application, host="127.0.0.1", port=int(sys.argv[1]), threads=2).run()


if __name__ == "__main__":
    main()
