"""A real browser shows the page: on a phone and on a wide screen, in light and in dark, by keyboard and on paper."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from ops.report import page
from tests.ops.report import browsing, samples
from tests.ops.report.browsing import Browser

PHONE, WIDE = 360, 1440
UNTOLD = re.compile("only non-text characters|content is too short|contains an image node")
"""The reasons for which axe does not judge a sign, or a text in a drawing: the first have the colours of texts that it
does judge, the others are judged by ``DRAWN_TEXT``."""
LOOKS = [(width, scheme) for width in (PHONE, WIDE) for scheme in ("light", "dark")]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
"""The rules of axe by their tags; the contrast of 4.5 is one of those of WCAG 2 AA."""
LEAST_CONTRAST = 4.5
LEAST_OUTLINE = 2
"""Pixels of the line around what has the focus."""
INTERACTIVE = "a[href], summary, button, input, select, textarea, [tabindex='0']"

AXE = """
const done = arguments[arguments.length - 1];
document.querySelectorAll("details").forEach((each) => { each.open = true; });
axe.run(document, {runOnly: arguments[0], resultTypes: ["violations", "incomplete"]}).then((found) => {
  const told = (each) => each.nodes.map((node) => each.id + ": " + node.html.slice(0, 160) + " " + node.failureSummary);
  done([found.violations.flatMap(told), found.incomplete.filter((each) => each.id === "color-contrast").flatMap(told)]);
}, (error) => done([[String(error)], []]));
"""
OVERFLOW = """
const width = document.documentElement.clientWidth;
const wide = [...document.querySelectorAll("body *")].filter((each) => {
  if (each.closest(".scroll, .hidden, .skip, defs") || each.closest(".meeting *")) return false;
  const box = each.getBoundingClientRect();
  return box.width && (box.right > width + 0.5 || box.left < -0.5);
});
return [document.documentElement.scrollWidth - width, wide.slice(0, 5).map((each) => each.outerHTML.slice(0, 160))];
"""
DRAWN_TEXT = """
const parts = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
const light = (colour) => parts(colour).map((each) => each / 255)
  .map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
  .reduce((sum, each, place) => sum + each * [0.2126, 0.7152, 0.0722][place], 0);
return [...document.querySelectorAll("svg text")].map((each) => {
  const style = getComputedStyle(each);
  const [high, low] = [light(style.fill), light(style.stroke)].sort((one, other) => other - one);
  return [each.textContent, (high + 0.05) / (low + 0.05), parseFloat(style.strokeWidth)];
});
"""
FOCUSED = """
const each = document.activeElement;
if (!each || each === document.body) return null;
const style = getComputedStyle(each), box = each.getBoundingClientRect();
const place = [...document.querySelectorAll(arguments[0])].indexOf(each);
return [place, style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth), box.width > 0 && box.right > 0];
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if missing := browsing.missing():
        pytest.skip(f"the page is not looked at: {missing}")
    with browsing.opened() as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    found: dict[str, Path] = {}
    for make in (samples.empty, samples.whole, samples.hostile, samples.thousands):
        found[make.__name__] = folder / f"{make.__name__}.html"
        found[make.__name__].write_text(page.render(make()), encoding="utf-8")
    return found


def judged(browser: Browser) -> tuple[list[str], list[str]]:
    """What axe finds wrong, and the texts whose contrast it cannot tell."""
    browser.run(files("axe_core_python").joinpath("axe.min.js").read_text("utf-8"))
    wrong, untold = browser.run_later(AXE, RULES)
    return wrong, [each for each in untold if not UNTOLD.search(each)]


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [*(("whole", *look) for look in LOOKS), ("empty", PHONE, "dark"), ("hostile", PHONE, "light")],
)
def test_the_page_is_sound_and_everybody_can_read_it(
    browser: Browser, pages: dict[str, Path], name: str, width: int, scheme: str
) -> None:
    browser.show(pages[name], width, scheme)
    assert browser.requested() == [pages[name].as_uri()]
    dark = browser.run("return matchMedia('(prefers-color-scheme: dark)').matches")
    assert dark == (scheme == "dark")
    wrong, untold = judged(browser)
    assert wrong == []
    assert untold == []
    assert browser.run(OVERFLOW) == [0, []]
    drawn = browser.run(DRAWN_TEXT)
    assert [text for text, contrast, halo in drawn if contrast < LEAST_CONTRAST or halo < 1] == []
    assert bool(drawn) == (name != "empty")
    assert browser.complaints() == []


