"""What somebody who guesses passwords achieves: ``python benchmarks/guessing.py``.

``DATABASE_URL`` names the server; the database is a scratch one that is gone afterwards. Guesses at every
door as fast as it can, alone and (on PostgreSQL) eight at once, with the portal's own way of hashing; then
asks whether the owner of the name still gets in from elsewhere, and whether the time of an answer tells who
is known. Prints what it found; ends with 1 where more passwords were looked at than allowed, or the owner was
kept out. It needs the assets that ``manage.py prepare`` collects.
"""

import os
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

import django

django.setup()

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from benchmarks.scratch import scratch_database
from organizations.models import SignInAttempt, User
from organizations.sign_in_pauses import FREE_FOR_ADDRESS, FREE_HERE

GUESSES, AT_ONCE, ROUNDS = 60, 8, 10
PASSWORD = "Right-pass-9-word"  # noqa: S105 (of a person in a scratch database)
DOORS = {"the sign-in page": "/accounts/login/", "the back office": "/admin/login/"}
NAMES = (
    ("a known name, wrong password", "root", "wrong"),
    ("an unknown name", "nobody", "wrong"),
    ("an inactive person, right password", "gone", PASSWORD),
)
# The attack lasts some seconds, so a few pauses may end in it.
MARGIN = 5


def attempt(door: str, name: str, password: str, address: str) -> bool:
    """Whether a password gets somebody in."""
    client = Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR=address)
    client.post(door, {"login": name, "username": name, "password": password})
    return "_auth_user_id" in client.session


def guess(door: str, *, at_once: int) -> tuple[int, float]:
    """How many of the guesses were looked at, and how many seconds they took."""
    SignInAttempt.objects.all().delete()
    cache.clear()
    begun = time.perf_counter()

    def one(_number: int) -> None:
        try:
            attempt(door, "root", "wrong", "10.0.0.1")
        finally:
            connection.close()

    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(one, range(GUESSES)))
    return SignInAttempt.objects.count(), time.perf_counter() - begun


def milliseconds() -> dict[str, float]:
    """How long the answer to each kind of name takes at the median, asked in turn, so that all meet the same
    machine."""
    taken: dict[str, list[float]] = {label: [] for label, _name, _password in NAMES}
    for number in range(ROUNDS):
        for label, name, password in NAMES:
            begun = time.perf_counter()
            attempt("/accounts/login/", name, password, f"10.1.0.{number}")
            taken[label].append((time.perf_counter() - begun) * 1_000)
            SignInAttempt.objects.all().delete()
    return {label: statistics.median(times) for label, times in taken.items()}


def attacked() -> bool:
    """Guess at every door; whether it was slowed down and the owner kept their way in."""
    is_held = True
    for label, door in DOORS.items():
        # The scratch database of SQLite lies in memory, where threads lock each other out of whole tables.
        for at_once in (1, AT_ONCE) if connection.vendor == "postgresql" else (1,):
            looked_at, seconds = guess(door, at_once=at_once)
            gets_in = attempt("/accounts/login/", "root", PASSWORD, "10.0.0.2")
            allowed = FREE_HERE + MARGIN + at_once
            is_held = is_held and looked_at <= allowed < FREE_FOR_ADDRESS and gets_in
            print(
                f"  {label}, {at_once} at once: {looked_at} of {GUESSES} looked at in {seconds:.1f} s;"
                f" the owner gets in from elsewhere: {'yes' if gets_in else 'NO'}"
            )
    return is_held


def main() -> int:
    settings.ACCOUNT_RATE_LIMITS = False
    print(f"Guessing on {connection.vendor}: {GUESSES} wrong passwords for one name at each door")
    with scratch_database():
        User.objects.create_superuser("root", password=PASSWORD, name="root")
        User.objects.create_user("gone", password=PASSWORD, name="gone", is_active=False)
        is_held = attacked()
        for label, median in milliseconds().items():
            print(f"  {label}: {median:.0f} ms at the median")
    print(f"Slowed down, and nobody locked out: {'yes' if is_held else 'NO'}")
    return int(not is_held)


if __name__ == "__main__":
    sys.exit(main())
