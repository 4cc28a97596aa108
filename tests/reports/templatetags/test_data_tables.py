"""Links of a view that take it away: they ask what the page was asked, and name what they are of."""

from django.template import Context, Template
from django.test import RequestFactory

from tests.reports.dashboards.specimen import specimen_page
from tests.reports.markup import Page

ASKED = "/dashboard/CNIPA/?period=3&sort_places=-pledge&format=html&chart=x"


def rendered(markup: str) -> Page:
    page = specimen_page()
    context = Context(
        {
            "request": RequestFactory().get(ASKED),
            "page": page,
            "chart": page.charts[0],
            "table": page.tables[0],
        }
    )
    return Page(Template("{% load data_tables %}" + markup).render(context))


def addresses(page: Page) -> list[str]:
    return [link.attributes["href"] for link in page.all("a")]


def test_a_drawing_stands_with_title_legend_note_and_its_forms() -> None:
    page = rendered("{% chart_figure chart %}")
    assert addresses(page)[-2:] == [
        "?period=3&sort_places=-pledge&format=png&chart=states",
        "?period=3&sort_places=-pledge&format=svg&chart=states",
    ]
    (figure,) = page.all("figure")
    for words in ("填报情况", "已审核通过", "按家数。", "PNG", "SVG"):
        assert words in figure.text


def test_forms_of_a_drawing_stand_by_themselves_too() -> None:
    assert len(addresses(rendered("{% chart_links chart %}"))) == 2


def test_one_table_is_taken_in_the_order_that_it_is_shown_in() -> None:
    page = rendered('<a href="{% table_address table %}"></a>')
    assert addresses(page) == ["?period=3&sort_places=-pledge&format=csv&table=places"]


def test_all_that_can_be_taken_away_is_listed(english: None) -> None:
    page = rendered('{% include "reports/views/take_away.html" %}')
    forms = [address.partition("format=")[2] for address in addresses(page)]
    assert forms == ["pdf", "xlsx", "csv", "csv&table=places", "csv&table=none", "png&chart=states"]
