"""The way of a person through pages that carry what was read: open the form, read it, send it, confirm."""

import html
import re
from typing import Any

from django.test import Client

SEEN = re.compile(r'name="seen" value="([^"]*)"')


def seen_on(client: Client, address: str) -> str:
    """What a page says that was read on it."""
    return html.unescape(SEEN.findall(client.get(address).content.decode())[0])


def send(client: Client, address: str, sent: dict[str, Any]) -> Any:
    """Send a form as somebody who has just opened it."""
    return client.post(address, {"seen": seen_on(client, address), **sent})


def confirm(client: Client, address: str, sent: dict[str, Any]) -> Any:
    """Send the second step of a form, as somebody who has just opened it."""
    return send(client, address, sent | {"confirm": "1"})
