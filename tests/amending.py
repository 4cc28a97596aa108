"""The way of a person through the pages that amend: open the form, read it, send it, confirm."""

import html
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

SEEN = re.compile(r'name="seen" value="([^"]*)"')


def seen_on(client: Client, address: str) -> str:
    """What a page says that was read on it."""
    return html.unescape(SEEN.findall(client.get(address).content.decode())[0])


def confirm(client: Client, address: str, sent: dict[str, Any]) -> HttpResponse:
    """Send the second step of a form, as somebody who has just opened it."""
    return client.post(address, {"seen": seen_on(client, address), **sent, "confirm": "1"})  # type: ignore[return-value]