@pytest.mark.parametrize(("name", "width"), [("thousands", PHONE), ("thousands", WIDE), ("hostile", WIDE)])
def test_whatever_is_shown_keeps_within_the_screen(
    browser: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    browser.show(pages[name], width, "dark")
    browser.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert browser.run(OVERFLOW) == [0, []]
    assert browser.complaints() == []


def test_a_style_that_a_report_brings_along_is_not_applied(browser: Browser, tmp_path: Path) -> None:
    markup = page.render(samples.whole(1))
    broken = tmp_path / "broken.html"
    added = "<style>h1{color:rgb(1,2,3)}</style><script>document.title='run'</script></body>"
    broken.write_text(markup.replace("</body>", added), encoding="utf-8")
    browser.show(broken, WIDE, "light")
    assert browser.run("return getComputedStyle(document.querySelector('h1')).color") != "rgb(1, 2, 3)"
    assert browser.run("return document.title") != "run"
    assert len(browser.complaints()) == 2


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    browser: Browser, pages: dict[str, Path], width: int
) -> None:
    browser.show(pages["whole"], width, "light")
    shown = browser.run(
        "return [...document.querySelectorAll(arguments[0])].map((each) => each.checkVisibility())",
        INTERACTIVE,
    )
    wanted = {place for place, visible in enumerate(shown) if visible}
    reached: list[Any] = []
    for _ in range(len(shown) + 3):
        browser.press_tab()
        found = browser.run(FOCUSED, INTERACTIVE)
        if found is None or (reached and found[0] == reached[0][0]):
            break
        reached.append(found)
    assert {place for place, _, _ in reached} == wanted
    assert [place for place, _, _ in reached] == sorted(wanted)
    assert [place for place, outline, on_screen in reached if outline < LEAST_OUTLINE or not on_screen] == []


def test_the_first_stop_of_the_keyboard_leads_past_the_links(
    browser: Browser, pages: dict[str, Path]
) -> None:
    browser.show(pages["whole"], WIDE, "light")
    browser.press_tab()
    assert browser.run("return document.activeElement.textContent") == "Skip to the report"
    browser.press_enter()
    assert browser.run("return document.activeElement.id") == "report"


def test_a_conversation_opens_by_the_keyboard(browser: Browser, pages: dict[str, Path]) -> None:
    browser.show(pages["whole"], PHONE, "dark")
    last = "document.querySelector('.conversation:last-of-type summary')"
    browser.run(f"{last}.focus()")
    assert not browser.run(f"return {last}.parentElement.open")
    browser.press_enter()
    assert browser.run(f"return {last}.parentElement.open")


def test_paper_gets_every_page_and_what_was_folded(browser: Browser, pages: dict[str, Path]) -> None:
    browser.show(pages["whole"], WIDE, "dark")
    folded = "document.querySelector('.conversation:not([open]) li').checkVisibility()"
    assert not browser.run(f"return {folded}")
    printed = browser.printed()
    assert printed.startswith(b"%PDF")
    open_pages = printed.count(b"/Type /Page\n")
    assert open_pages > 3
    browser.run("document.querySelectorAll('details').forEach((each) => { each.remove(); })")
    assert browser.printed().count(b"/Type /Page\n") < open_pages
    browser.on_paper(pages["whole"])
    assert browser.run(f"return {folded}")
    assert browser.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert browser.run("return getComputedStyle(document.querySelector('nav')).display") == "none"
