"""The cost of a thousand messages at list price."""

from ops.report.data import ReportData
from ops.report.figures import counted, number, share, usd
from ops.report.html import el, table
from ops.report.sections import Section, empty, section


def costs(data: ReportData) -> Section:
    """Return what the messages cost, service by service, and whence the figures are."""
    lead = "What AWS charges at list price, without free allowances. What WhatsApp charges is not AWS's."
    found = data.costs
    if found.per_thousand is None:
        return section(
            "costs", "Cost", lead, empty("No message has gone out: there is nothing to divide by.")
        )
    each = 1000 / found.messages
    head = el(
        "p", el("strong", usd(found.per_thousand)), f" per 1,000 messages · {usd(found.usd)} for "
        f"{counted(found.messages, 'message')}", class_="figure",
    )  # fmt: skip
    rows = [
        (line.service, line.what, f"{_amount(line.amount)} {line.unit}", usd(line.usd), usd(line.usd * each),
         share(line.usd, found.usd))
        for line in sorted(found.lines, key=lambda line: -line.usd)
    ]  # fmt: skip
    columns = ("service", "what", "amount", "cost", "per 1,000", "share")
    whole = table("Cost by service", columns, rows, numbers=(2, 3, 4, 5))
    sources = el("ul", *(el("li", source) for source in found.sources), class_="sources")
    return section("costs", "Cost", lead, head, whole, sources)


def _amount(amount: float) -> str:
    return number(round(amount) if amount >= 100 else round(amount, 1))
