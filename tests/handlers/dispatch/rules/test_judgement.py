from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.common.rules.address import Address
from handlers.common.rules.contact import Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import (
    FINAL_STATES,
    PACED_KINDS,
    PARTING_KINDS,
    SLOT_KINDS,
    Channel,
    Kind,
    State,
)
from handlers.common.rules.tenants import Hours
from handlers.dispatch.rules.closures import ClosedChannel
from handlers.dispatch.rules.facts import Claim, Facts, MalformedError, MeetingVersion, Status
from handlers.dispatch.rules.judgement import judge
from handlers.dispatch.rules.judgements import Defer, Drop, Go, LeaseOver, Record, Wait
from tests.handlers.dispatch.known import CAMPAIGN, EMAIL, PHONE, TENANT

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=SAO_PAULO)
SUNDAY = datetime(2026, 11, 22, 10, 0, tzinfo=SAO_PAULO)
LONG_AGO, PAST, FUTURE = "2026-11-22T00:00:00.000Z", "2026-11-23T12:00:00.000Z", "2026-12-20T00:00:00.000Z"


def facts(kind: Kind = Kind.OUTREACH, **changes: Any) -> Facts:
    values: dict[str, Any] = {
        "kind": kind,
        "step": str(kind),
        "tenantId": "acme",
        "campaignId": "spring",
        "contactId": "c1",
        "correlationId": "x",
        "createdAt": MONDAY,
    }
    contact = {
        "contactId": "c1",
        "tenantId": "acme",
        "campaignId": "spring",
        "state": "queued" if kind is Kind.OUTREACH else "contacted",
        "phone": PHONE,
        "email": EMAIL,
        "channel": "whatsapp",
        "nextStep": str(kind),
    }
    return Facts(
        message=Message(**values | changes.pop("message", {})),
        tenant=changes.pop("tenant", TENANT),
        campaign=CAMPAIGN,
        contact=Contact.of(contact | changes.pop("contact", {})),
        claim=Claim.of(claim) if (claim := changes.pop("claim", None)) else None,
        addresses={address: Address.of(item) for address, item in changes.pop("addresses", {}).items()},
        closed=changes.pop("closed", {}),
        idempotent=changes.pop("idempotent", {}),
    )


def lease(deadline: str, **more: Any) -> dict[str, Any]:
    return {"attempt": "a1", "attemptChannel": "whatsapp", "deadline": deadline} | more


OPTED_OUT = {PHONE: {"optedOut": True}}


