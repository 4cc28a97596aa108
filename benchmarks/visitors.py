"""People at work on a running portal, each over one connection that stays open."""

import re
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from sample.year.people import PASSWORD

HOST = "127.0.0.1"
PATIENCE_SECONDS = 30
FOUND = 302
FILING = re.compile(r'href="(/filings/\d+/)"')
LINE = re.compile(r'href="(/filings/\d+/lines/progress/\d+/)"')
VERSION = re.compile(r'<input[^>]*name="version"[^>]*value="(\d+)"')


class Visitor:
    """A browser without eyes: keeps cookies and its connection, and sends forms with their token."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.connection = HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
        self.cookies = dict(cookies or {})
        # Where the last answer led.
        self.led_to = ""

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        return self.ask("GET", path, "")

    def post(self, path: str, form: dict[str, str]) -> tuple[int, str]:
        """Status and text of the answer to a form, sent as htmx sends it."""
        token = {"csrfmiddlewaretoken": self.cookies["csrftoken"]}
        return self.ask("POST", path, urlencode(form | token))

    def ask(self, method: str, path: str, body: str) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        response = self.answer(method, path, body, headers)
        for sent in response.msg.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(sent).items()}
        self.led_to = response.getheader("Location", "")
        return response.status, response.read().decode()

    def answer(self, method: str, path: str, body: str, headers: dict[str, str]) -> HTTPResponse:
        """The answer, on a new connection where the server has ended the old one meanwhile."""
        for is_last in (False, True):
            try:
                self.connection.request(method, path, body or None, headers)
                return self.connection.getresponse()
            except (RemoteDisconnected, ConnectionError):
                self.connection.close()
                if is_last:
                    raise
        raise AssertionError

    def sign_in(self, username: str) -> None:
        self.get("/accounts/login/")
        self.post("/accounts/login/", {"login": username, "password": PASSWORD})
        if self.get("/filings/")[0] == FOUND:
            raise RuntimeError(f"{username} could not sign in.")

    def open_filing(self) -> str:
        """The address of a filing of one's own that lines can be saved in."""
        for path in dict.fromkeys(FILING.findall(self.get("/filings/?status=draft")[1])):
            if LINE.search(self.get(path)[1]):
                return path
        raise RuntimeError("There is no filing with lines to save.")

    def lines(self, filing: str) -> list[str]:
        """The addresses of the filing's lines on tasks."""
        return list(dict.fromkeys(LINE.findall(self.get(filing)[1])))

    def version(self, line: str) -> int:
        """Which version of a line its page shows."""
        found = VERSION.search(self.get(line)[1])
        if found is None:
            raise RuntimeError(f"{line} shows no version.")
        return int(found[1])
