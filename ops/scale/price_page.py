"""docs/costs.md, written from the recorded work and AWS's list prices."""

from collections.abc import Iterator, Mapping, Sequence

from ops.scale import prices
from ops.scale.costs import Recording, total
from ops.scale.demand import Demand
from ops.scale.page import table
from ops.scale.prices import PRICES
from ops.scale.workload import AS_IT_IS, Workload

GB = 1024
MONTH = 30 * 24 * 3600
"""Seconds."""
LOADS = (
    ("a pilot", Workload(tenants=1, contacts=1_000, per_minute=10, per_day=100)),
    ("one tenant at the default limits", Workload(tenants=1, contacts=10_000, per_minute=10, per_day=500)),
    ("twenty of them", Workload(tenants=20, contacts=200_000, per_minute=10, per_day=500)),
)
DAYS = 21
"""Days of a month on which messages go out."""

_INTRODUCTION = """\
# Costs

*Written by `make docs` from the recorded work (`ops/scale/recorded.json`) and the prices in `ops/scale/prices.py`; a
test compares it.*

What AWS charges in us-east-1 at list price, {noted}, without the free
allowances of a month, which a small stack hardly leaves. `make up` and `python -m ops report` reckon the same for what
a stack has really done.
"""
_MESSAGES = """\
## A thousand messages

Everything that a thousand first messages bring with them: the list, the release, the sending, and, at the figures that
`python -m ops scale --help` lists, the replies, meetings and reminders that follow. What idles meanwhile is below.
"""
_STANDING = """\
## What costs without a message

| what | a month |
| --- | --- |
| a run of release-contacts each minute | {release} |
| polling of two queues by Lambda: five pollers each, an answer every 20 s | {polling} |
| an alarm, beyond the first ten of an account; the stack has about 40 | $0.10 |
| a metric that a function counts, for the hours in which it does, beyond the first ten of an account | $0.30 |
| a dashboard, beyond the first three of an account | $3.00 |
| a secret | $0.40 |
| the key of the state, if it is one of your own | $1.00 |
| a NAT gateway, where the functions are in a VPC, beside $0.045 a GB | $32.85 in each zone |
| an interface endpoint, beside $0.01 a GB | $7.30 in each zone |

## Left out

Logs ($0.50 a GB written) and traces ($5.00 a million); storage of tables ($0.25 a GB, and $0.20 a GB for restoring to
any second); e-mails through SES ($0.10 a thousand); what the partners charge, a WhatsApp template to Brazil by itself
some cents, which is more than all of the above. With `replyModelId`, the model's tokens: `modelRepliesPerDay` bounds
them.
"""


def page(recording: Recording) -> str:
    """Return the page."""
    release = _cost({**prices.amounts(recording.units["release.run"]), "invocations": 1.0}) * MONTH / 60
    polling = PRICES["sqs"].cost(2 * 5 * MONTH / 20)
    parts = (
        _INTRODUCTION.format(noted=prices.NOTED),
        _MESSAGES,
        table(_message_rows(recording)),
        "## A month\n",
        table(_month_rows(recording)),
        "## A thousand units of work\n",
        table(_unit_rows(recording)),
        _STANDING.format(release=_usd(release), polling=_usd(polling)),
        "## The prices\n",
        table(_price_rows()),
    )
    return "\n".join(parts)


def amounts_of(recording: Recording, load: Workload) -> dict[str, float]:
    """Return the amounts of ``PRICES`` that a workload uses in a second of its sending hours, on average."""
    demand = Demand(recording, load, AS_IT_IS, load.average, listing=False)
    found = prices.amounts(total(*((flow.cost, flow.a_second) for flow in demand.flows())))
    times = demand.durations()
    found["invocations"] = sum(each for each, _ in times.values())
    found["gb-seconds"] = sum(
        each * seconds * recording.functions[name]["memory"] / GB for name, (each, seconds) in times.items()
    )
    return found


def _cost(amounts: Mapping[str, float]) -> float:
    return sum(PRICES[key].cost(amount) for key, amount in amounts.items())


def _message_rows(recording: Recording) -> Iterator[Sequence[str]]:
    load = LOADS[1][1]
    found = amounts_of(recording, load)
    thousand = {key: 1_000 * amount / load.average for key, amount in found.items()}
    yield ["service", "what", "amount", "costs"]
    for key, amount in sorted(thousand.items(), key=lambda each: -PRICES[each[0]].cost(each[1])):
        price = PRICES[key]
        yield [price.service, price.what, f"{amount:,.0f} {price.unit}", _usd(price.cost(amount))]
    yield ["**all**", "", "", f"**{_usd(_cost(thousand))}**"]


def _month_rows(recording: Recording) -> Iterator[Sequence[str]]:
    yield ["load", "messages a month", "costs a month"]
    for name, load in LOADS:
        seconds = load.hours * 3600 * DAYS
        cost = _cost(amounts_of(recording, load)) * seconds
        yield [name, f"{load.average * seconds:,.0f}", _usd(cost)]


def _unit_rows(recording: Recording) -> Iterator[Sequence[str]]:
    yield ["unit", "a thousand cost, without the time of the functions"]
    for name, cost in recording.units.items():
        yield [f"`{name}`", _usd(1_000 * _cost(prices.amounts(cost)))]


def _price_rows() -> Iterator[Sequence[str]]:
    yield ["service", "what", "price", "source"]
    for price in PRICES.values():
        yield [
            price.service,
            price.what,
            f"${price.usd:g} for {price.of:,} {price.unit}",
            f"[AWS]({price.source})",
        ]


def _usd(value: float) -> str:
    return f"${value:,.2f}" if value >= 1 else f"${value:.4f}"
