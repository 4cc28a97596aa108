"""The one address of a server that does nothing but a bare insert (``benchmarks/deadline.py``)."""

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

TABLE = "benchmark_bare_insert"
# As long as the answer to a save of a measurement.
ANSWER = "x" * 2_700


def home(request: HttpRequest) -> HttpResponse:
    """Insert what was sent, for whoever has signed in."""
    if request.method != "POST":
        return HttpResponse("ready")
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    with transaction.atomic(), connection.cursor() as cursor:
        said = [request.user.pk, request.POST["note"]]
        cursor.execute(f"INSERT INTO {TABLE} (who, said) VALUES (%s, %s)", said)  # noqa: S608 (our own name)
    return HttpResponse(ANSWER)


urlpatterns = [path("", home, name="home"), path("healthz", home)]
