"""The page holds whatever a report holds, and nothing that a report brings can leave its place."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from ops.report import page
from ops.report.data import MeetingEntry, ReportData
from ops.report.html import clean, el, join, text
from tests.ops.report import samples

REPORTS = {
    each.__name__: each() for each in (samples.empty, samples.whole, samples.hostile, samples.thousands)
}
VOID = {"meta", "br", "hr"}
MOST_BYTES = 2_000_000


class Reader(HTMLParser):
    """The elements of a page, and the tags that do not match."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.shown.append(data)


@pytest.fixture(scope="module", params=REPORTS)
def report(request: pytest.FixtureRequest) -> ReportData:
    return REPORTS[request.param]


@pytest.fixture(scope="module")
def markup(report: ReportData) -> str:
    return page.render(report)


@pytest.fixture(scope="module")
def read(markup: str) -> Reader:
    return Reader(markup)


def test_every_element_is_closed_where_it_was_opened(read: Reader) -> None:
    assert read.wrong == []
    assert read.open == []


def test_nothing_runs_and_nothing_is_fetched(read: Reader) -> None:
    tags = {tag for tag, _ in read.found}
    assert not tags & {"script", "img", "iframe", "object", "link", "form", "base", "embed"}
    for _, attributes in read.found:
        assert not [
            name for name in attributes if name.startswith("on") or name in ("src", "style", "srcdoc")
        ]
        assert (attributes.get("href") or "#").startswith("#")


def test_the_policy_admits_the_style_sheet_and_nothing_else(markup: str, read: Reader) -> None:
    policies = [
        each.get("content") for tag, each in read.found if each.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == [page.policy(page.style())]
    assert str(policies[0]).startswith("default-src 'none'; style-src 'sha256-")
    assert markup.count("<style>") == 1
    assert f"<style>{page.style()}</style>" in markup


def test_ids_are_there_once_and_every_link_leads_to_one(read: Reader) -> None:
    ids = [each["id"] for _, each in read.found if "id" in each]
    assert len(ids) == len(set(ids))
    links = {str(each["href"])[1:] for tag, each in read.found if tag == "a"}
    assert links <= set(ids)
    assert {str(each["aria-labelledby"]) for _, each in read.found if "aria-labelledby" in each} <= set(ids)


def test_headings_go_down_a_step_at_a_time(read: Reader) -> None:
    levels = [int(tag[1]) for tag, _ in read.found if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_every_drawing_words_or_none_to_read(read: Reader) -> None:
    tags = [tag for tag, _ in read.found]
    assert tags.count("table") == tags.count("caption")
    for place, (tag, attributes) in enumerate(read.found):
        if tag == "svg" and attributes.get("aria-hidden") != "true":
            assert attributes["role"] == "img"
            assert [each for each, _ in read.found[place + 1 : place + 3]] == ["title", "desc"]


def test_the_page_is_small_and_can_be_written_whatever_it_shows(markup: str) -> None:
    assert len(markup.encode("utf-8")) < MOST_BYTES


def test_what_is_left_out_is_counted() -> None:
    shown = "".join(Reader(page.render(REPORTS["thousands"])).shown)
    left = int(re.findall(r"and ([\d,]+) more conversations", shown)[0].replace(",", ""))
    talks = len(re.findall(r"Times of ", shown))
    assert talks + left == 60 + 199_940
    assert "and 39 more refused rows" in shown
    assert "earlier messages" in shown


def test_an_empty_stack_says_in_every_section_that_there_is_nothing() -> None:
    shown = " ".join(Reader(page.render(samples.empty())).shown)
    for sentence in (
        "No contact has been ingested yet.",
        "No message has gone out yet.",
        "No meeting has been booked",
    ):
        assert sentence in shown
    assert "Nothing needs anybody." in shown


def test_one_contact_is_told_of_in_the_singular() -> None:
    one = samples.whole(1)
    funnel = tuple(step._replace(contacts=1) for step in one.funnel)
    shown = " ".join(Reader(page.render(replace(one, funnel=funnel))).shown)
    assert "of 1 contact" in shown
    assert "1 contacts" not in shown


def test_a_number_over_its_limit_and_a_broken_check_are_said_in_words() -> None:
    report = samples.whole(0)
    line = replace(report.timelines[0], limit=50)
    shown = " ".join(Reader(page.render(replace(report, timelines=(line,)))).shown)
    assert "over" in shown
    assert "✕ broken" in shown
    assert "1 check of the run did not hold" in shown


def test_who_needs_somebody_is_told_at_the_head_of_the_page() -> None:
    shown = " ".join(Reader(page.render(samples.whole())).shown)
    for concern in (
        "2 messages in the queues of failures",
        "1 channel closed",
        "3 conversations wait for a person, 1 of them overdue",
        "4 invocations of functions failed",
    ):
        assert concern in shown


@pytest.mark.parametrize("hostile", samples.HOSTILE)
def test_a_hostile_text_stays_text(hostile: str) -> None:
    element = el("p", hostile, title=hostile)
    read = Reader(element)
    assert [tag for tag, _ in read.found] == ["p"]
    assert "".join(read.shown) == clean(hostile)
    assert read.found[0][1] == {"title": clean(hostile)}


def test_a_text_is_escaped_once_and_markup_never_again() -> None:
    assert text("a < b") == "a &lt; b"
    assert text(text("a < b")) == "a &lt; b"
    assert join(el("b", "<"), ["&", None, 1]) == "<b>&lt;</b>&amp;1"


def test_control_characters_and_halves_of_pairs_give_way() -> None:
    assert clean("a\x00b\x1fc\x85d\ud800e\ufffff\n\t") == "a�b�c�d�e�f\n\t"
    assert clean("ação 👍") == "ação 👍"


def weeks(report: ReportData) -> list[str]:
    return re.findall(r"Week of (\d+ \w+)", page.render(report))


def test_weeks_begin_with_the_present_one_or_with_the_time_that_was_asked_for() -> None:
    report = replace(samples.whole(0), calendars=(samples.calendar(days=60),))
    later = replace(report, made_at=samples.NOW + timedelta(days=14))
    over = replace(report, made_at=samples.NOW + timedelta(days=400))
    assert weeks(report) == ["23 Nov", "30 Nov", "7 Dec"]
    assert weeks(later) == ["7 Dec", "14 Dec", "21 Dec"]
    assert weeks(over) == ["18 Jan"]
    assert weeks(replace(over, whole=False)) == ["23 Nov", "30 Nov", "7 Dec"]


def test_a_meeting_that_ends_after_midnight_ends_with_its_day() -> None:
    report = samples.whole(0)
    start = datetime(2026, 11, 27, 2, 15, tzinfo=UTC)
    entry = MeetingEntry(start, start + timedelta(hours=2), "confirmed", "Contact 1", "primavera")
    late = replace(samples.calendar(), meetings=[entry])
    markup = page.render(replace(report, calendars=(late,)))
    assert 'class="meeting confirmed r2 s3"' in markup
    assert "23:15–01:15" in markup


def test_only_what_collects_a_report_knows_aws() -> None:
    folder = Path(page.__file__).parent
    modules = [path for path in folder.rglob("*.py") if "collecting" not in path.parts]
    assert len(modules) > 15
    reaching = re.compile(
        r"^(?:from|import) (?:boto\w*|handlers\S*\.(?:storage|partners)|ops\.report\.collecting|ops\.stack)",
        re.M,
    )
    assert [path.name for path in modules if reaching.search(path.read_text("utf-8"))] == []
