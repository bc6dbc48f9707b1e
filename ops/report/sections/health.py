"""Queues, dead letters, unknown ends, opt-outs and channels as they stood; and the checks of a run."""

from ops.report.data import ReportData
from ops.report.figures import counted, instant
from ops.report.html import Html, el, said, table
from ops.report.operation import Health, QueueState
from ops.report.sections import Section, empty, section


def health(data: ReportData) -> Section:
    """Return the state of the stack when the report was made."""
    found = data.health
    lead = (
        f"As it stood at {instant(data.made_at, data.zone)} ({data.zone}), whatever time the rest is about."
    )
    return section(
        "health",
        "State of the stack",
        lead,
        _facts(found),
        _queues(found),
        _channels(found, data),
        _waiting(found),
    )


def _facts(found: Health) -> Html:
    facts = (
        ("In the queues of failures", found.failures, "dead letters and failed events"),
        ("Unknown ends", found.unknown, "nobody knows whether the message arrived"),
        ("Could not be delivered", found.failed, "contacts whom no channel reaches"),
        ("Opt-outs", found.opt_outs, "addresses; nothing goes there any more"),
        ("Blocked", found.blocked, "addresses on do-not-contact lists"),
        ("Waiting for a person", found.inbox_open, f"{found.inbox_overdue:,} overdue"),
    )
    entries = [
        el("li", el("span", name, class_="name"), el("strong", f"{count:,}"), el("span", note, class_="note"))
        for name, count, note in facts
    ]
    return el("ul", *entries, class_="cards small")


def _queues(found: Health) -> Html:
    if not found.queues:
        return empty("No queue could be read.")
    rows = [
        (
            each.name,
            each.purpose,
            f"{each.visible:,}",
            f"{each.in_flight:,}",
            f"{each.delayed:,}",
            _verdict(each),
        )
        for each in found.queues
    ]
    columns = ("queue", "holds", "waiting", "in flight", "delayed", "state")
    return table("Queues", columns, rows, numbers=(2, 3, 4))


def _verdict(queue: QueueState) -> Html:
    if queue.is_failures and queue.visible + queue.in_flight:
        return el("span", "✕ to be looked at: python -m ops failures list", class_="bad")
    return el("span", "✓ empty" if queue.is_failures else "✓ works", class_="good")


def _channels(found: Health, data: ReportData) -> Html:
    paused = el("p", f"Paused: {', '.join(found.paused)}.", class_="note") if found.paused else None
    if not found.closed:
        count = f"all {found.channels}" if found.channels else "all"
        return el("div", el("p", el("span", "✓ ", class_="good"), f"Channels: {count} are open."), paused)
    rows = [
        (
            said(each.tenant),
            each.channel,
            said(each.reason),
            instant(each.since, data.zone),
            instant(each.again, data.zone),
        )
        for each in found.closed
    ]
    columns = ("tenant", "channel", "a partner refuses", "since", "tried again at")
    return el("div", table("Closed channels", columns, rows), paused)


def _waiting(found: Health) -> Html | None:
    if not found.waiting:
        return None
    rows = [(said(name), f"{count:,}") for name, count in found.waiting.items()]
    return table("Contacts that wait for their first message", ("campaign", "contacts"), rows, numbers=(1,))


def checks(data: ReportData) -> Section | None:
    """Return the checks of the run; None for a report of a stack, which has none."""
    if not data.promises:
        return None
    broken = [each for each in data.promises if not each.holds]
    lead = (
        f"All {len(data.promises)} hold." if not broken else f"{counted(len(broken), 'check')} did not hold."
    )
    rows = [
        (
            each.name,
            el("span", "✓ holds" if each.holds else "✕ broken", class_="good" if each.holds else "bad"),
            each.detail,
        )
        for each in [*broken, *(each for each in data.promises if each.holds)]
    ]
    return section(
        "checks", "Checks of the run", lead, table("Promises and figures", ("promise", "", "figures"), rows)
    )
