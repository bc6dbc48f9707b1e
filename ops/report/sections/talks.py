"""The conversations, as bubbles of both sides."""

from ops.report.data import Bubble, ReportData, Talk
from ops.report.figures import clock, counted, local, words
from ops.report.html import Html, el, join, more, said
from ops.report.sections import Section, empty, section

LONGEST_TEXT = 1_000
"""Characters of a bubble; what is longer is cut, and says by how much."""
MOST_BYTES = 900_000
"""Bytes of markup that conversations may take; those that come after are counted and left out."""
MOST_TALKS, MOST_BUBBLES = 60, 60
PRINTED = 12
"""Conversations that go to paper, where they are all unfolded."""
OPEN = 2
"""Conversations that are open when the page is."""
TICKS = {
    "waiting": ("◷", "waits"),
    "sending": ("◷", "on its way"),
    "sent": ("✓", "sent"),
    "delivered": ("✓✓", "delivered"),
    "read": ("✓✓", "read"),
    "failed": ("✕", "not delivered"),
    "skipped": ("–", "left out"),
    "unknown": ("?", "not known whether it arrived"),
}


def talks(data: ReportData) -> Section:
    """Return the conversations, in their order."""
    shown = "" if data.named else " Names are left out."
    lead = (
        f"What was written to whom, and what came back; who answered comes first. Addresses are masked.{shown} Our "
        "words are written anew from the templates as they are now."
    )
    if not data.talks:
        return section("talks", "Conversations", lead, empty("Nobody has been written to yet."))
    parts, size = list[Html](), 0
    for each in data.talks[:MOST_TALKS]:
        part = _talk(each, len(parts))
        size += len(part.encode())
        if size > MOST_BYTES:
            break
        parts.append(part)
    left = data.more_talks + len(data.talks) - len(parts)
    unprinted = max(0, len(parts) - PRINTED)
    on_paper = (
        el("p", f"{unprinted:,} more are on the screen only", class_="more paper") if unprinted else None
    )
    return section("talks", "Conversations", lead, *parts, on_paper, more(left, "conversations"))


def _talk(talk: Talk, place: int) -> Html:
    said_by = sum(each.side == "contact" for each in talk.bubbles)
    summary = el(
        "summary",
        el("span", said(talk.contact), class_="who"),
        el(
            "span",
            el("span", talk.address, class_="code"),
            f" · {talk.channel} · {talk.campaign}",
            class_="note about",
        ),
        el("span", words(talk.state), class_=f"state {talk.state}"),
        el("span", counted(said_by, "reply", "replies"), class_="note count"),
    )
    days: list[object] = []
    before = None
    for bubble in talk.bubbles[-MOST_BUBBLES:]:
        day = local(bubble.at, talk.zone).date()
        if day != before:
            days.append(el("li", f"{day:%A %-d %B %Y}", class_="date"))
        before = day
        days.append(_bubble(bubble, talk.zone))
    left = more(talk.more + max(0, len(talk.bubbles) - MOST_BUBBLES), "earlier messages")
    zone = el("p", f"Times of {talk.zone}", class_="note")
    kind = "conversation" if place < PRINTED else "conversation screen"
    return el("details", summary, left, el("ol", days, class_="talk"), zone, class_=kind, open=place < OPEN)


def _bubble(bubble: Bubble, zone: str) -> Html:
    if bubble.side == "event":
        note = f": {bubble.note}" if bubble.note else ""
        return el("li", f"{words(bubble.kind)}{note} · {clock(bubble.at, zone)}", class_="event")
    ours = bubble.side == "us"
    side = "Agent" if ours else "Contact"
    head = el(
        "span",
        el("b", side),
        f" · {words(bubble.kind)}",
        f" · {bubble.channel}" if bubble.channel else None,
        class_="kind",
    )
    body = _text(bubble.text) if bubble.text else el("p", "(no words are on record)", class_="note")
    foot = el("span", clock(bubble.at, zone), _tick(bubble, zone), class_="foot")
    note = el("span", bubble.note, class_="foot") if bubble.note else None
    return el("li", head, body, note, foot, class_="out" if ours else "in")


def _text(text: str) -> Html:
    left = len(text) - LONGEST_TEXT
    cut = el("span", f" … and {left:,} more characters", class_="note") if left > 0 else None
    return el("p", text[:LONGEST_TEXT].strip(), cut, class_="text", dir="auto")


def _tick(bubble: Bubble, zone: str) -> Html | None:
    if not bubble.tick:
        return None
    sign, name = TICKS[bubble.tick]
    at = f" {clock(bubble.told_at, zone)}" if bubble.told_at and bubble.tick in ("delivered", "read") else ""
    return join(" ", el("span", sign, class_=f"tick-{bubble.tick}", aria_hidden="true"), f" {name}{at}")
