"""The cost of what went out, from the work that was recorded and the functions that ran. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from ops.report.operation import CostLine, Costs, FunctionUse
from ops.scale import prices
from ops.scale.costs import Recording, total
from ops.scale.prices import PRICES

GB = 1024


class Work(NamedTuple):
    """The work of a span, counted."""

    contacts: int
    """Contacts that were ingested."""
    lists: int
    paced: int
    """First messages and follow-ups that went out."""
    others: int
    """All other messages that went out."""
    emails: int
    """Those of both that were e-mails."""
    replies: int
    offers: int
    """Offers of slots that went out."""
    bookings: int
    reminders: int


def costs(work: Work, functions: Sequence[FunctionUse], recording: Recording) -> Costs:
    """Return the cost of the work at list price."""
    runs = {each.name: each.invocations for each in functions}
    batches = runs.get("send-messages", 0)
    releases = runs.get("release-contacts", 0)
    units = {
        "ingest.list": work.lists,
        "ingest.contact": work.contacts,
        "release.run": releases,
        "release.tenant": min(releases, work.paced),
        "release.message": work.paced,
        "send.batch": batches,
        "send.tenant": batches,
        "send.message": work.paced,
        "send.of-meeting": work.others,
        "reply.choice": min(work.replies, work.bookings),
        "reply.interested": max(0, work.replies - work.bookings),
        "meeting.offer": work.offers,
        "meeting.briefing": work.offers,
        "meeting.booking": work.bookings,
        "remind.run": runs.get("send-reminders", 0),
        "remind.due": work.reminders,
    }
    amounts = prices.amounts(total(*((recording.units[name], number) for name, number in units.items())))
    amounts |= {
        "invocations": float(sum(runs.values())),
        "gb-seconds": sum(
            each.invocations * (each.average_ms or 0) / 1000 * (each.memory or 0) / GB for each in functions
        ),
        "ses": float(work.emails),
    }
    lines = [
        CostLine(price.service, price.what, amounts[key], price.unit, price.cost(amounts[key]))
        for key, price in PRICES.items()
        if amounts.get(key)
    ]
    return Costs(work.paced + work.others, lines, sources(functions))


def sources(functions: Sequence[FunctionUse]) -> list[str]:
    """Return the sentences that say where the figures come from."""
    timed = any(each.invocations for each in functions)
    return [
        f"Prices: AWS's lists for us-east-1, {prices.NOTED}: ops/scale/prices.py.",
        "Requests and units: what each unit of work was recorded to cost (make record), as often as it came up here.",
        "Lambda: invocations and time as CloudWatch counted them here; an emulator's times are those of its machine."
        if timed
        else "Lambda: left out, CloudWatch knows of no invocation in this time.",
        (
            "E-mails are reckoned as sent by SES. Left out: what costs the same without a message (alarms, storage, "
            "idle polling, keys), logs and traces, and what WhatsApp charges."
        ),
    ]
