"""``tight``: lines of a template that stand together as one; ``way``: the steps to a page; ``near_pages``:
where one goes from a page of a list."""

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from guidance_portal.templatetags.portal import near_pages

IF = """{% tight %}
  {% if word %}
    {{ word }}
  {% else %}
    none
  {% endif %}
{% endtight %}."""
FOR = """{% tight %}
  {% for sign in word %}
    {{ sign }}
  {% endfor %}
{% endtight %}"""
ATTRIBUTES = """{% tight %}
  <a class="x"
     {% if word %}
       title="{{ word }}"
     {% endif %}
     href="/">
    go
  </a>
{% endtight %}"""
VALUES = """{% load i18n %}{% tight %}
  {{ word }}
  {% blocktranslate %}three
four{% endblocktranslate %}
{% endtight %}"""


def rendered(text: str, word: str) -> str:
    return Template(text).render(Context({"word": word}))


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("{% tight %}\n  <b>\n    one\n  </b>\n{% endtight %}", "<b>one</b>"),
        ("{% tight %}\n  one {{ word }}\n  three\n{% endtight %}", "one twothree"),
        ("one\n{% tight %}\n  {{ word }}\n{% endtight %}\nthree", "one\ntwo\nthree"),
        (IF, "two."),
        (FOR, "two"),
    ],
)
def test_breaks_between_the_lines_leave_nothing(lines: str, line: str) -> None:
    assert rendered(lines, word="two") == line


def test_breaks_within_a_tag_part_its_attributes() -> None:
    assert " ".join(rendered(ATTRIBUTES, word="two").split()) == '<a class="x" title="two" href="/">go</a>'


def test_values_and_translations_keep_their_breaks() -> None:
    assert rendered(VALUES, word="one\n  two") == "one\n  twothree\nfour"


def test_the_way_to_a_page_ends_with_the_page_itself() -> None:
    way = "{% way 'Tasks' '/tasks/' task as crumbs %}"
    template = Template(way + "{% for one in crumbs %}{{ one.label }}={{ one.url }};{% endfor %}")
    assert template.render(Context({"task": 7})) == "Tasks=/tasks/;7=;"


@pytest.mark.parametrize(
    ("number", "last", "near"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, 3, None, 9]),
        (4, 7, [1, 2, 3, 4, 5, 6, 7]),
        (5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (6, 11, [1, None, 4, 5, 6, 7, 8, None, 11]),
        (5000, 5000, [1, None, 4998, 4999, 5000]),
    ],
)
def test_the_pages_to_go_to_are_the_first_the_last_and_those_around(
    number: int, last: int, near: list[int | None]
) -> None:
    assert near_pages(Paginator(range(last * 10), 10).page(number)) == near


def pagination(number: int, address: str) -> str:
    """What stands below a list of 6,000 rows on one of its pages."""
    request = RequestFactory().get(address)
    context = {"request": request, "page_obj": Paginator(range(6_000), 10).page(number)}
    return Template('{% include "components/pagination.html" %}').render(RequestContext(request, context))


def test_of_many_pages_few_are_written_and_any_can_be_asked_for() -> None:
    shown = pagination(300, "/?kind=city&kind=province&page=300")
    assert shown.count("<li>") == 11
    assert '<input type="number" name="page" min="1" max="600" value="300" required>' in shown
    assert shown.count('<input type="hidden" name="kind"') == 2
    assert 'type="hidden" name="page"' not in shown
