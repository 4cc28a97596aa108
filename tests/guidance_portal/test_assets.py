"""Style and scripts of a page: few requests, few bytes, and with ``DEBUG`` the sources themselves."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.http import FileResponse
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse
from django_htmx.jinja import htmx_script
from pytest_django import Settings

from guidance_portal import assets, finders, preparation
from guidance_portal.assets import BUNDLES, FIRST_SCRIPTS, HTMX, MODULES, SCRIPTS, STYLES, Bundle
from guidance_portal.views.errors import server_error
from tests.conftest import SignIn
from tests.drafts import make_draft, url
from tests.test_architecture import ROOT
from tests.world import World

MOST_REQUESTS = 3
MOST_BYTES = 60_000
# The back office has a sheet of its own, over Django's.
OF_THE_BACK_OFFICE = "css/admin.css"
NOT_OF_PAGES = ["admin", "rest_framework", "treebeard"]
ASKED_FOR = re.compile(r'<link rel="stylesheet" href="([^"]+)"|<script[^>]* src="([^"]+)"')
HEAD = Template("{% load assets %}{% style_sheets %}{% first_scripts %}{% scripts %}")


@pytest.fixture
def production_assets(settings: Settings, tmp_path: Path) -> None:
    """The static files as set-up leaves them on a server: joined, named by their content, compressed."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.JOINED_ROOT = tmp_path / "joined"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": settings.COLLECTED_ASSETS}}
    settings.WHITENOISE_AUTOREFRESH = False
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=NOT_OF_PAGES)


def asked_for(page: str) -> list[str]:
    """The addresses of the style sheets and scripts of a page, in their order."""
    return [sheet or script for sheet, script in ASKED_FOR.findall(page)]


def sent(client: Client, path: str) -> bytes:
    """What travels for a style sheet or script to a browser that takes compressed files."""
    response = client.get(path, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert isinstance(response, FileResponse)
    assert response.headers["Content-Encoding"] == "gzip"
    assert "immutable" in response.headers["Cache-Control"]
    return b"".join(response)  # type: ignore[arg-type]


def pages(world: World, signed_in: SignIn) -> Iterator[tuple[str, str]]:
    """Pages of every kind: an address, and what is answered there."""
    draft = make_draft()
    filing = world.filing()
    line = ("progress", world.local_task.pk)
    for name, paths in {
        "filer": ["/", "/filings/", reverse("tasks:line-edit", args=[filing.pk, *line]), "/nowhere/"],
        "lead": [reverse("tasks:filing-check", args=[filing.pk]), reverse("account")],
        "reviewer": [reverse("tasks:review-queue"), reverse("reports:dashboard")],
        "observer": ["/tasks/", "/targets/", reverse("targets:target-detail", args=[world.pledge.pk])],
        "administrator": [
            url("check"),
            reverse("targets:target-allocation", args=[world.pledge.pk]),
            reverse("tasks:amendment-list", args=[2021]),
            reverse("tasks:guidance-compare", args=[draft.year, 2021]),
        ],
    }.items():
        yield from ((path, signed_in(name).get(path).content.decode()) for path in paths)
    for path in ("/accounts/login/", "/accounts/password/reset/"):
        yield path, Client().get(path).content.decode()
    yield "a failure", server_error(RequestFactory().get("/")).content.decode()


def test_a_page_takes_three_requests_and_sixty_kilobytes(
    production_assets: None, world: World, signed_in: SignIn
) -> None:
    client = Client()
    sizes: dict[str, int] = {}
    for path, page in pages(world, signed_in):
        wanted = asked_for(page)
        assert 2 <= len(wanted) <= MOST_REQUESTS, path
        sizes |= {asset: len(sent(client, asset)) for asset in wanted if asset not in sizes}
        assert sum(sizes[asset] for asset in wanted) <= MOST_BYTES, path
    assert len(sizes) == MOST_REQUESTS, "One page asks for other files than the next."


# --- What is joined ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "listed"), [
    ("css", STYLES.sources),
    ("js", (*FIRST_SCRIPTS.sources, *MODULES)),
])  # fmt: skip
def test_every_source_is_joined_once(kind: str, listed: tuple[str, ...]) -> None:
    there = {f"{kind}/{path.name}" for path in (ROOT / "static" / kind).iterdir()} - {OF_THE_BACK_OFFICE}
    assert sorted(listed) == sorted(there)