@pytest.mark.parametrize(
    ("known", "judgement"),
    [
        (facts(), Go(Channel.WHATSAPP, PHONE)),
        (facts(message={"channel": "email"}), Go(Channel.EMAIL, EMAIL)),
        (facts(contact={"undeliverableOn": ["whatsapp"]}), Go(Channel.EMAIL, EMAIL)),
        (facts(contact={"phone": None}), Go(Channel.EMAIL, EMAIL)),
        (
            facts(contact={"phone": None, "email": None}),
            Record(Status.FAILED, "no_address", State.UNDELIVERABLE),
        ),
        (facts(message={"expiresAt": MONDAY}), Drop("expired")),
        (facts(Kind.PROPOSAL, message={"expiresAt": MONDAY}), Record(Status.EXPIRED, "expired")),
        (facts(addresses=OPTED_OUT), Record(Status.SKIPPED, "opted_out", State.OPTED_OUT)),
        (facts(addresses={EMAIL: {"optedOut": True}}), Record(Status.SKIPPED, "opted_out", State.OPTED_OUT)),
        (facts(addresses={PHONE: {"optedOut": False}}), Go(Channel.WHATSAPP, PHONE)),
        (facts(contact={"blocked": True}), Record(Status.FAILED, "blocked", State.UNDELIVERABLE)),
        (facts(addresses={EMAIL: {"blocked": True}}), Record(Status.FAILED, "blocked", State.UNDELIVERABLE)),
        (facts(Kind.PROPOSAL, contact={"state": "opted_out"}), Record(Status.SKIPPED, "opted_out")),
        (
            facts(Kind.OPT_OUT_ACK, contact={"state": "opted_out"}, addresses=OPTED_OUT),
            Go(Channel.WHATSAPP, PHONE),
        ),
        (facts(Kind.OPT_OUT_ACK, contact={"state": "contacted"}), Record(Status.SKIPPED, "opted_in")),
        (facts(contact={"state": "new"}), Drop("contact is new")),
        (facts(contact={"state": "contacted"}), Drop("contact is contacted")),
        (facts(contact=lease(FUTURE, state="sending")), Wait()),
        (facts(contact=lease(PAST, state="sending")), LeaseOver("a1", Channel.WHATSAPP)),
        # By then the partner may have forgotten the key.
        (
            facts(contact=lease(LONG_AGO, state="sending"), idempotent={Channel.WHATSAPP: True}),
            LeaseOver("a1", Channel.WHATSAPP),
        ),
        (
            facts(contact=lease(PAST, state="sending"), idempotent={Channel.WHATSAPP: True}),
            Go(Channel.WHATSAPP, PHONE, "a1"),
        ),
        (
            facts(
                contact=lease(PAST, state="sending"), idempotent={Channel.WHATSAPP: True}, addresses=OPTED_OUT
            ),
            LeaseOver("a1", Channel.WHATSAPP),
        ),
        (
            facts(
                contact=lease(PAST, state="sending", undeliverableOn=["whatsapp"]),
                idempotent={Channel.WHATSAPP: True},
            ),
            LeaseOver("a1", Channel.WHATSAPP),
        ),
        (facts(Kind.PROPOSAL, claim={"status": "sent"}), Drop("message is sent")),
        (facts(Kind.PROPOSAL, claim={"status": "queued"}), Go(Channel.WHATSAPP, PHONE)),
        (facts(Kind.PROPOSAL, claim=lease(FUTURE, status="sending")), Wait()),
        (facts(Kind.PROPOSAL, claim=lease(PAST, status="sending")), LeaseOver("a1", Channel.WHATSAPP)),
        (facts(Kind.FOLLOW_UP), Go(Channel.WHATSAPP, PHONE)),
        (
            facts(Kind.FOLLOW_UP, contact={"state": "interested"}),
            Record(Status.SKIPPED, "contact_interested"),
        ),
        (
            facts(Kind.REMINDER, contact={"state": "unsuccessful"}),
            Record(Status.SKIPPED, "contact_unsuccessful"),
        ),
        (facts(Kind.FAREWELL, contact={"state": "unsuccessful"}), Go(Channel.WHATSAPP, PHONE)),
        (facts(Kind.CHECK, contact={"state": "unsuccessful"}), Go(Channel.WHATSAPP, PHONE)),
        (facts(Kind.HANDOVER, contact={"state": "completed"}), Go(Channel.WHATSAPP, PHONE)),
        (facts(Kind.HANDOVER, contact={"state": "opted_out"}), Record(Status.SKIPPED, "opted_out")),
        (facts(Kind.CHECK, addresses=OPTED_OUT), Record(Status.FAILED, "address_closed")),
        (
            facts(Kind.REMINDER, contact={"state": "scheduled"}, addresses=OPTED_OUT),
            Record(Status.FAILED, "address_closed"),
        ),
        (
            facts(Kind.LAPSE, contact={"state": "interested"}, addresses=OPTED_OUT),
            Record(Status.SKIPPED, "opted_out"),
        ),
        (facts(Kind.FOLLOW_UP, addresses=OPTED_OUT), Record(Status.SKIPPED, "opted_out", State.OPTED_OUT)),
    ],
)
def test_the_checks_come_in_their_order(known: Facts, judgement: object) -> None:
    assert judge(known, MONDAY) == judgement


TALKING = datetime.fromisoformat(FUTURE)


@pytest.mark.parametrize(
    ("kind", "judgement"),
    [
        *((kind, Defer(TALKING, "human_talks")) for kind in (Kind.OUTREACH, Kind.FOLLOW_UP)),
        *(
            (kind, Record(Status.SKIPPED, "human_talks"))
            for kind in (
                Kind.PROPOSAL,
                Kind.APOLOGY,
                Kind.OTHER_SLOTS,
                Kind.SLOT_LOST,
                Kind.CHECK,
                Kind.WHICH_SLOT,
                Kind.UNCHANGED,
            )
        ),
        *(
            (kind, Record(Status.SKIPPED, "human_talks"))
            for kind in (Kind.HANDOVER, Kind.FAREWELL, Kind.LAPSE)
        ),
        *(
            (kind, Go(Channel.WHATSAPP, PHONE))
            for kind in (Kind.ANSWER, Kind.REMINDER, Kind.CONFIRMATION, Kind.CANCELLATION)
        ),
    ],
)
def test_while_a_human_talks_the_agent_carries_no_conversation_on(kind: Kind, judgement: object) -> None:
    assert judge(facts(kind, contact={"humanUntil": FUTURE}), MONDAY) == judgement
    assert judge(facts(kind, addresses={PHONE: {"humanUntil": FUTURE}}), MONDAY) == judgement
    shared = judge(facts(kind, addresses={EMAIL: {"humanUntil": FUTURE}}), MONDAY)
    assert shared == (judgement if kind in PACED_KINDS else Go(Channel.WHATSAPP, PHONE)), (
        "it may be another's"
    )
    assert isinstance(judge(facts(kind, contact={"humanUntil": PAST}), MONDAY), Go)


