"""Reports to render: an empty stack, one contact, thousands, and contacts who mean harm."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ops.report.data import (
    Bar,
    Bubble,
    FunnelStep,
    HostCalendar,
    ListAnswer,
    MeetingEntry,
    Peak,
    Promise,
    Refusal,
    ReportData,
    Span,
    Talk,
    Timeline,
)
from ops.report.operation import ClosedChannel, CostLine, Costs, FunctionUse, Health, QueueState, Run

NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
START = NOW - timedelta(hours=9)
ZONE = "America/Sao_Paulo"

HOSTILE = (
    "</style></script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "&lt;b&gt; \" onmouseover='alert(1)' x=\"",
    "\u202eevil\u2066 مرحبا שלום \u202e",
    "W" * 400,
    "👩‍👩‍👧‍👦" * 60,
    "Z" + "\u0300\u0301\u0302" * 80 + "algo",
    "nul\x00 bell\x07 \ud800 \x85 end",
    "]]> --> <!-- <![CDATA[",
)
"""Names and words that try to leave their place on the page."""


def empty() -> ReportData:
    """Return the report of a stack in which nothing has happened."""
    return ReportData("agent-dev", "us-east-1", NOW, Span(NOW - timedelta(days=1), NOW), True, (), "UTC")


def talk(
    contact: str = "Contact 3f2a1b9c", words: str = "Tenho interesse, quais horários?", bubbles: int = 1
) -> Talk:
    """Return a conversation with an answer, of which ``bubbles`` are as long."""
    at = START + timedelta(hours=1)
    told = (
        Bubble("us", at, "outreach", "Oi! Podemos conversar?", "whatsapp", "read", at + timedelta(minutes=2)),
        *(
            Bubble("contact", at + timedelta(minutes=5 + place), "interested", words, "whatsapp")
            for place in range(bubbles)
        ),
        Bubble("event", at + timedelta(minutes=40), "meeting proposed", ""),
        Bubble(
            "us", at + timedelta(minutes=41), "proposal", "1) terça, 10h 2) quarta, 11h", "email", "failed"
        ),
    )
    return Talk(contact, "+55•••••••01", "primavera", "whatsapp", "meeting_proposed", ZONE, told)


def calendar(host: str = "Ana Prado", who: str = "Contact 3f2a1b9c", days: int = 5) -> HostCalendar:
    """Return a host's meetings, one a day and a few that are over or called off."""
    first = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
    statuses = ("completed", "no_show", "confirmed", "cancelled")
    entries = [
        MeetingEntry(
            first + timedelta(days=day, minutes=45 * (day % 9)),
            first + timedelta(days=day, minutes=45 * (day % 9) + 60),
            statuses[day % len(statuses)],
            who,
            "primavera",
        )
        for day in range(days)
    ]
    return HostCalendar(host, "Aurora Soluções", ZONE, entries)


def timeline(tenant: str = "Aurora Soluções", hours: int = 9) -> Timeline:
    """Return a tenant's working day."""
    bars = [Bar(START + timedelta(hours=hour), (hour * 37) % 101, hour % 7) for hour in range(hours)]
    peaks = (
        Peak("minute", 10, 10, START),
        Peak("hour", 92, 100, START + timedelta(hours=4)),
        Peak("day", 380, 500, START),
    )
    return Timeline(
        tenant, ZONE, "hour", Span(START, NOW), bars, 100, peaks, (Span(START + timedelta(hours=2), NOW),)
    )


def whole(talks: int = 4, name: str = "Contact 3f2a1b9c", words: str = "Quero saber mais") -> ReportData:
    """Return a report in which every section has something to show."""
    steps = ("Ingested", "Written to", "Answered", "Interested", "Proposed", "Booked", "Held")
    queues = (
        QueueState("send-queue", "messages to contacts", 3, 1, 2, False),
        QueueState("send-dlq", "messages that failed three times", 2, 0, 0, True),
    )
    functions = (
        FunctionUse("send-messages", 412, 0, 0, 1240.0, 8400.0, 512,
                    [Run(START + timedelta(minutes=7 * each), 3, 0) for each in range(60)]),
        FunctionUse("handle-replies", 96, 4, 0, 310.0, 2200.0, 256, [Run(START, 60, 0), Run(START, 36, 4)]),
        FunctionUse("send-reminders", 0, 0, 0, None, None, 256),
    )  # fmt: skip
    refusals = [Refusal(row, "phone", f"'{name}' has 2 digits too few", "invalid") for row in range(2, 14)]
    return replace(
        empty(),
        tenants=("Aurora Soluções",),
        zone=ZONE,
        span=Span(START, NOW),
        funnel=tuple(FunnelStep(each, 690 >> place, "so far") for place, each in enumerate(steps)),
        states={"contacted": 300, "scheduled": 12, "opted_out": 7},
        messages={("whatsapp", "outreach"): 380, ("email", "confirmation"): 12},
        intents={"interested": 80, "not_interested": 31},
        timelines=(timeline(),),
        calendars=(calendar(who=name),),
        talks=tuple(talk(name, words) for _ in range(talks)),
        lists=(ListAnswer("aurora/primavera", "leads.xlsx", START, {"ingested": 690, "invalid": 12}, refusals, 3),),
        functions=functions,
        period_seconds=300,
        costs=Costs(392, (CostLine("DynamoDB", "write units", 9120.0, "units", 0.0057),), ("Prices of us-east-1.",)),
        health=Health(
            queues,
            (ClosedChannel("Aurora Soluções", "email", "the account is locked", START, NOW),),
            channels=2, unknown=1, failed=2, opt_outs=7, blocked=1, inbox_open=3, inbox_overdue=1,
            waiting={"aurora/primavera": 298}, paused=("aurora/outono",),
        ),
        promises=(Promise("no message was accepted twice", True, "380"), Promise("queues are empty", False, "2")),
    )  # fmt: skip


def hostile() -> ReportData:
    """Return a report in which every name and every word tries to leave its place."""
    every = [whole(1, name=each, words=f"{each}\n{each}") for each in HOSTILE]
    first = whole(0)
    return replace(
        first,
        tenants=HOSTILE[:3],
        talks=tuple(each.talks[0] for each in every),
        calendars=tuple(calendar(each, each) for each in HOSTILE),
        lists=tuple(replace(each.lists[0], source=name) for name, each in zip(HOSTILE, every, strict=True)),
        timelines=tuple(timeline(each) for each in HOSTILE[:3]),
        promises=(Promise(HOSTILE[0], False, HOSTILE[3]),),
    )


def thousands() -> ReportData:
    """Return a report at the caps of all that is collected, with the longest words."""
    big = whole(60, words="muito interesse " * 400)
    long = replace(talk(words="palavra " * 400, bubbles=40), more=12)
    return replace(
        big,
        talks=(long,) * 60,
        more_talks=199_940,
        timelines=(timeline(hours=240),) * 6,
        calendars=tuple(calendar(f"Host {each}", days=60) for each in range(12)),
        lists=tuple(replace(big.lists[0], refusals=tuple(big.lists[0].refusals) * 8) for _ in range(20)),
    )