@pytest.mark.parametrize("name", [*FIRST_SCRIPTS.sources, *MODULES])
def test_scripts_stand_by_themselves(name: str) -> None:
    """A joined file has no place for imports, exports or waiting."""
    code = (ROOT / "static" / name).read_text(encoding="utf-8")
    assert not re.search(r"^(import|export|await)\b|\bimport[(.]", code, re.M)


def test_htmx_is_the_one_that_its_package_would_link() -> None:
    assert f"/{HTMX}" in htmx_script()


def test_the_order_of_the_sources_is_kept() -> None:
    text = SCRIPTS.text()
    assert text.startswith("var htmx=")
    assert text.count('queueMicrotask(() => {"use strict";') == len(MODULES)
    signs = ["details.menu", "showModal", "data-guard", "data-shortcut", "data-print", "data-save-scope"]
    places = [text.index(sign) for sign in signs]
    assert places == sorted(places)


def test_sheets_point_at_no_other_file() -> None:
    """An address in a sheet would be read from where the joined file lies."""
    assert not re.search(r"url\(|@import|@charset", STYLES.text())


def test_a_source_that_is_not_there_is_named() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"no static file css/absent\.css.*assets\.py"):
        Bundle("joined/x.css", ("css/absent.css",), assets.sheet).text()


# --- When it is joined ------------------------------------------------------------------------------


@pytest.fixture
def sources(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two sheets, a bundle of both, and a portal that has no others."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "one.css").write_text("a { color: red }")
    (folder / "two.css").write_text("b { color: red }")
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.JOINED_ROOT = tmp_path / "joined"
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = [
        "django.contrib.staticfiles.finders.FileSystemFinder",
        "guidance_portal.finders.BundleFinder",
    ]
    list_two(monkeypatch, "one.css", "two.css")
    return folder


def list_two(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(finders, "BUNDLES", (Bundle("joined/all.css", names, assets.sheet),))


def long_ago(collected: Path) -> None:
    """As if it had been collected earlier: Django compares whole seconds."""
    os.utime(collected, (0, 0))


def test_set_up_joins_once_and_again_after_a_source_has_changed(sources: Path, settings: Settings) -> None:
    joined = Path(settings.STATIC_ROOT) / "joined/all.css"
    assert preparation.collect_assets()
    assert joined.read_text() == "a{color:red}\nb{color:red}"
    assert not preparation.collect_assets()
    long_ago(joined)
    (sources / "one.css").write_text("i { color: red }")
    assert preparation.collect_assets()
    assert joined.read_text() == "i{color:red}\nb{color:red}"


def test_set_up_joins_again_after_the_list_has_changed(
    sources: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined = Path(settings.STATIC_ROOT) / "joined/all.css"
    preparation.collect_assets()
    long_ago(joined)
    list_two(monkeypatch, "two.css", "one.css")
    assert preparation.collect_assets()
    assert joined.read_text() == "b{color:red}\na{color:red}"


def test_a_file_that_is_joined_already_keeps_its_time(sources: Path) -> None:
    (bundle,) = finders.BUNDLES
    before = finders.write(bundle).stat().st_mtime_ns
    assert finders.write(bundle).stat().st_mtime_ns == before


# --- What a page asks for ---------------------------------------------------------------------------


def test_a_page_asks_for_the_joined_files() -> None:
    assert asked_for(HEAD.render(Context())) == [f"/static/{bundle.name}" for bundle in BUNDLES]
    assert all(find(bundle.name) for bundle in BUNDLES)


def test_with_debug_a_page_asks_for_each_source_in_the_same_order(settings: Settings) -> None:
    settings.DEBUG = True
    names = [path.removeprefix("/static/") for path in asked_for(HEAD.render(Context()))]
    names.remove(
        "django_htmx/django-htmx.js"
    )  # shows Django's pages of faults in place of what was asked for
    assert names == [source for bundle in BUNDLES for source in bundle.sources]
