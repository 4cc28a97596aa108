"""What it takes to start, and what waits in memory afterwards: ``python benchmarks/starting.py``.

The time is that of the processor, of whole processes one after another in turn, and told beside two bare
ones: Django with its own packages (administration, people, sessions, messages, files), REST framework and
django-filter; and Django with all packages that the portal installs and as many models as it has. Each sets
itself up and runs ``diffsettings``, which asks neither a database nor an address. What the portal takes
beyond the second is its settings and what its rooms register.

Then the portal is served with the sample, by the line of the Procfile: its memory with all addresses read,
after ten pages over and over, and after pages of all kinds, asked for as an administrator, a reviewer, a lead
and a filer. Beside it stands the second bare Django, served alike, which answers the page to sign in. A
worker that finds nothing to do waits. Private memory alone is counted: what a process shares with others
takes no room of its own.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

import django

django.setup()

from django.apps import apps
from django.conf import settings

from benchmarks.visitors import Visitor
from benchmarks.web_servers import (
    HOST,
    Running,
    await_answer,
    end,
    free_port,
    log_of,
    private_kilobytes,
    running,
    sample_portal,
)

ROUNDS = 15
ENGINE = "django.db.backends.sqlite3"
LIMIT_RATIO = 1.3
LIMIT_MEGABYTES = 80
SETTLED_SECONDS = 8
OK = 200
PEOPLE = ("admin", "reviewer", "leader", "gd-lead", "gd-filer")
FIRST = (
    "/",
    "/filings/",
    "/tasks/",
    "/targets/",
    "/dashboard/",
    "/reports/",
    "/admin/",
    "/api/v1/",
    "/verify/",
)
ORDINARY = (*FIRST, "/filings/?status=draft")
TIMES = 20
SIGN_IN = "/admin/login/"
LINK = re.compile(r'href="(/[^"#]*)"')
NUMBER = re.compile(r"\d+")
DOWNLOADS = re.compile(r"^/(static|accounts/logout)|\.(xlsx|docx|pdf|zip|ics)$|format=")
COMMAND = """
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "diffsettings"])
"""
PORTAL = f"""
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "guidance_portal.settings"
{COMMAND}
"""
BARE_SETTINGS = """
from django.conf import settings
settings.configure(
    SECRET_KEY="bare", INSTALLED_APPS=%r, DATABASES={"default": {"ENGINE": %r, "NAME": ":memory:"}},
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    LANGUAGE_CODE=%r, ROOT_URLCONF="as_many.urls", STATIC_URL="static/", ALLOWED_HOSTS=["127.0.0.1"],
    TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
        "OPTIONS": {"context_processors": [
            "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
        ]},
    }],
)
"""
BARE = BARE_SETTINGS + COMMAND
BARE_SERVER = f"""{BARE_SETTINGS}
import sys, waitress
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
import as_many.urls
waitress.serve(application, host="{HOST}", port=int(sys.argv[1]), threads=8)
"""
BARE_ADDRESSES = """
from django.contrib import admin
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("admin/", admin.site.urls), path("healthz", lambda request: HttpResponse())]
"""
OWN_PACKAGES = ("admin", "auth", "contenttypes", "sessions", "messages", "staticfiles")
SMALL = [*(f"django.contrib.{name}" for name in OWN_PACKAGES), "rest_framework", "django_filters"]
MODEL = """
class Model{number}(models.Model):
    name = models.CharField(_("name"), max_length=100)
    text = models.TextField(_("text"), blank=True)
    number = models.PositiveIntegerField(_("number"), default=0)
    day = models.DateField(_("day"), null=True)
    written_at = models.DateTimeField(_("written"))
    by = models.ForeignKey("auth.User", models.PROTECT, related_name="+")
    objects = models.QuerySet.as_manager()

    class Meta:
        verbose_name = _("model")
        constraints = [
            models.UniqueConstraint(
                fields=["name"], name="once_{number}", violation_error_message=_("Once.")
            ),
            models.CheckConstraint(condition=models.Q(number__gte=0), name="whole_{number}"),
        ]
"""
HEAD = "from django.db import models\nfrom django.utils.translation import gettext_lazy as _\n"


def own_models() -> int:
    """How many models the portal's rooms have."""
    rooms = {path.name for path in ROOT.iterdir() if (path / "apps.py").is_file()}
    return sum(model.__module__.split(".")[0] in rooms for model in apps.get_models())


def packages() -> list[str]:
    """What the portal installs besides its rooms."""
    names = [config.name for config in apps.get_app_configs()]
    return [name for name in names if not (ROOT / name.split(".")[0]).is_dir()]


def processor_seconds(code: str, folder: str) -> float:
    """The processor time of a process that runs ``code`` to its end."""
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": folder, "PYTHONPATH": f"{folder}:{ROOT}"}
    process = subprocess.Popen(  # noqa: S603 (our own code)
        [sys.executable, "-c", code], env=environment, stdout=subprocess.DEVNULL, cwd=folder
    )
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        raise SystemExit("A process did not start.")
    return used.ru_utime + used.ru_stime


