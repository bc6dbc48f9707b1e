"""The head of the page: what it is about, the figures that matter, and what somebody has to look at."""

from collections.abc import Iterator

from ops.report.data import ReportData
from ops.report.figures import counted, instant, share, usd
from ops.report.html import Html, el, join, said

MOST_TENANTS = 4


def header(data: ReportData) -> Html:
    """Return the page's title, and the time and the stack that it is about."""
    names = list(data.tenants[:MOST_TENANTS])
    left = len(data.tenants) - len(names)
    title = ", ".join(names) + (f" and {left} more" if left else "") if names else "No tenant yet"
    since, until = instant(data.span.start, data.zone), instant(data.span.end, data.zone)
    about = f"Everything up to {until}" if data.whole else f"{since} to {until}"
    return el(
        "header",
        el("p", "Micro Agente de Disparo & Agendamento", class_="eyebrow"),
        el("h1", said(title)),
        el(
            "p", f"{about} ({data.zone}) · stack ", el("span", data.stack, class_="code"), f" · {data.region}"
        ),
    )


def cards(data: ReportData) -> Html:
    """Return the figures that matter, and what needs somebody."""
    steps = {step.name: step.contacts for step in data.funnel}
    written = steps.get("Written to", 0)
    costs = data.costs.per_thousand
    shown = (
        ("Written to", f"{written:,}", f"of {counted(steps.get('Ingested', 0), 'contact')}"),
        ("Answered", share(steps.get("Answered", 0), written), counted(steps.get("Answered", 0), "contact")),
        (
            "Meetings booked",
            f"{steps.get('Booked', 0):,}",
            f"{share(steps.get('Booked', 0), written)} of those written to",
        ),
        ("Messages out", f"{sum(data.messages.values()):,}", f"{sum(data.intents.values()):,} replies in"),
        ("Cost per 1,000", usd(costs) if costs is not None else "–", "messages, AWS list price"),
    )
    tiles = [
        el("li", el("span", name, class_="name"), el("strong", figure), el("span", note, class_="note"))
        for name, figure, note in shown
    ]
    return join(el("ul", *tiles, class_="cards"), _attention(data))


def _attention(data: ReportData) -> Html:
    found = list(_concerns(data))
    if not found:
        said_so = f" All {len(data.promises)} checks hold." if data.promises else ""
        return el(
            "p",
            el("span", "✓", class_="sign", aria_hidden="true"),
            f"Nothing needs anybody.{said_so}",
            class_="calm",
        )
    rows = [el("li", el("a", what, href=f"#{where}")) for what, where in found]
    return el("div", el("h2", "Needs somebody"), el("ul", *rows), class_="alert", role="note")


def _concerns(data: ReportData) -> Iterator[tuple[str, str]]:
    health = data.health
    broken = sum(not each.holds for each in data.promises)
    if broken:
        yield f"{counted(broken, 'check')} of the run did not hold", "checks"
    if health.failures:
        yield f"{counted(health.failures, 'message')} in the queues of failures", "health"
    if health.closed:
        yield f"{counted(len(health.closed), 'channel')} closed: a partner refuses", "health"
    if health.inbox_open:
        late = f", {health.inbox_overdue:,} of them overdue" if health.inbox_overdue else ""
        yield (
            f"{counted(health.inbox_open, 'conversation waits', 'conversations wait')} for a person{late}",
            "health",
        )
    if health.unknown:
        yield f"{counted(health.unknown, 'message')} of which nobody knows whether it arrived", "health"
    errors = sum(each.errors for each in data.functions)
    if errors:
        yield f"{counted(errors, 'invocation')} of functions failed", "functions"
