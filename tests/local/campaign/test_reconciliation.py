"""Every check of the report: it holds on a campaign that went well, and breaks when its promise is broken."""

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from local.campaign.evidence import Evidence, Outgoing, outgoing
from local.campaign.reconciliation import check

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CAMPAIGN = "aurora/primavera"


COUNTED = "every meeting is counted and has its briefing"


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def contact(name: str, state: str, **more: Any) -> dict[str, Any]:
    own = {"contactId": name, "tenantId": "aurora", "campaignId": "primavera", "state": state}
    return own | ({} if state in ("new", "undeliverable") else {"sentAt": at(0).isoformat()}) | more


def meeting(name: str, start: datetime, **more: Any) -> dict[str, Any]:
    return {
        "meetingId": name,
        "tenantId": "aurora",
        "contactId": "met",
        "hostId": "ana",
        "status": "confirmed",
        "start": start.isoformat(),
        "end": (start + timedelta(hours=1)).isoformat(),
        "bufferMinutes": 15,
        "calendarEventId": f"event-{name}",
        "briefing": "# Briefing",
        **({} if "status" in more else {"confirmedAt": at(0).isoformat()}),
        **more,
    }


def sent(contact_id: str | None, step: str = "outreach", minutes: float = 0.0, to: str = "") -> Outgoing:
    return Outgoing(
        "whatsapp",
        to or f"+{contact_id}",
        at(minutes),
        contact_id,
        step if contact_id else None,
        step.partition("#")[0] if contact_id else None,
    )


def evidence(**changed: Any) -> Evidence:
    """Four contacts: one met, one opted out, one with no way to reach, one still waiting."""
    parts: dict[str, Any] = {
        "contacts": [
            contact("met", "scheduled"),
            contact("left", "opted_out"),
            contact("lost", "undeliverable"),
            contact("next", "new"),
        ],
        "claims": [
            {"contactId": "met", "step": "proposal#m1#1", "status": "sent"},
            {"contactId": "left", "step": "opt_out_ack", "status": "sent"},
            {"contactId": "met", "step": "reminder_24h#m1#v2", "status": "skipped"},
        ],
        "addresses": [
            {"pk": "ADDRESS#aurora#+left", "optedOut": True, "optedOutAt": at(1).isoformat()},
            {"pk": "ADDRESS#aurora#+met"},
        ],
        "meetings": [
            meeting("m1", at(100)),
            meeting("m2", at(175)),
            meeting("m3", at(100), status="cancelled"),
            meeting("m4", at(100), hostId="bruno"),
        ],
        "totals": {
            CAMPAIGN: {
                "ingested": 4,
                "optedOut": 2,
                "contacts_sent": 1,
                "contacts_failed": 1,
                "contacts_opted_out": 1,
                "contacts_waiting": 1,
                "meetings_proposed": 4,
                "meetings_confirmed": 3,
                "reply_interested": 1,
                "reply_opt_out": 1,
            }
        },
        "outgoing": [
            sent("met"),
            sent("left"),
            sent("met", "proposal#m1#1", 2),
            sent("left", "opt_out_ack", 2),
            sent(None, to="ana@aurora.example"),
        ],
        "record": {
            "events": {"event-m1": {}, "event-m2": {}, "event-m4": {}},
            "repeats": 0,
            "replies": [
                {"messageId": "reply-1", "error": None, "deliveries": 1},
                {"messageId": "reply-2", "error": None, "deliveries": 2},
            ],
        },
        "dead_letters": {"send-dlq": 0, "failed-events": 0},
        "ingested": {CAMPAIGN: 4},
        "rows": {CAMPAIGN: {"ingested": 4, "optedOut": 2, "blank": 0}},
        "colleagues": frozenset({"ana@aurora.example"}),
    }
    return Evidence(**(copy.deepcopy(parts) | changed))


def broken(found: Evidence) -> dict[str, str]:
    return {each.name: each.detail for each in check(found) if not each.holds}


def test_a_campaign_that_went_well_keeps_every_promise() -> None:
    assert broken(evidence()) == {}
    details = {each.name: each.detail for each in check(evidence())}
    assert details[f"every contact of {CAMPAIGN} is accounted for"] == (
        "4 = 1 sent + 1 failed + 0 unknown + 1 opted out + 1 waiting"
    )
    assert details["every reply counted once"] == "2 replies, 1 of them delivered twice"


def test_a_contact_that_vanished_is_missed() -> None:
    found = evidence(contacts=evidence().contacts[1:])
    detail = broken(found)[f"every contact of {CAMPAIGN} is accounted for"]
    assert "4 were ingested, 3 are in the table" in detail


@pytest.mark.parametrize("state", ["queued", "sending"])
def test_a_contact_between_two_states_is_not_accounted_for(state: str) -> None:
    found = evidence(contacts=[*evidence().contacts[:3], contact("next", state)])
    assert f"1 are still {state}" in broken(found)[f"every contact of {CAMPAIGN} is accounted for"]


def test_counters_that_differ_from_the_table_are_reported() -> None:
    totals = {CAMPAIGN: dict(evidence().totals[CAMPAIGN]) | {"contacts_sent": 2}}
    assert (
        "the counters say" in broken(evidence(totals=totals))[f"every contact of {CAMPAIGN} is accounted for"]
    )


def test_a_message_that_was_accepted_twice_is_reported() -> None:
    found = evidence(outgoing=[*evidence().outgoing, sent("met", minutes=3)])
    assert broken(found) == {"no message was accepted twice": "contact met: outreach was accepted 2 times"}


