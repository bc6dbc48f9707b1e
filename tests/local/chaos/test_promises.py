"""Every promise of a run in bad weather: it holds on evidence where all went well, and breaks when it is broken."""

import copy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handlers.common.rules.model import Channel
from handlers.common.rules.tenants import Host, Limits, Tenant
from handlers.dispatch.rules.attempts import idempotency_key
from local.campaign.evidence import Evidence
from local.chaos import witnesses
from local.chaos.promises import broken, check
from local.chaos.witnesses import Aftermath

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CAMPAIGN = "aurora/lista-1"
HOST = Host(hostId="ana", name="Ana", email="ana@aurora.example", calendarId="ana@aurora.example")
TENANT = Tenant(
    tenantId="aurora", name="Aurora", limits=Limits(perMinute=3, perHour=4, perDay=9), hosts=(HOST,)
)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def contact(name: str, state: str, **more: Any) -> dict[str, Any]:
    own = {"contactId": name, "tenantId": "aurora", "campaignId": "lista-1", "state": state}
    return own | ({"sentAt": at(0).isoformat()} if state == "contacted" else {}) | more


def accepted(
    contact_id: str, step: str = "outreach", minutes: float = 0, channel: str = "email"
) -> dict[str, Any]:
    """An entry of the partners' record."""
    return {
        "partner": channel,
        "key": idempotency_key(contact_id, step, channel),
        "at": at(minutes).isoformat(),
        "body": {"to": f"{contact_id}@x.example"},
        "answer": {"messageId": f"{channel}-1"},
    }


class Told:
    """The makings of a aftermath, for a test to change."""

    def __init__(self) -> None:
        self.contacts = [
            contact("sent", "contacted"),
            contact("open", "unknown"),
            contact("gone", "opted_out"),
            contact("keen", "interested", sentAt=at(0).isoformat()),
        ]
        self.claims: list[dict[str, Any]] = [
            {"contactId": "gone", "step": "opt_out_ack", "kind": "opt_out_ack", "status": "sent"},
            {"contactId": "keen", "step": "proposal#m#1", "kind": "proposal", "status": "unknown"},
        ]
        self.accepted = [
            accepted("sent"),
            accepted("gone"),
            accepted("gone", "opt_out_ack", 2),
            accepted("keen"),
        ]
        self.attention: list[dict[str, Any]] = [
            {"contactId": "open", "step": "outreach", "reason": "message_unknown"},
            {"contactId": "keen", "step": "proposal#m#1", "reason": "message_unknown"},
        ]
        self.totals = {"ingested": 4, "contacts_sent": 2, "contacts_unknown": 1, "contacts_opted_out": 1}
        self.ingested = 4
        self.dead_letters = {"send-dlq": 0, "failed-events": 0}
        self.passed: list[tuple[datetime, timedelta]] = []
        self.killed = 0
        self.settled = True

    def aftermath(self) -> Aftermath:
        record = {"accepted": self.accepted, "events": {}, "repeats": 0, "replies": []}
        evidence = Evidence(
            contacts=self.contacts,
            claims=self.claims,
            addresses=[
                {"pk": "ADDRESS#aurora#gone@x.example", "optedOut": True, "optedOutAt": at(1).isoformat()}
            ],
            meetings=[],
            totals={CAMPAIGN: self.totals},
            outgoing=witnesses.outgoing(record, self.contacts, self.claims),
            record=record,
            dead_letters=self.dead_letters,
            ingested={CAMPAIGN: self.ingested},
            colleagues=frozenset(),
            settled=self.settled,
        )
        return Aftermath(evidence, TENANT, self.attention, self.passed, self.killed)

    def breaks(self) -> list[str]:
        return [each.name for each in broken(check(self.aftermath()))]


@pytest.fixture
def told() -> Told:
    return Told()


def test_a_run_that_went_well_keeps_every_promise(told: Told) -> None:
    checks = check(told.aftermath())
    assert list(broken(checks)) == []
    assert checks[0].detail == "4 = 2 sent + 0 failed + 1 unknown + 1 opted out + 0 waiting"


def test_a_contact_that_vanished_breaks_the_account(told: Told) -> None:
    told.ingested = 5
    assert "every contact is accounted for" in told.breaks()


@pytest.mark.parametrize("state", ["queued", "sending"])
def test_a_contact_that_is_still_under_way_breaks_the_account(told: Told, state: str) -> None:
    told.contacts[1]["state"] = state
    assert "every contact is accounted for" in told.breaks()


