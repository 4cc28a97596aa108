"""A document that the reader refuses: the page says at which line, and goes on by hand without a script."""

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reading import DocumentError
from tasks.models import Guidance
from tasks.views import by_hand
from tests.conftest import SignIn
from tests.drafts import page_of, said, url
from tests.world import World

TEXT = "关于近期工作\n请各单位抓紧推进数据共享。\n"


@pytest.fixture
def admin(world: World, signed_in: SignIn) -> Client:
    return signed_in("administrator")


def refused(client: Client, text: str = TEXT, **data: Any) -> str:
    sent = {"file": SimpleUploadedFile("信函.txt", text.encode()), **data}
    response = client.post(reverse("tasks:guidance-upload"), sent)
    assert response.status_code == 422
    return page_of(response)


def kept(page: str) -> dict[str, str]:
    """What the form by hand sends as it stands."""
    form = page.partition(f'action="{reverse("tasks:guidance-by-hand")}"')[2].partition("</form>")[0]
    values = dict(re.findall(r'name="(hand-\w+)"[^>]*value="([^"]*)"', form))
    text = re.search(r'name="hand-text"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL)
    return {**values, "hand-text": html.unescape(text[1]) if text else ""}


def test_the_file_need_not_be_chosen_again(admin: Client) -> None:
    page = refused(admin, year="2030")
    sent = kept(page)
    assert sent["hand-title"] == "关于近期工作"
    assert sent["hand-source_name"] == "信函.txt"
    assert sent["hand-year"] == "2030"
    response = admin.post(reverse("tasks:guidance-by-hand"), sent)
    assert response["Location"] == url("check")
    assert "Make its sections and tasks yourself" in said(admin, response)
    guidance = Guidance.objects.get(year=2030)
    assert guidance.source_text == TEXT
    assert guidance.source_name == "信函.txt"


def test_the_line_that_made_it_so_is_shown(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_text: str) -> None:
        error = DocumentError("It is no such document.")
        error.line_number, error.line = 2, "请各单位<抓紧>"  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr("tasks.views.upload.read_document", refuses)
    page = refused(admin)
    assert "It was refused at line 2:" in page
    assert "请各单位<抓紧>" in page


def test_a_text_too_long_to_be_kept_asks_for_the_file_once_more(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_hand, "LONGEST_KEPT", 5)
    page = refused(admin)
    assert "choose the file once more" in page
    sent = {**kept(page), "hand-year": "2030", "hand-file": SimpleUploadedFile("信函.txt", TEXT.encode())}
    assert admin.post(reverse("tasks:guidance-by-hand"), sent).status_code == 302
    assert Guidance.objects.get(year=2030).source_text == TEXT


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"hand-title": "", "hand-year": "2030", "hand-text": TEXT}, "hand-title"),
        ({"hand-title": "工作", "hand-year": "", "hand-text": TEXT}, "hand-year"),
        ({"hand-title": "工作", "hand-year": "2021", "hand-text": TEXT}, "hand-year"),
        ({"hand-title": "工作", "hand-year": "2030", "hand-text": " "}, "hand-file"),
    ],
)
def test_what_is_missing_is_said_at_its_field(admin: Client, sent: dict[str, str], field: str) -> None:
    response = admin.post(reverse("tasks:guidance-by-hand"), sent)
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in page_of(response)
    assert not Guidance.objects.filter(year=2030).exists()


def test_a_file_without_text_offers_nothing(admin: Client) -> None:
    sent = {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 broken")}
    page = page_of(admin.post(reverse("tasks:guidance-upload"), sent))
    assert 'id="by-hand"' not in page


def test_the_address_itself_leads_to_the_upload(admin: Client) -> None:
    response = admin.get(reverse("tasks:guidance-by-hand"))
    assert response["Location"] == reverse("tasks:guidance-upload")
