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


def press(client: Client, page: str, action: str, **sent: Any) -> Any:
    """Send the form of a page that goes to ``action``, as somebody who has just opened the page."""
    return client.post(action, {"seen": carried(client, page, action), **sent})


def carried(client: Client, page: str, action: str) -> str:
    """What the form of a page that goes to ``action`` says that was read."""
    form = client.get(page).content.decode().partition(f'action="{action}"')[2].partition("</form>")[0]
    return html.unescape(SEEN.findall(form)[0])


def confirm(client: Client, address: str, sent: dict[str, Any]) -> Any:
    """Send the second step of a form, as somebody who has just opened it."""
    return send(client, address, sent | {"confirm": "1"})
