"""The joined style sheet and scripts say to a browser what their sources say."""

from playwright.sync_api import Page

from guidance_portal import assets
from guidance_portal.assets import STYLES, read_source

# Blanks around commas tell nothing apart; a browser keeps them in the values of custom properties.
RULES_OF = r"""(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText.replace(/\s+/g, " ").replace(/ ?, ?/g, ","));
}"""


def test_the_joined_sheet_has_the_rules_of_its_sources(page: Page) -> None:
    sources = "\n".join(read_source(name) for name in STYLES.sources)
    rules = page.evaluate(RULES_OF, sources)
    assert len(rules) > 500
    assert page.evaluate(RULES_OF, STYLES.text()) == rules


def test_joined_scripts_run_in_order_by_themselves_and_past_a_fault(page: Page) -> None:
    texts = {
        "js/first.js": "const name = 'first'; window.heard.push(name); absent();",
        "js/second.js": "const name = 'second'; window.heard.push(name);",
        "js/third.js": "try { undeclared = 1; } catch { window.heard.push('strict'); }",
    }
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(error.message))
    joined = "\n".join(assets.script_afterwards(name, text) for name, text in texts.items())
    page.set_content(f"<script>window.heard = [];\n{joined}</script>")
    assert page.evaluate("window.heard") == ["first", "second", "strict"]
    assert faults == ["absent is not defined"]
