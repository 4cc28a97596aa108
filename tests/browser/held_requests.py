"""Requests of a page that wait, as on a slow network."""

from playwright.sync_api import APIResponse, Page, Route


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


class HeldAnswers:
    """The portal deals with requests to ``address`` at once; the page hears of it once they are let go."""

    def __init__(self, page: Page, address: str) -> None:
        self._page = page
        self._held: list[tuple[Route, APIResponse]] = []
        page.route(address, lambda route: self._held.append((route, route.fetch())))

    def wait_for_one(self) -> None:
        """Until the portal has dealt with a request and the page has not heard of it."""
        for _ in range(600):
            if self._held:
                return
            self._page.wait_for_timeout(100)
        raise AssertionError("no request came")

    def let_go(self) -> None:
        for route, answer in self._held:
            route.fulfill(response=answer)
        self._held.clear()
