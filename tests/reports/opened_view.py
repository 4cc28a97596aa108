"""A view of the dashboards as tests open it."""

from django.http import HttpResponse

from reports.data_tables.values import DataTable
from tests.conftest import SignIn
from tests.world import World


def opened(world: World, address: str, name: str = "reviewer") -> HttpResponse:
    """What somebody of the cast gets of an address that is theirs."""
    answer = SignIn(world)(name).get(address)
    assert answer.status_code == 200
    return answer


def table(answer: HttpResponse, key: str) -> DataTable:
    found: DataTable = answer.context["page"].table(key)
    return found
