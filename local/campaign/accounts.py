"""Checks that the figures of a campaign agree with each other, pure functions of the evidence.

The answers to the lists, the counters and the tables say how many there are of each; none of them is made from another.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.common.rules.accounting import Account, account, account_of_states
from handlers.common.rules.model import MeetingStatus, State
from local.campaign.evidence import Evidence

UNDER_WAY = frozenset({State.QUEUED, State.SENDING})
SHOWN = 3
"""The number of offenders that a check names."""


@dataclass(frozen=True)
class Check:
    """A promise, the answer to whether it holds, and the figures or the offenders."""

    name: str
    holds: bool
    detail: str


def check(evidence: Evidence) -> list[Check]:
    """Run every check of figures; return them in the order in which the summary shows them."""
    return [*_rows(evidence), *_accounts(evidence), _meetings(evidence)]


def checked(name: str, problems: Sequence[str], figures: str) -> Check:
    """Return the check of that name: it holds, with ``figures``, if there are no problems."""
    if not problems:
        return Check(name, True, figures)
    more = f" and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
    return Check(name, False, "; ".join(problems[:SHOWN]) + more)


def _rows(evidence: Evidence) -> Iterator[Check]:
    for campaign, rows in evidence.rows.items():
        totals = evidence.totals.get(campaign, {})
        problems = [
            f"the answer says {count} {name}, the counters {totals.get(name, 0)}"
            for name, count in rows.items()
            if totals.get(name, 0) != count
        ]
        figures = " + ".join(
            f"{count} {'opted out' if name == 'optedOut' else name}" for name, count in rows.items()
        )
        yield checked(
            f"every row of {campaign} is counted once", problems, f"{sum(rows.values())} = {figures}"
        )


def _accounts(evidence: Evidence) -> Iterator[Check]:
    for campaign, ingested in evidence.ingested.items():
        states = states_of(evidence, campaign)
        found = account_of_states(states)
        yield checked(
            f"every contact of {campaign} is accounted for",
            _unaccounted(states, ingested, account(evidence.totals.get(campaign, {}))),
            f"{ingested} = {found.sent} sent + {found.failed} failed + {found.unknown} unknown "
            f"+ {found.opted_out} opted out + {found.waiting} waiting",
        )


def _meetings(evidence: Evidence) -> Check:
    """Compare the meetings with their counters, and with the briefings."""
    told = Counter[str]()
    for totals in evidence.totals.values():
        told.update(totals)
    agreed = [each for each in evidence.meetings if "confirmedAt" in each]
    problems = [
        f"{found} meetings were {name}, the counters say {told[f'meetings_{name}']}"
        for name, found in (("proposed", len(evidence.meetings)), ("confirmed", len(agreed)))
        if told[f"meetings_{name}"] < found
    ]
    problems += [
        f"meeting {each['meetingId']} has no briefing"
        for each in evidence.meetings
        if each["status"] == MeetingStatus.CONFIRMED and not each.get("briefing")
    ]
    return checked(
        "every meeting is counted and has its briefing",
        problems,
        f"{len(evidence.meetings)}, {len(agreed)} agreed",
    )


def states_of(evidence: Evidence, campaign: str) -> Counter[State]:
    """Return the number of contacts of ``tenant/campaign`` in each state."""
    return Counter(
        State(contact["state"])
        for contact in evidence.contacts
        if f"{contact['tenantId']}/{contact['campaignId']}" == campaign
    )


def _unaccounted(states: Counter[State], ingested: int, counted: Account) -> list[str]:
    """Return the differences between the intake's answer, the contacts' states and the counters."""
    found = account_of_states(states)
    problems = []
    if found.ingested != ingested:
        problems.append(f"{ingested} were ingested, {found.ingested} are in the table")
    if counted != found:
        problems.append(f"the counters say {counted}, the table {found}")
    return problems + [f"{states[state]} are still {state}" for state in sorted(UNDER_WAY) if states[state]]