def make_up(folder: str, count: int) -> None:
    """An app with so many models and a few addresses."""
    made_up = Path(folder) / "as_many"
    made_up.mkdir()
    (made_up / "__init__.py").touch()
    models = HEAD + "".join(MODEL.format(number=number) for number in range(count))
    (made_up / "models.py").write_text(models, encoding="utf-8")
    (made_up / "urls.py").write_text(BARE_ADDRESSES, encoding="utf-8")


def alike() -> tuple[object, ...]:
    """What the settings of the second bare Django are."""
    return ([*packages(), "as_many"], ENGINE, settings.LANGUAGE_CODE)


def starting(folder: str, count: int) -> bool:
    """Start all three in turn and print what they take; whether the portal keeps the limit."""
    codes = {
        "Django, its own packages, REST framework, django-filter": BARE % (SMALL, ENGINE, "en"),
        f"Django, the portal's packages and {count} models": BARE % alike(),
        "the portal": PORTAL,
    }
    taken: dict[str, list[float]] = {name: [] for name in codes}
    for _round in range(ROUNDS + 1):
        for name, code in codes.items():
            taken[name].append(processor_seconds(code, folder))
    medians = {name: statistics.median(each[1:]) for name, each in taken.items()}
    small, as_many, portal = medians.values()
    for name, median in medians.items():
        print(f"  {name}: {median * 1_000:.0f} ms of the processor, × {median / small:.2f}")
    print(f"  the portal × {portal / as_many:.2f} of the second (at most {LIMIT_RATIO})")
    return portal / as_many <= LIMIT_RATIO


@dataclass
class Walk:
    """Somebody who follows the links of pages, each kind of address once."""

    visitor: Visitor
    seen: set[str] = field(default_factory=set)

    def go(self) -> int:
        """Ask for every kind of page that can be reached; how many there were."""
        waiting = [*FIRST]
        while waiting:
            path = waiting.pop()
            kind = NUMBER.sub("1", path.split("?")[0])
            if kind in self.seen or DOWNLOADS.search(path):
                continue
            self.seen.add(kind)
            status, text = self.visitor.get(path.replace("&amp;", "&"))
            if status == 200:
                waiting += LINK.findall(text)
        return len(self.seen)


def serving_barely(folder: str) -> None:
    """Print what a bare Django holds as a web server."""
    port, log = free_port(), Path(folder) / "bare.log"
    around = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{folder}:{ROOT}"}
    code = BARE_SERVER % alike()
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 (our own code)
            [sys.executable, "-c", code, str(port)], cwd=folder, env=around, stdout=said, stderr=said
        )
    try:
        await_answer(port, process, log)
        server = Running(port, process)
        begun, visitor = server.memory_megabytes(), Visitor(port)
        answers = {visitor.get(SIGN_IN)[0] for _time in range(TIMES * len(ORDINARY))}
        print(
            f"  bare web server: {begun:.0f} MB at the start, {server.memory_megabytes():.0f} MB after pages"
        )
        if answers != {OK}:
            raise SystemExit("The bare server did not answer.")
    finally:
        end(process)


def serving(environment: dict[str, str]) -> bool:
    """Ask a web server for pages, and print what it holds; whether it begins within the limit."""
    with running("portal", environment, log=log_of("portal", environment)) as server:
        begun = server.memory_megabytes()
        visitor = Visitor(server.port)
        visitor.sign_in(PEOPLE[0])
        for path in ORDINARY * TIMES:
            visitor.get(path)
        ordinary, asked = server.memory_megabytes(), 0
        for name in PEOPLE:
            visitor = Visitor(server.port)
            visitor.sign_in(name)
            asked += Walk(visitor).go()
        held = server.memory_megabytes()
    print(f"  web server: {begun:.0f} MB at the start (at most {LIMIT_MEGABYTES} MB)")
    print(f"    {ordinary:.0f} MB after {len(ORDINARY)} pages {TIMES} times")
    print(f"    {held:.0f} MB after {asked} pages of all kinds")
    return begun <= LIMIT_MEGABYTES


def waiting(environment: dict[str, str]) -> bool:
    """Let one worker do what there is to do and another one wait, and print what that holds; whether it keeps
    the limit."""
    command, around = (sys.executable, "manage.py", "run_worker"), {"PATH": os.environ["PATH"], **environment}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*command, "--until-idle"], cwd=ROOT, env=around, check=True, **quiet)  # noqa: S603
    process = subprocess.Popen(command, cwd=ROOT, env=around, **quiet)  # noqa: S603 (our own command)
    try:
        time.sleep(SETTLED_SECONDS)
        held = private_kilobytes(process.pid) / 1_024
    finally:
        end(process)
    print(f"  worker that waits: {held:.0f} MB (at most {LIMIT_MEGABYTES} MB)")
    return held <= LIMIT_MEGABYTES


def main() -> int:
    print(f"Starting, load {os.getloadavg()[0]:.1f}: medians of {ROUNDS} processes each, in turn")
    with tempfile.TemporaryDirectory(prefix="portal-starting-") as folder:
        count = own_models()
        make_up(folder, count)
        kept = [starting(folder, count)]
        serving_barely(folder)
    with sample_portal() as environment:
        kept += [waiting(environment), serving(environment)]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
