"""Links between the files of the repository."""

from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs import markdown


@pytest.mark.parametrize("page", markdown.files(), ids=markdown.name)
def test_every_link_leads_to_a_file_and_a_heading_that_exist(page: Path) -> None:
    broken: list[str] = []
    for link in markdown.links(page):
        place, _, anchor = unquote(link).partition("#")
        target = (page.parent / place).resolve() if place else page
        if not target.exists():
            broken.append(f"{link}: there is no {place}")
        elif anchor and (target.suffix != ".md" or anchor not in markdown.anchors(target)):
            broken.append(f"{link}: {target.name} has no heading #{anchor}")
    assert broken == []


def test_no_page_has_two_headings_that_a_link_could_mean() -> None:
    doubled = {
        markdown.name(page): sorted({each for each in headings if headings.count(each) > 1})
        for page in markdown.files()
        if page.name != "CHANGELOG.md" and len(set(headings := markdown.headings(page))) < len(headings)
    }
    assert doubled == {}


def test_every_path_that_a_page_names_exists() -> None:
    tops = {markdown.name(path).partition("/")[0] for path in markdown.tracked()}
    missing = [
        f"{markdown.name(page)}: {path}"
        for page in markdown.files()
        for path in markdown.paths(page)
        if path.partition("/")[0] in tops and not any(markdown.ROOT.glob(path.rstrip("/")))
    ]
    assert missing == []
