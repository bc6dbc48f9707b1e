"""The way that the contacts have come."""

from collections.abc import Mapping

from ops.report.data import ReportData
from ops.report.figures import share, words
from ops.report.html import Html, el, table
from ops.report.sections import Section, empty, section
from ops.report.svg import bar


def funnel(data: ReportData) -> Section:
    """Return the funnel, the contacts by state, and what went out and came back."""
    lead = "Each contact counts in every step that it has reached. Messages that came back are left out."
    if not data.funnel or not data.funnel[0].contacts:
        return section("funnel", "Funnel", lead, empty("No contact has been ingested yet."))
    first = data.funnel[0].contacts
    rows = []
    before = first
    for step in data.funnel:
        of_step = share(step.contacts, before) if step is not data.funnel[0] else ""
        figures = el(
            "span", el("strong", f"{step.contacts:,}"),
            el("span", f"{share(step.contacts, first)} of all", class_="note") if of_step else None,
            class_="figures",
        )  # fmt: skip
        label = el("span", el("b", step.name), el("span", step.meaning, class_="note"), class_="step")
        passed = el("span", f"{of_step} of the step before", class_="passed") if of_step else None
        rows.append(el("li", label, bar(step.contacts, first), figures, passed))
        before = step.contacts
    tables = el(
        "div",
        _counts("Contacts by state", "state", data.states),
        _counts("Messages that went out", "channel and kind",
                {f"{channel}: {words(kind)}": count for (channel, kind), count in data.messages.items()}),
        _counts("Replies, as they were understood", "meaning", data.intents),
        class_="columns",
    )  # fmt: skip
    return section("funnel", "Funnel", lead, el("ol", *rows, class_="funnel"), tables)


def _counts(caption: str, column: str, counts: Mapping[str, int]) -> Html | None:
    if not counts:
        return None
    rows = [(words(name), f"{count:,}") for name, count in sorted(counts.items(), key=lambda each: -each[1])]
    return table(caption, (column, "count"), rows, numbers=(1,))
