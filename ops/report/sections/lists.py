"""The lists that were taken in, and the rows that were not."""

from ops.report.data import ListAnswer, ReportData
from ops.report.figures import counted, instant, words
from ops.report.html import Html, el, more, said, table
from ops.report.sections import Section, empty, section

MOST_LISTS, MOST_ROWS = 20, 60
OUTCOMES = {"optedOut": "opted out"}


def lists(data: ReportData) -> Section:
    """Return each list's rows by outcome, and its refused rows with the reason."""
    lead = (
        "Every row is counted once. Row numbers are those of the sender's own list; quoted cells are masked."
    )
    if not data.lists:
        return section("lists", "Lists and refused rows", lead, empty("No list has been taken in yet."))
    parts = [_list(each, data.zone) for each in data.lists[:MOST_LISTS]]
    return section(
        "lists",
        "Lists and refused rows",
        lead,
        *parts,
        more(data.more_lists + len(data.lists) - len(parts), "lists"),
    )


def _list(answer: ListAnswer, zone: str) -> Html:
    at = f", {instant(answer.at, zone)}" if answer.at else ""
    head = el("h3", said(answer.source), el("span", f" for {answer.campaign}{at}", class_="note"))
    counts = [
        el("li", el("b", f"{count:,}"), f" {OUTCOMES.get(name, words(name))}")
        for name, count in answer.counts.items()
    ]
    rows = [
        (
            "–" if each.row is None else f"{each.row:,}",
            each.field or "–",
            said(each.reason),
            words(each.outcome),
        )
        for each in answer.refusals[:MOST_ROWS]
    ]
    shown: object = empty("Every row went in.")
    if rows:
        shown = table(
            f"Rows refused of {answer.source}", ("row", "field", "why", "outcome"), rows, numbers=(0,)
        )
    elif answer.counts.get("invalid"):
        shown = empty(
            f"{counted(answer.counts['invalid'], 'row')} refused; the reasons are in the list's own report."
        )
    return el(
        "article",
        head,
        el("ul", *counts, class_="tally"),
        shown,
        more(answer.more + len(answer.refusals) - len(rows), "refused rows"),
        class_="panel",
    )
