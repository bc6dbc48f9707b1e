"""The promises that must hold whatever happens: those of a campaign, and those that only bad weather tries.

Pure functions of what the witnesses say. Source: docs/system.md, "Sending: the promise" and "Pace: limits".
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.common.rules.accounting import account, account_of_states
from handlers.common.rules.model import PACED_KINDS, Kind, State
from handlers.dispatch.rules import pace
from local.campaign import reconciliation
from local.campaign.accounts import UNDER_WAY, Check, checked, states_of
from local.chaos.witnesses import Aftermath

BATCH = 10
"""Messages that a worker has in hand at the most, and so counters that may be lost with it."""


def check(aftermath: Aftermath) -> list[Check]:
    """Check every promise; return them in the order in which they are printed."""
    return [
        _accounted(aftermath),
        _counters(aftermath),
        *reconciliation.conduct(aftermath.evidence),
        _nothing_under_way(aftermath),
        _unknown_have_humans(aftermath),
        _interested_are_served(aftermath),
        _limits(aftermath),
    ]


def _accounted(aftermath: Aftermath) -> Check:
    """Every contact that was ingested is in exactly one place, by its state."""
    evidence, problems = aftermath.evidence, list[str]()
    states = Counter[State]()
    for campaign, ingested in evidence.ingested.items():
        own = states_of(evidence, campaign)
        states.update(own)
        if own.total() != ingested:
            problems.append(f"{campaign}: {ingested} were ingested, {own.total()} are in the table")
    found = account_of_states(states)
    problems += [f"{states[state]} are still {state}" for state in sorted(UNDER_WAY) if states[state]]
    return checked(
        "every contact is accounted for",
        problems,
        f"{found.ingested} = {found.sent} sent + {found.failed} failed + {found.unknown} unknown "
        f"+ {found.opted_out} opted out + {found.waiting} waiting",
    )


def misplaced(aftermath: Aftermath) -> int:
    """Return the number of contacts that the daily counters have in another place than their states."""
    wrong = 0
    for campaign in aftermath.evidence.ingested:
        counted = account(aftermath.evidence.totals.get(campaign, {}))
        found = account_of_states(states_of(aftermath.evidence, campaign))
        wrong += sum(abs(one - other) for one, other in zip(counted[1:], found[1:], strict=True)) // 2
    return wrong


def _counters(aftermath: Aftermath) -> Check:
    """The daily counters say what the states say, but for what killed workers had not written yet."""
    wrong, bound = misplaced(aftermath), BATCH * aftermath.killed
    problems = [f"{wrong} contacts are counted elsewhere, {aftermath.killed} workers died at work"]
    return checked(
        "the counters are the states, but for workers that died",
        problems if wrong > bound else [],
        f"{wrong} contacts counted elsewhere, {aftermath.killed} workers died at work",
    )


def _nothing_under_way(aftermath: Aftermath) -> Check:
    claims = aftermath.evidence.claims
    problems = [
        f"contact {claim['contactId']}: {claim['step']} is {claim['status']}"
        for claim in claims
        if claim["status"] in ("queued", "sending")
    ]
    return checked("every further message has ended", problems, f"{len(claims)} messages")


def _unknown_have_humans(aftermath: Aftermath) -> Check:
    told = {(detail.get("contactId"), detail.get("step")) for detail in aftermath.attention}
    unknown = [
        (contact["contactId"], Kind.OUTREACH.value)
        for contact in aftermath.evidence.contacts
        if contact["state"] == State.UNKNOWN
    ]
    unknown += [
        (claim["contactId"], claim["step"])
        for claim in aftermath.evidence.claims
        if claim["status"] == "unknown"
    ]
    problems = [
        f"contact {contact}: {step} is unknown, and no human was called"
        for contact, step in unknown
        if (contact, step) not in told
    ]
    return checked("every unknown message has called a human", problems, f"{len(unknown)} unknown messages")


def _interested_are_served(aftermath: Aftermath) -> Check:
    told = {detail.get("contactId") for detail in aftermath.attention}
    interested = [
        contact["contactId"]
        for contact in aftermath.evidence.contacts
        if contact["state"] == State.INTERESTED
    ]
    problems = [
        f"contact {contact} is interested, has no offer, and no human was called"
        for contact in interested
        if contact not in told
    ]
    return checked(
        "whoever wants a meeting has an offer or a human", problems, f"{len(interested)} with a human"
    )


def _limits(aftermath: Aftermath) -> Check:
    """No window of the tenant's limits has more accepted messages than it allows, by the partners' clock."""
    limits, zone = aftermath.tenant.limits, ZoneInfo(aftermath.tenant.timezone)
    minutes, hours, days = Counter[datetime](), Counter[datetime](), Counter[str]()
    for entry in aftermath.evidence.outgoing:
        if entry.kind in PACED_KINDS:
            at = pace.windows(_lived(aftermath, entry.at), zone)
            minutes[at.minute] += 1
            hours[at.hour] += 1
            days[pace.windows(entry.at, zone).day] += 1
    problems = [
        f"{count} of {bound} in the {name} of {start}"
        for name, bound, windows in (
            ("minute", limits.perMinute, minutes),
            ("hour", limits.perHour, hours),
            ("day", limits.perDay, days),
        )
        for start, count in windows.items()
        if count > bound
    ]
    fullest = max(minutes.values(), default=0)
    return checked(
        "the limits were kept, by the partners' clock",
        problems,
        f"{fullest} of {limits.perMinute} in the fullest minute, {max(hours.values(), default=0)} of "
        f"{limits.perHour} in the fullest hour",
    )


def _lived(aftermath: Aftermath, at: datetime) -> datetime:
    """Return a real instant as the system lived it: the hours that were let pass before it lie behind it."""
    return at + sum((time for moment, time in aftermath.passed if moment <= at), timedelta())


def broken(checks: list[Check]) -> Iterator[Check]:
    """Yield the checks that do not hold."""
    return (each for each in checks if not each.holds)
