"""Requests of a page that wait, as on a slow network."""

from playwright.sync_api import Page, Route


class HeldRequests:
    """Requests to ``address`` (a pattern, as of ``Page.route``) wait until they are let go; later ones pass.

    The browser tells of a request only after the page shows that it is sent: one that is let go before it
    was told passes when it is told, instead of waiting for ever.
    """

    def __init__(self, page: Page, address: str) -> None:
        self._waiting: list[Route] = []
        self._is_open = False
        page.route(address, self._meet)

    def _meet(self, route: Route) -> None:
        if self._is_open:
            route.continue_()
        else:
            self._waiting.append(route)

    def let_go(self) -> None:
        """Let those that wait, and all that come, go on to the portal."""
        self._is_open = True
        for route in self._waiting:
            route.continue_()
        self._waiting.clear()