@pytest.mark.parametrize(
    ("kind", "begins", "judgement"),
    [
        *((kind, 59, Record(Status.EXPIRED, "slot_passed")) for kind in sorted(SLOT_KINDS)),
        *((kind, 61, Go(Channel.WHATSAPP, PHONE)) for kind in sorted(SLOT_KINDS)),
        (Kind.LAPSE, 59, Go(Channel.WHATSAPP, PHONE)),
    ],
)
def test_an_offer_that_has_waited_names_no_slot_that_is_about_to_begin(
    kind: Kind, begins: int, judgement: object
) -> None:
    slots = [MONDAY + timedelta(minutes=begins), MONDAY + timedelta(days=1)]
    spans = [{"start": each.isoformat(), "end": each.isoformat()} for each in reversed(slots)]
    meeting = {"status": "expired" if kind is Kind.LAPSE else "proposed", "version": 1, "slots": spans}
    known = facts(kind, message={"meetingId": "m1"})
    assert judge(known._replace(meeting=MeetingVersion.of(meeting)), MONDAY) == judgement


@pytest.mark.parametrize("kind", [Kind.OUTREACH, Kind.FOLLOW_UP])
@pytest.mark.parametrize("asked", [PHONE, EMAIL])
def test_nobody_is_written_to_first_who_was_asked_back_and_has_not_answered(kind: Kind, asked: str) -> None:
    tomorrow, soon = MONDAY + timedelta(days=1), MONDAY + timedelta(hours=1)
    for until, again in ((FUTURE, tomorrow), (soon.isoformat(), soon)):
        waiting = facts(kind, addresses={asked: {"askedUntil": until}})
        assert judge(waiting, MONDAY) == Defer(again, "asked_back")
    assert isinstance(judge(facts(kind, addresses={asked: {"askedUntil": PAST}}), MONDAY), Go)


@pytest.mark.parametrize("kind", [Kind.OUTREACH, Kind.FOLLOW_UP, Kind.LAPSE])
@pytest.mark.parametrize("address", [PHONE, EMAIL])
def test_nothing_unasked_goes_to_whoever_has_just_written_or_is_away(kind: Kind, address: str) -> None:
    until = datetime.fromisoformat(FUTURE)
    unread = facts(kind, addresses={address: {"unreadUntil": FUTURE}})
    assert judge(unread, MONDAY) == Defer(until, "unread")
    away = {"awayUntil": FUTURE, "awaySaidAt": PAST}
    assert judge(facts(kind, addresses={address: away}), MONDAY) == Defer(until, "away")
    wrote_since = {PHONE: {"lastWroteAt": MONDAY.isoformat()}, EMAIL: away}
    assert isinstance(judge(facts(kind, addresses=wrote_since), MONDAY), Go)
    over = {PHONE: away | {"awayUntil": PAST, "unreadUntil": PAST}}
    assert isinstance(judge(facts(kind, addresses=over), MONDAY), Go)


@pytest.mark.parametrize("kind", [Kind.CHECK, Kind.PROPOSAL, Kind.REMINDER, Kind.ANSWER, Kind.CONFIRMATION])
def test_whoever_is_away_or_has_just_written_is_answered_and_reminded(kind: Kind) -> None:
    known = {"awayUntil": FUTURE, "awaySaidAt": PAST, "unreadUntil": FUTURE}
    assert isinstance(judge(facts(kind, addresses={PHONE: known}), MONDAY), Go)


@pytest.mark.parametrize(
    ("waits_for", "claim", "goes"),
    [
        ("follow_up", None, True),
        (None, None, False),
        ("silence", None, False),
        ("silence", {"status": "queued"}, True),
        (None, {"status": "queued"}, False),
    ],
)
def test_a_follow_up_goes_out_while_its_contact_waits_for_it_or_for_what_follows_it(
    waits_for: str | None, claim: dict[str, str] | None, goes: bool
) -> None:
    judgement = judge(facts(Kind.FOLLOW_UP, contact={"nextStep": waits_for}, claim=claim), MONDAY)
    ended = Record(Status.SKIPPED, "sequence_ended")
    assert judgement == (Go(Channel.WHATSAPP, PHONE) if goes else ended)


