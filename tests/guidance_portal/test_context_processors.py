"""What every page knows of the way around."""

from typing import TYPE_CHECKING

from django.urls import reverse

from reports.dashboards.tabs import VIEWS

if TYPE_CHECKING:
    from tests.conftest import SignIn
    from tests.world import World


def test_another_year_of_a_dashboard_is_the_same_view_of_it(signed_in: "SignIn", world: "World") -> None:
    client = signed_in("reviewer")
    for view in VIEWS:
        if view.is_for(world.office):
            address = reverse(view.url_name, args=[world.office.code])
            choices = client.get(address).context["year_choices"]
            assert [choice.url for choice in choices] == [f"{address}?year={world.guidance.year}"]
