"""``tight``: lines of a template that stand together as one; ``way``: the steps to a page."""

import pytest
from django.template import Context, Template

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