def test_a_message_that_is_nobodys_is_reported() -> None:
    found = evidence(outgoing=[*evidence().outgoing, sent(None, to="+5511900001111")])
    assert list(broken(found)) == ["the partners' record and ours agree"]


def test_a_message_that_no_partner_has_seen_is_reported() -> None:
    found = evidence(outgoing=evidence().outgoing[1:])
    assert "contact met: outreach is recorded as sent" in broken(found)["the partners' record and ours agree"]


def test_a_message_after_the_opt_out_is_reported() -> None:
    claims = [*evidence().claims, {"contactId": "left", "step": "follow_up#1", "status": "sent"}]
    found = evidence(claims=claims, outgoing=[*evidence().outgoing, sent("left", "follow_up#1", 5)])
    assert list(broken(found)) == ["who has opted out is left alone"]


def test_a_meeting_that_was_called_off_without_a_word_is_reported() -> None:
    contacts = [contact("met", "unsuccessful"), *evidence().contacts[1:]]
    name = "who calls a meeting off hears so"
    assert broken(evidence(contacts=contacts)) == {name: "contact met: there is no cancellation#m3"}
    claims = [*evidence().claims, {"contactId": "met", "step": "cancellation#m3", "status": "unknown"}]
    assert broken(evidence(contacts=contacts, claims=claims)) == {}


def test_meetings_without_the_pause_between_them_are_reported() -> None:
    meetings = [meeting("m1", at(100)), meeting("m2", at(174)), meeting("m4", at(100), hostId="bruno")]
    assert list(broken(evidence(meetings=meetings))) == ["no two meetings of a host overlap"]


def test_a_booking_that_no_counter_knows_or_that_has_no_briefing_is_reported() -> None:
    counted = dict(evidence().totals[CAMPAIGN]) | {"meetings_confirmed": 2}
    found = evidence(totals={CAMPAIGN: counted})
    assert broken(found) == {COUNTED: "3 meetings were confirmed, the counters say 2"}
    found = evidence(meetings=[dict(evidence().meetings[0]) | {"briefing": None}, *evidence().meetings[1:]])
    assert broken(found) == {COUNTED: "meeting m1 has no briefing"}


def test_a_calendar_that_differs_is_reported() -> None:
    record = dict(evidence().record) | {"events": {"event-m1": {}, "event-m4": {}, "event-x": {}}}
    detail = broken(evidence(record=record))["the calendar holds the meetings and nothing else"]
    assert "event-x is in the calendar and belongs to no meeting" in detail
    assert "event-m2 is missing from the calendar" in detail


def test_a_reply_that_was_not_taken_is_reported() -> None:
    replies = [*evidence().record["replies"], {"messageId": "reply-3", "error": "denied", "deliveries": 0}]
    found = evidence(record=dict(evidence().record) | {"replies": replies})
    assert broken(found) == {"every reply counted once": "reply-3: denied"}


def test_a_reply_that_was_counted_twice_is_reported() -> None:
    totals = {CAMPAIGN: dict(evidence().totals[CAMPAIGN]) | {"reply_interested": 2}}
    assert broken(evidence(totals=totals)) == {
        "every reply counted once": "2 replies were given, 3 were counted"
    }


def test_a_dead_letter_is_reported() -> None:
    found = evidence(dead_letters={"send-dlq": 2, "failed-events": 0})
    assert broken(found) == {"the queues of failures are empty": "2 in send-dlq"}


def test_a_campaign_that_did_not_come_to_rest_is_reported() -> None:
    assert list(broken(evidence(settled=False))) == ["the campaign came to rest"]


def test_of_many_offenders_only_some_are_named() -> None:
    extra = [sent(None, to=f"+{number}") for number in range(5)]
    found = evidence(outgoing=[*evidence().outgoing, *extra])
    assert broken(found)["the partners' record and ours agree"].endswith(" and 2 more")


def test_a_row_that_the_counters_do_not_know_is_told() -> None:
    rows = {CAMPAIGN: {"ingested": 4, "optedOut": 3}}
    assert broken(evidence(rows=rows)) == {
        f"every row of {CAMPAIGN} is counted once": "the answer says 3 optedOut, the counters 2"
    }


def test_a_reply_that_was_mended_counts_once_or_twice() -> None:
    totals = {CAMPAIGN: dict(evidence().totals[CAMPAIGN]) | {"reply_unknown": 1}}
    record = dict(evidence().record) | {"amendments": 1}
    assert broken(evidence(totals=totals, record=record)) == {}
    assert list(broken(evidence(totals=totals))) == ["every reply counted once"]


def test_a_webhook_that_was_never_taken_is_reported() -> None:
    webhooks = {"taken": 7, "open": ["statuses wamid.1 sent: RefusedError: the webhook was answered 500"]}
    found = evidence(record=dict(evidence().record) | {"webhooks": webhooks})
    assert list(broken(found)) == ["every webhook was taken"]


def test_an_e_mail_that_a_mail_program_would_stumble_over_is_reported() -> None:
    found = evidence(record=dict(evidence().record) | {"mailFaults": ["'Olá': the header To is missing"]})
    assert broken(found) == {"every e-mail is fit for a mail program": "'Olá': the header To is missing"}


def test_a_message_that_failed_after_it_was_accepted_went_out_to_nobody() -> None:
    entry = {
        "partner": "whatsapp",
        "at": "2026-11-23T12:00:00+00:00",
        "answer": {"messageId": "wamid.1"},
        "body": {"to": "+5511987654321"},
    }
    record = {"accepted": [entry]}
    assert len(outgoing(record, [], [])) == 1
    assert outgoing({**record, "undelivered": ["wamid.1"]}, [], []) == []
