"""What a page takes of the portal at hand: time, statements, rows that the server goes through, bytes.

Beside it stands the bare view, which renders the same page with its context at hand: what a page takes beyond
it, it takes for finding out what to say.
"""

import gzip
import re
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.test import Client

from benchmarks.bare_view import AT_HAND, bare_client, pages_noted
from benchmarks.explained import rows_scanned, statements_noted
from benchmarks.page_catalogue import PAGES, Page
from benchmarks.several_databases import turn_to
from guidance_portal.garbage import look_less

OK = 200
TURNS, IN_A_TURN = 4, 3
BACKEND = "organizations.backends.RoleBackend"
# What differs each time a page is rendered.
TOKENS = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken&quot;: &quot;|"X-CSRFToken": ")[\w]+')


@dataclass
class Cost:
    """What one page takes of one database. ``rows`` are those that the server goes through, None where it
    does not tell; ``listed`` how many things the page lists; ``sent`` bytes as they travel, compressed.
    ``taken`` and ``bare`` are milliseconds, of the page and of its bare view right after it."""

    rows: int | None
    statements: int
    listed: int
    sent: int
    taken: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        return statistics.median(self.taken)

    @property
    def times_bare(self) -> float | None:
        """How many times as long as its bare view; None for a page without a template."""
        return median_ratio(self.taken, self.bare) if self.bare else None

    @property
    def kilobytes(self) -> float:
        return self.sent / 1_000

    def growth(self, small: "Cost") -> float:
        """How many times as long as the page of a smaller portal, asked at about the same moments."""
        return median_ratio(self.taken, small.taken)

    def __str__(self) -> str:
        times_bare = self.times_bare
        bare = "without template" if times_bare is None else f"×{times_bare:.1f} the bare"
        time_taken = f"{self.milliseconds:>7.1f} ms {bare:<17}" if self.taken else ""
        rows = "" if self.rows is None else f"{self.rows:>8,} rows"
        shown = f"{self.listed:>5} listed {self.kilobytes:>6.1f} kB"
        return f"{time_taken}{self.statements:>3} statements {rows}{shown}"


def median_ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """How many times as long one took as the other that was asked for at about the same moment."""
    return statistics.median(one / other for one, other in zip(above, below, strict=True))


type Costs = dict[str, dict[str, Cost]]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who asks for one page of one database."""

    database: str
    address: str
    client: Client
    bare: Client

    @classmethod
    def of(cls, page: Page, database: str) -> "Reader":
        turn_to(database)
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(page.person(), backend=BACKEND)
        return cls(database, page.address(), client, bare_client(client))

    def count(self, *, is_small: bool) -> Cost:
        """What the page reads and sends; raises ``SystemExit`` where it does not answer, or where its bare
        view says something else."""
        turn_to(self.database)
        with pages_noted():
            asked(self.client, self.address)
            content = asked(self.client, self.address)[1]
        if AT_HAND.template and TOKENS.sub(b"", content) != TOKENS.sub(
            b"", asked(self.bare, self.address)[1]
        ):
            raise SystemExit(f"{self.address}: the bare view renders another page.")
        with statements_noted() as noted:
            asked(self.client, self.address)
        listed = content.count(b"<tr") + content.count(b"<li")
        return Cost(
            rows_scanned(noted, is_small=is_small), len(noted.statements), listed, len(gzip.compress(content))
        )

    def take_time(self, cost: Cost) -> None:
        """Ask for the page some times, and after each time for its bare view; the first time does not count,
        for it opens the connection."""
        turn_to(self.database)
        with pages_noted():
            asked(self.client, self.address)
        for _repeat in range(IN_A_TURN):
            cost.taken.append(asked(self.client, self.address)[0])
            if AT_HAND.template:
                cost.bare.append(asked(self.bare, self.address)[0])


def asked(client: Client, address: str) -> tuple[float, bytes]:
    """How many milliseconds the portal took for a page, and the page."""
    begun = time.perf_counter()
    response = client.get(address)
    taken = (time.perf_counter() - begun) * 1_000
    if response.status_code != OK:
        raise SystemExit(f"{address}: {response.status_code}")
    return taken, response.content


def counted(databases: Mapping[str, str], wanted: str = "", *, is_small: bool = False) -> Costs:
    """What each page whose name has ``wanted`` in it takes of each database, all of them in turns, so that
    what else the machine does meets all alike; the collector of garbage set as the server sets it. Of small
    portals no time is taken."""
    look_less()
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    costs: Costs = {}
    for name, page in PAGES.items():
        if wanted not in name:
            continue
        readers = {key: Reader.of(page, database) for key, database in databases.items()}
        costs[name] = {key: reader.count(is_small=is_small) for key, reader in readers.items()}
        for _turn in range(0 if is_small else TURNS):
            for key, reader in readers.items():
                reader.take_time(costs[name][key])
    return costs