@pytest.mark.parametrize("kind", [Kind.CHECK, Kind.PROPOSAL, Kind.REMINDER, Kind.ANSWER])
def test_whoever_is_asked_back_is_answered_and_reminded(kind: Kind) -> None:
    assert isinstance(judge(facts(kind, addresses={PHONE: {"askedUntil": FUTURE}}), MONDAY), Go)


def test_somebody_elses_contact_is_no_destination() -> None:
    with pytest.raises(MalformedError, match="somebody else"):
        judge(facts(contact={"tenantId": "other"}), MONDAY)


def test_a_message_that_is_being_sent_by_nobody_is_shown_and_not_sent_again() -> None:
    with pytest.raises(MalformedError, match="names no attempt"):
        judge(facts(contact={"state": "sending"}), MONDAY)


def test_hours_hold_back_what_we_begin_and_not_what_we_answer() -> None:
    opens = datetime(2026, 11, 23, 8, tzinfo=SAO_PAULO)
    assert judge(facts(), SUNDAY) == Defer(opens, "outside_hours")
    assert judge(facts(Kind.FOLLOW_UP), SUNDAY) == Defer(opens, "outside_hours")
    assert judge(facts(Kind.LAPSE), SUNDAY) == Defer(opens, "outside_hours")
    assert judge(facts(Kind.PROPOSAL), SUNDAY) == Go(Channel.WHATSAPP, PHONE)


def test_holidays_of_the_contacts_state_count() -> None:
    revolution_day = datetime(2026, 7, 9, 10, tzinfo=SAO_PAULO)
    assert isinstance(judge(facts(), revolution_day), Defer)
    assert judge(facts(contact={"phone": "+5521988887777"}), revolution_day) == Go(
        Channel.WHATSAPP, "+5521988887777"
    )
    closed = TENANT.model_copy(update={"holidays": frozenset({date(2026, 11, 23)})})
    assert isinstance(judge(facts(tenant=closed), MONDAY), Defer)


def test_a_closed_channel_holds_everything_until_it_is_tried_again() -> None:
    retry = MONDAY + timedelta(minutes=5)
    closed = {Channel.WHATSAPP: ClosedChannel(Channel.WHATSAPP, "unauthorized", MONDAY, retry, 1)}
    for kind in (Kind.OUTREACH, Kind.PROPOSAL):
        assert judge(facts(kind, closed=closed), MONDAY) == Defer(retry, "channel_closed")
        assert isinstance(judge(facts(kind, closed=closed), retry), Go)


ALWAYS = TENANT.model_copy(
    update={"hours": Hours(opens=time(0), closes=time(0), weekdays=frozenset(range(1, 8)), holidays=True)}
)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(Kind),
    st.sampled_from(State),
    st.sampled_from([None, "queued", "sent", "failed", "unknown", "expired", "skipped", "live", "over"]),
    st.booleans(),
    st.booleans(),
)
def test_nothing_goes_out_to_who_has_opted_out_nor_what_has_been_sent(
    kind: Kind, state: State, claim: str | None, opted_out: bool, idempotent: bool
) -> None:
    deadline = FUTURE if claim == "live" else PAST
    held = lease(deadline, status="sending") if claim in ("live", "over") else claim and {"status": claim}
    judgement = judge(
        facts(
            kind,
            tenant=ALWAYS,
            contact=lease(deadline, state=str(state)),
            claim=None if kind is Kind.OUTREACH else held,
            addresses=OPTED_OUT if opted_out else {},
            idempotent={Channel.WHATSAPP: idempotent},
        ),
        datetime(2026, 11, 23, tzinfo=UTC),
    )
    if not isinstance(judgement, Go):
        return
    assert kind is Kind.OPT_OUT_ACK or not (opted_out or state is State.OPTED_OUT)
    assert kind in PARTING_KINDS or state not in FINAL_STATES
    if kind is Kind.OUTREACH:
        assert state is State.QUEUED or (state is State.SENDING and judgement.takes_over and idempotent)
    else:
        assert claim in (None, "queued") or (claim == "over" and judgement.takes_over and idempotent)
