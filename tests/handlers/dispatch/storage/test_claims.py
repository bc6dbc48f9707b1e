from datetime import timedelta

import pytest

from handlers.common.rules.address import Address
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Kind, MeetingStatus
from handlers.common.storage import dynamo, keys
from handlers.dispatch.rules.attempts import Attempt
from handlers.dispatch.rules.facts import Claim, Facts, MeetingVersion, Status
from handlers.dispatch.storage import claims, message_items
from handlers.dispatch.storage.claims import Taken
from handlers.environment import required
from tests.handlers.dispatch.known import NOW, PHONE, attempt, contact_item, facts, put, stored

pytestmark = pytest.mark.usefixtures("tables")

DEADLINE = NOW + timedelta(minutes=5)
ADDRESS = keys.address_pk("acme", PHONE)


def take(*attempts: Attempt) -> list[Taken]:
    taken = claims.take(attempts, DEADLINE, NOW)
    return [taken[each.id] for each in attempts]


def queued(contact_id: str = "c1" * 16) -> Facts:
    return facts(contact=put(contact_item(contact_id)))


def test_one_attempt_wins_a_message_and_its_item_names_it() -> None:
    known = queued()
    assert take(attempt(known, "a1")) == [Taken.WON]
    assert take(attempt(known, "a2")) == [Taken.HELD]
    item = stored(keys.contact_pk(known.message.contactId))
    assert (item["state"], item["attempt"], item["attemptChannel"]) == ("sending", "a1", "whatsapp")
    assert item["deadline"] == keys.instant(DEADLINE)


@pytest.mark.parametrize("kind", [Kind.OUTREACH, Kind.PROPOSAL])
def test_a_claim_that_is_made_again_for_a_lost_answer_is_still_our_own(kind: Kind) -> None:
    known = facts(kind, contact=put(contact_item()))
    assert take(attempt(known)) == take(attempt(known)) == [Taken.WON]


def test_a_message_is_taken_over_only_from_the_attempt_that_was_seen() -> None:
    known = queued()
    assert take(attempt(known, "dead")) == [Taken.WON]
    assert take(attempt(known, "a2", takes_over="another")) == [Taken.HELD]
    assert take(attempt(known, "a3", takes_over="dead")) == [Taken.WON]


def test_a_claimed_message_stays_in_the_backlog_until_long_after_its_lease() -> None:
    known = queued()
    take(attempt(known, "a1"))
    item = stored(keys.contact_pk(known.message.contactId))
    back = DEADLINE + message_items.UNSETTLED
    assert (item["backlog"], item["nextStep"]) == ("acme#kept", "outreach")
    assert item["backlogOrder"] == f"0#{keys.instant(back)}"


def test_a_message_that_waited_for_its_channel_waits_for_its_end_once_it_is_claimed() -> None:
    contact = put(contact_item(state="interested"))
    sk = keys.message_sk("proposal")
    put({"pk": contact["pk"], "sk": sk, "status": "queued", "backlog": "acme#kept", "envelope": "{}"})
    known = facts(Kind.PROPOSAL, contact=contact, claim=Claim(Status.QUEUED))
    assert take(attempt(known)) == [Taken.WON]
    item = stored(contact["pk"], sk)
    assert item["status"] == "sending"
    assert item["backlogOrder"] == f"0#{keys.instant(DEADLINE + message_items.UNSETTLED)}"
    assert Message.model_validate_json(item["envelope"]) == known.message


def test_messages_of_a_batch_to_the_same_address_are_all_noted_there() -> None:
    first, second = queued("c1" * 16), queued("c2" * 16)
    assert take(attempt(first, "a1"), attempt(second, "a2")) == [Taken.WON, Taken.WON]
    assert stored(ADDRESS, keys.ADDRESS_SK)["contacts"] == {"c1" * 16, "c2" * 16}


def test_an_address_that_was_closed_since_it_was_read_lets_nobody_through() -> None:
    put({"pk": ADDRESS, "sk": keys.ADDRESS_SK, "contacts": {"x"}, "optedOut": True})
    unknown, second = queued("c1" * 16), queued("c2" * 16)
    seen_open = queued("c3" * 16)._replace(addresses={PHONE: Address(opted_out=False)})
    assert take(attempt(unknown, "a1"), attempt(second, "a2")) == [Taken.OPTED_OUT, Taken.OPTED_OUT]
    assert take(attempt(seen_open, "a3")) == [Taken.OPTED_OUT]
    assert stored(ADDRESS, keys.ADDRESS_SK)["contacts"] == {"x"}


def test_an_opt_out_is_acknowledged_at_a_closed_address() -> None:
    put({"pk": ADDRESS, "sk": keys.ADDRESS_SK, "optedOut": True})
    known = facts(Kind.OPT_OUT_ACK, contact=put(contact_item(state="opted_out")))
    assert take(attempt(known)) == [Taken.WON]


def test_a_follow_up_is_overtaken_by_a_contact_that_has_answered() -> None:
    silent = facts(Kind.FOLLOW_UP, "follow_up#1", contact=put(contact_item(state="contacted")))
    put(contact_item(state="interested"))
    assert take(attempt(silent)) == [Taken.OVERTAKEN]


def about_a_meeting(version: int, claim: Claim | None = None) -> Facts:
    """The facts about a reminder of the meeting's version 2, of which ``version`` was read."""
    item = {"pk": keys.meeting_pk("m1"), "sk": keys.MEETING_SK, "status": "confirmed", "version": 2}
    dynamo.client().put_item(TableName=required("TABLE_MEETINGS"), Item=dynamo.encode(item))
    contact = put(contact_item(state="scheduled"))
    known = facts(Kind.REMINDER, contact=contact, claim=claim)
    read = MeetingVersion(MeetingStatus.CONFIRMED, version)
    return known._replace(message=known.message.model_copy(update={"meetingId": "m1"}), meeting=read)


def test_a_message_about_a_meeting_is_claimed_only_in_the_version_that_was_read() -> None:
    assert take(attempt(about_a_meeting(1))) == [Taken.CHANGED]
    known = about_a_meeting(2)
    assert not stored(known_pk(known), keys.message_sk("reminder"))
    assert take(attempt(known, "a1")) == [Taken.WON]
    assert take(attempt(known, "a1"), attempt(known, "a2")) == [Taken.WON, Taken.HELD]
    assert stored(ADDRESS, keys.ADDRESS_SK)["contacts"] == {known.message.contactId}


def test_a_reminder_that_waited_or_whose_attempt_died_is_claimed_in_the_same_way() -> None:
    known = about_a_meeting(2, Claim(Status.QUEUED))
    sk = keys.message_sk("reminder")
    put({"pk": known_pk(known), "sk": sk, "status": "queued", "backlog": "acme#kept", "envelope": "{}"})
    assert take(attempt(known, "dead")) == [Taken.WON]
    assert Message.model_validate_json(stored(known_pk(known), sk)["envelope"]) == known.message
    assert take(attempt(known, "a2", takes_over="another")) == [Taken.HELD]
    assert take(attempt(known, "a3", takes_over="dead")) == [Taken.WON]
    assert stored(known_pk(known), sk)["attempt"] == "a3"


def known_pk(known: Facts) -> str:
    return keys.contact_pk(known.message.contactId)
