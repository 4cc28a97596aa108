"""Records in the browser: downloaded, brought, looked at, taken over or let go."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from organizations.models import Organization, ReceivedRecords, User
from tests.conftest import SignIn
from tests.organizations.record_kinds.there_and_back import Sheet, edited
from tests.world import World

TREE, PEOPLE = reverse("records:kind", args=["organizations"]), reverse("records:kind", args=["people"])


@pytest.fixture
def client(world: World, signed_in: SignIn) -> Client:
    return signed_in("administrator")


def workbook(client: Client, address: str = TREE, **asked: str) -> bytes:
    response: Any = client.get(f"{address}workbook/", asked)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def bring(client: Client, content: bytes, address: str = TREE, name: str = "机构.xlsx") -> Any:
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def renamed(client: Client, short_name: str = "粤") -> str:
    """The address of a file that calls Guangdong otherwise."""
    content = edited(workbook(client), lambda sheet: sheet.put("44", short_name=short_name))
    return str(bring(client, content).url)


def shown(client: Client, address: str) -> dict[str, str]:
    """What the page of a file sends back as it was shown."""
    return {"shown": client.get(address).context["form"]["shown"].value(), "reason": "改革"}


def test_looking_changes_nothing_and_taking_over_does(client: Client) -> None:
    address = renamed(client)
    page = client.get(address).content.decode()
    assert "1 row changes" in page
    assert "广东" in page
    assert Organization.objects.get(code="44").short_name == "广东"
    assert client.post(address, shown(client, address)).status_code == 302
    assert Organization.objects.get(code="44").short_name == "粤"
    done = client.get(address).content.decode()
    assert "Rows that were added: 0; changed: 1." in done
    client.post(address, {"shown": "", "reason": "twice"})
    assert ReceivedRecords.objects.get().rows == []


def test_without_a_reason_nothing_is_taken_over(client: Client) -> None:
    address = renamed(client)
    assert client.post(address, shown(client, address) | {"reason": " "}).status_code == 422
    assert Organization.objects.get(code="44").short_name == "广东"


def test_what_the_page_did_not_show_is_not_taken_over(client: Client) -> None:
    address = renamed(client)
    form = shown(client, address)
    assert client.post(address, form | {"shown": "another"}).status_code == 409
    Organization.objects.filter(code="44").update(short_name="南粤")
    refused = client.post(address, form)
    assert refused.status_code == 409
    assert "Changed by somebody else as well" in refused.content.decode()
    assert client.post(address, shown(client, address)).status_code == 409
    assert client.post(address, shown(client, address) | {"row-7": "mine"}).status_code == 302
    assert Organization.objects.get(code="44").short_name == "粤"


def test_a_row_with_errors_keeps_all_back_but_for_the_good_rows(client: Client) -> None:
    def edit(sheet: Sheet) -> None:
        sheet.put("44", short_name="粤")
        sheet.put("32", parent="nowhere")

    address = bring(client, edited(workbook(client), edit)).url
    assert "Organizations!H9" in client.get(address).content.decode()
    assert client.post(address, shown(client, address)).status_code == 409
    assert client.post(address, shown(client, address) | {"good_only": "on"}).status_code == 302
    assert Organization.objects.get(code="44").short_name == "粤"
    assert "Left because of errors" in client.get(address).content.decode()


def test_a_file_that_cannot_be_read_says_why_at_the_field(client: Client) -> None:
    for content, name in (
        (b"\x00\x01", "x.xlsx"),
        (b"a,b\n1,2\n", "x.csv"),
        (workbook(client, PEOPLE), "p.xlsx"),
    ):
        response = bring(client, content, name=name)
        assert response.status_code == 422
        assert response.context["form"].errors["file"]
    assert not ReceivedRecords.objects.exists()


def test_a_newer_file_takes_the_place_of_the_one_that_waits(client: Client) -> None:
    first = renamed(client)
    second = renamed(client, "岭南")
    assert client.get(first).status_code == 404
    assert client.post(f"{second}discard/").status_code == 302
    assert not ReceivedRecords.objects.exists()


def test_what_was_taken_over_is_not_let_go_from_another_window(client: Client) -> None:
    address = renamed(client)
    client.post(address, {**shown(client, address), "reason": "改革"})
    answer = client.post(f"{address}discard/", follow=True)
    assert "The file was taken over already: what it has changed stays." in answer.text
    assert "nothing has changed" not in answer.text
    assert ReceivedRecords.objects.get().is_applied


def test_a_download_is_narrowed_down(client: Client) -> None:
    codes = []
    edited(workbook(client, under="44", kind="city"), lambda sheet: codes.append(sheet.page.cell(5, 1).value))
    assert codes == ["440100"]
    assert client.get(f"{TREE}workbook/", {"under": "nowhere"}).status_code == 422


def test_a_temporary_password_stands_on_one_answer_and_nowhere_else(client: Client) -> None:
    content = edited(workbook(client, PEOPLE), lambda sheet: sheet.add(username="wang", name="王五"))
    address = bring(client, content, PEOPLE).url
    answer = client.post(address, shown(client, address))
    assert "no-store" in answer.headers["Cache-Control"]
    [(_about, password)] = answer.context["handed_out"]
    assert User.objects.get(username="wang").check_password(password)
    assert password not in client.get(address).content.decode()
    assert password not in str(ReceivedRecords.objects.values_list())
    assert client.post(address, shown(client, address)).status_code == 200
    assert User.objects.filter(username="wang").count() == 1


def test_others_have_no_such_pages(world: World, signed_in: SignIn, client: Client) -> None:
    address = renamed(client)
    for name in ("filer", "lead", "provincial_reviewer", "observer"):
        for page in (TREE, f"{TREE}workbook/", address):
            assert signed_in(name).get(page).status_code == 404
        # The lead shares out, and so has shares there.
        assert signed_in(name).get(reverse("records:list")).status_code == (200 if name == "lead" else 404)
    assert client.get(reverse("records:kind", args=["unknown"])).status_code == 404


def test_pages_cost_few_queries_however_many_rows_there_are(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = renamed(client)
    for page, count in ((reverse("records:list"), 6), (TREE, 5), (address, 5)):
        client.get(page)
        with django_assert_num_queries(count):
            assert client.get(page).status_code == 200


def test_the_command_does_what_the_page_does(client: Client, world: World, tmp_path: Any) -> None:
    file = tmp_path / "机构.xlsx"
    file.write_bytes(edited(workbook(client), lambda sheet: sheet.put("44", short_name="粤")))
    out = io.StringIO()
    call_command("import_records", "organizations", file, by="administrator", dry_run=True, stdout=out)
    assert "Short name: 广东 → 粤" in out.getvalue()
    assert Organization.objects.get(code="44").short_name == "广东"
    for options in (
        {"by": "filer", "reason": "x"},
        {"by": "administrator"},
        {"by": "nobody", "reason": "x"},
        {"by": "administrator", "reason": "长" * 501},
    ):
        with pytest.raises(CommandError):
            call_command("import_records", "organizations", file, stdout=out, **options)
    call_command("import_records", "organizations", file, by="administrator", reason="改革", stdout=out)
    assert Organization.objects.get(code="44").short_name == "粤"


def test_the_command_is_for_those_who_may_bring_the_file(client: Client, world: World, tmp_path: Any) -> None:
    """Also where no rule behind the rows would keep them from it."""
    file = tmp_path / "人员.xlsx"
    file.write_bytes(workbook(client, PEOPLE))
    with pytest.raises(CommandError, match="filer may not change"):
        call_command("import_records", "people", file, by="filer", dry_run=True)
    User.objects.filter(pk=world.administrator.pk).update(is_active=False)
    with pytest.raises(CommandError, match="Nobody signs in as administrator"):
        call_command("import_records", "people", file, by="administrator", dry_run=True)
