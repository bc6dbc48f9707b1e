"""The sections of the page, a module each: from the report's data to markup."""

from typing import NamedTuple

from ops.report.html import Html, el


class Section(NamedTuple):
    """A section of the page."""

    anchor: str
    title: str
    html: Html


def section(anchor: str, title: str, lead: object, *children: object) -> Section:
    """Return a section with its heading and a sentence that says what it shows."""
    heading = el("h2", title, id=f"{anchor}-title")
    whole = el(
        "section", heading, el("p", lead, class_="lead"), *children, id=anchor,
        aria_labelledby=f"{anchor}-title",
    )  # fmt: skip
    return Section(anchor, title, whole)


def empty(sentence: str) -> Html:
    """Return the sentence that stands where there is nothing to show."""
    return el("p", sentence, class_="empty")
