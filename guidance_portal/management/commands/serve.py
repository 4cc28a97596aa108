"""``manage.py serve``: serves the portal's pages until it is asked to end."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guidance_portal.web_server import ADDRESS, WebServer


class Command(BaseCommand):
    help = "Serves the portal's pages; SIGTERM or Ctrl-C ends it once the requests at work are answered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=ADDRESS, help="The address to listen on; this machine's own.")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=8, help="How many requests are at work at once.")

    def handle(self, *_args: Any, **options: Any) -> None:
        from guidance_portal.wsgi import application  # noqa: PLC0415 (made when it is to be served)

        host, port = options["host"], options["port"]
        try:
            server = WebServer(application, host=host, port=port, threads=options["threads"])
        except OSError as error:
            raise CommandError(f"Cannot listen on {host}:{port}: {error.strerror}.") from None
        server.run()