def test_counters_may_be_wrong_by_what_killed_workers_had_in_hand(told: Told) -> None:
    name = "the counters are the states, but for workers that died"
    told.totals |= {"contacts_sent": 1, "contacts_waiting": 1}
    assert told.breaks() == [name]
    told.killed = 1
    assert told.breaks() == []
    detail = {each.name: each.detail for each in check(told.aftermath())}[name]
    assert detail == "1 contacts counted elsewhere, 1 workers died at work"


def test_a_message_that_was_accepted_twice_is_found_even_if_nobody_learnt_of_it(told: Told) -> None:
    told.accepted += [accepted("open"), accepted("open", minutes=1)]
    assert "no message was accepted twice" in told.breaks()


def test_the_same_message_through_both_channels_counts_as_twice(told: Told) -> None:
    told.accepted.append(accepted("sent", minutes=1, channel=Channel.WHATSAPP))
    assert "no message was accepted twice" in told.breaks()


def test_an_accepted_message_of_nobody_is_found(told: Told) -> None:
    told.accepted.append(accepted("stranger"))
    assert "the partners' record and ours agree" in told.breaks()


def test_a_sending_that_no_partner_has_is_found(told: Told) -> None:
    del told.accepted[0]
    assert told.breaks() == ["the partners' record and ours agree"]


def test_a_message_to_somebody_who_opted_out_is_found(told: Told) -> None:
    told.claims.append({"contactId": "gone", "step": "follow_up_1", "kind": "follow_up", "status": "sent"})
    told.accepted.append(accepted("gone", "follow_up_1", 5))
    assert told.breaks() == ["who has opted out is left alone"]


@pytest.mark.parametrize("missing", [0, 1])
def test_an_unknown_message_without_a_human_is_found(told: Told, missing: int) -> None:
    del told.attention[missing]
    assert "every unknown message has called a human" in told.breaks()


def test_somebody_who_wants_a_meeting_and_is_forgotten_is_found(told: Told) -> None:
    told.contacts[0] |= {"state": "interested"}
    assert told.breaks() == ["whoever wants a meeting has an offer or a human"]


@pytest.mark.parametrize("status", ["queued", "sending"])
def test_a_further_message_that_never_ends_is_found(told: Told, status: str) -> None:
    told.claims[1]["status"] = status
    assert told.breaks() == ["every further message has ended"]


def test_a_letter_that_nobody_played_again_is_found(told: Told) -> None:
    told.dead_letters["send-dlq"] = 1
    assert told.breaks() == ["the queues of failures are empty"]


def test_a_run_that_did_not_come_to_its_end_is_found(told: Told) -> None:
    told.settled = False
    assert told.breaks() == ["the campaign came to rest"]


def crowd(told: Told, minutes: list[float]) -> None:
    """Let contacts be written to at these minutes, beside the three of the first one."""
    for number, minute in enumerate(minutes):
        name = f"more-{number}"
        told.contacts.append(contact(name, "contacted"))
        told.accepted.append(accepted(name, minutes=minute))
    told.ingested += len(minutes)
    told.totals = {**told.totals, "ingested": told.ingested, "contacts_sent": 2 + len(minutes)}


LIMITS = "the limits were kept, by the partners' clock"


def test_a_minute_with_too_many_is_found(told: Told) -> None:
    crowd(told, [0.5])
    assert told.breaks() == [LIMITS]


def test_an_hour_with_too_many_is_found(told: Told) -> None:
    crowd(told, [1.5, 2.5])
    assert told.breaks() == [LIMITS]


def test_hours_that_were_let_pass_are_hours_of_the_limits(told: Told) -> None:
    told.passed = [(at(1), timedelta(hours=1))]
    crowd(told, [1.5, 2.5])
    assert told.breaks() == []
    told.passed = [(at(2), timedelta(hours=1))]
    assert told.breaks() == []


def test_a_day_with_too_many_is_found(told: Told) -> None:
    told.passed = [(at(minute), timedelta(hours=1)) for minute in range(1, 8)]
    crowd(told, [minute + 0.5 for minute in range(1, 8)])
    assert told.breaks() == [LIMITS]


def test_meetings_that_overlap_and_a_calendar_that_differs_are_found(told: Told) -> None:
    meeting = {
        "meetingId": "m",
        "tenantId": "aurora",
        "hostId": "ana",
        "status": "confirmed",
        "start": at(60).isoformat(),
        "end": at(120).isoformat(),
        "bufferMinutes": 15,
        "calendarEventId": "event-m",
    }
    found = told.aftermath()
    evidence = replace(found.evidence, meetings=[meeting, copy.deepcopy(meeting)])
    names = [each.name for each in broken(check(replace(found, evidence=evidence)))]
    assert names == ["no two meetings of a host overlap", "the calendar holds the meetings and nothing else"]
