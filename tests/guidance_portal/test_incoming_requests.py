"""Text passes the gate at every door: pages, back office, API, sign-in, queries, names of files."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse

from guidance_portal.incoming_requests import IncomingTextMiddleware
from organizations.models import User
from tasks.models import Evidence, ProgressEntry
from tests.conftest import SignIn
from tests.world import World
from texts.file_names import MOST_BYTES
from texts.form_fields import Json, Text

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("organizations", "tasks", "targets", "reports", "guidance_portal", "background")
UNGATED = (forms.CharField, forms.IntegerField, forms.DecimalField, forms.DateField, forms.JSONField)
WORST = "\ufeff\u200b知识\r\n产权\x00\u202e\ufffe\u2028第三行\x0b\ud800"
THROUGH = "知识\n产权\n第三行\n"


def passed(request: HttpRequest) -> HttpRequest:
    middleware = IncomingTextMiddleware(lambda _request: HttpResponse())
    assert middleware.process_view(request, None, (), {}) is None
    return request


def test_fields_and_query_pass_the_gate() -> None:
    worst = WORST.replace("\ud800", "")  # none comes over the web
    request = RequestFactory().post("/?q=8%00%EF%BB%BF&q=9", {"text": [worst, "b"], "plain": "a"})
    passed(request)
    assert request.GET.getlist("q") == ["8", "9"]
    assert request.POST.getlist("text") == [THROUGH, "b"]
    assert request.POST["plain"] == "a"
    with pytest.raises(AttributeError):
        request.POST["text"] = "changed"


def test_a_password_stays_as_it_was_typed() -> None:
    request = passed(RequestFactory().post("/", {"oldpassword": "a\u200bb\r\n", "password1": "\xad"}))
    assert QueryDict("oldpassword=a%E2%80%8Bb%0D%0A&password1=%C2%AD") == request.POST


def test_a_file_has_a_harmless_name_before_anybody_asks_for_it() -> None:
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("x", b"a")})
    request.FILES["file"].name = "evil\u202egnp.exe. "
    assert passed(request).FILES["file"].name == "evilgnp.exe"


# --- Forms and the back office ----------------------------------------------------------------------


def modules() -> Iterator[str]:
    for room in ROOMS:
        package = importlib.import_module(room)
        yield from (
            found.name
            for found in pkgutil.walk_packages(package.__path__, f"{room}.")
            if not {"migrations", "management", "wsgi"} & set(found.name.split("."))
        )


def own_forms() -> Iterator[type[forms.BaseForm]]:
    for name in modules():
        for found in vars(importlib.import_module(name)).values():
            is_ours = inspect.isclass(found) and issubclass(found, forms.BaseForm)
            if is_ours and found.__module__ == name:
                yield found


def is_password(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.PasswordInput)


def escaping(fields: dict[str, forms.Field]) -> list[str]:
    return [name for name, field in fields.items() if type(field) in UNGATED and not is_password(field)]


def test_no_field_of_a_form_escapes_the_gate() -> None:
    found = {form.__qualname__: escaping(form.base_fields) for form in own_forms()}
    assert len(found) > 25
    assert {name: fields for name, fields in found.items() if fields} == {}


def test_no_module_makes_a_field_that_escapes_the_gate() -> None:
    """Fields that forms make as they begin stand in no class; so the sources are asked as well."""
    names, made = {field.__name__ for field in UNGATED}, []
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call | ast.ClassDef):
                    continue
                called = [node.func] if isinstance(node, ast.Call) else node.bases
                for one in called:
                    is_django = isinstance(one, ast.Attribute) and ast.unparse(one.value) == "forms"
                    if is_django and one.attr in names and "PasswordInput" not in ast.unparse(node):
                        made.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert made == []


@pytest.mark.django_db
def test_no_field_of_the_back_office_escapes_the_gate(rf: RequestFactory) -> None:
    request = rf.get("/admin/")
    request.user = User(is_superuser=True, is_active=True)
    found = {}
    admin.autodiscover()
    for model, office in admin.site._registry.items():
        if not model.__module__.startswith(ROOMS) or not office.has_change_permission(request):
            continue
        found[model.__name__] = escaping(office.get_form(request, change=True).base_fields)
        for inline in office.get_inline_instances(request):
            found[type(inline).__name__] = escaping(inline.get_formset(request).form.base_fields)
    assert {"User", "MembershipInline", "Indicator"} <= set(found)
    assert {name: fields for name, fields in found.items() if fields} == {}


def test_a_text_is_counted_as_the_browser_counts_it() -> None:
    field = Text(max_length=5, widget=forms.Textarea)
    assert field.clean("一\r\n二\r\n三") == "一\n二\n三"
    assert field.clean("😀😀一") == "😀😀一"
    with pytest.raises(forms.ValidationError, match="at most 5"):
        field.clean("😀😀😀")
    assert field.widget.attrs["maxlength"] == "5"


def test_a_text_from_before_the_gate_is_unchanged_when_it_is_sent_back() -> None:
    field = Text(widget=forms.Textarea)
    assert not field.has_changed("一\r\n二\ufeff", "一\n二")
    assert field.has_changed("一\r\n二", "一\n\n二")


@pytest.mark.parametrize("key", ["8①", "\x00", '{"a":"\\ud800"}', "9" * 30])
def test_no_key_breaks_the_back_office(world: World, signed_in: SignIn, key: str) -> None:
    User.objects.filter(pk=world.people["administrator"].pk).update(is_superuser=True)
    administrator = signed_in("administrator")
    chosen = {"action": "delete_selected", "_selected_action": key, "index": "0"}
    assert administrator.post("/admin/targets/indicator/", chosen).status_code in {302, 400}
    page = administrator.post("/admin/targets/indicator/add/", {"name": key, "decimals": "٣"})
    assert (page.status_code, "“٣” is none of the digits" in page.content.decode()) == (200, True)


def test_an_escape_in_json_brings_in_nothing_unseen() -> None:
    bound = forms.Form({"aliases": '["\\u0000粤\\ud800局"]'})
    bound.fields["aliases"] = Json()
    assert bound.is_valid()
    assert bound.cleaned_data == {"aliases": ["粤局"]}
    assert "粤局" in bound.as_p()


# --- Over the web -----------------------------------------------------------------------------------


def line_url(world: World) -> str:
    return reverse("tasks:line-edit", args=[world.filing().pk, "progress", world.local_task.pk])


def test_autosave_and_button_agree_on_five_thousand_signs_with_breaks(
    world: World, signed_in: SignIn
) -> None:
    text = ("行" * 3 + "\n") * 1_249 + "末行好了"
    assert len(text) == 5_000
    filer, url = signed_in("filer"), line_url(world)
    saved = filer.post(url, {"version": "0", "achievements": text}, headers={"HX-Request": "true"})
    assert saved.status_code == 200
    sent = filer.post(url, {"version": "1", "achievements": text.replace("\n", "\r\n")})
    assert sent.status_code == 302
    entry = ProgressEntry.objects.get()
    assert (entry.achievements, entry.version) == (text, 1)


def test_what_nobody_sees_is_stored_nowhere(world: World, signed_in: SignIn) -> None:
    worst = WORST.replace("\ud800", "")
    assert (
        signed_in("filer").post(line_url(world), {"version": "0", "achievements": worst}).status_code == 302
    )
    assert ProgressEntry.objects.get().achievements == THROUGH.strip()


@pytest.mark.parametrize("query", ["name=%00", "name=%EF%BF%BE", "period=%00", "page=%00", "period=%D9%A3"])
@pytest.mark.parametrize("page", ["/filings/", "/targets/", "/api/v1/filings/", "/api/v1/targets/"])
def test_no_query_breaks_a_list(world: World, signed_in: SignIn, page: str, query: str) -> None:
    assert signed_in("administrator").get(f"{page}?{query}").status_code in {200, 400, 404}


@pytest.mark.django_db
def test_no_name_breaks_the_sign_in(client: Client) -> None:
    answer = client.post(reverse("account_login"), {"login": "\x00\ufeffzhang", "password": "\x00"})
    assert answer.status_code == 200


def test_an_address_with_what_nobody_sees_is_none_of_ours(world: World, signed_in: SignIn) -> None:
    filer = signed_in("administrator")
    for address in ("/filings/1/%00/1/", "/dashboard/%00/", "/api/v1/organizations/%00/"):
        assert filer.get(address).status_code == 404


def test_a_large_file_with_an_endless_ending_comes_in(world: World, signed_in: SignIn) -> None:
    url = reverse("tasks:evidence-add", args=[world.filing().pk, "progress", world.local_task.pk])
    name = "扫描件." + "长" * 200
    large = SimpleUploadedFile(name, b"%PDF-1.7".ljust(3_000_000))
    assert signed_in("filer").post(url, {"files": large}).status_code == 302
    assert len(Evidence.objects.get().name.encode()) <= MOST_BYTES + len(".pdf")
