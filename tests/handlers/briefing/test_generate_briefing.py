import base64
import email
from dataclasses import replace
from datetime import timedelta
from email.policy import default

import pytest

from handlers import generate_briefing
from handlers.briefing.mails import MailUnavailableError
from handlers.briefing.storage import briefings
from handlers.common import mailing
from handlers.common.rules.contracts import ContractError
from handlers.common.rules.model import Event, Intent, State
from handlers.common.rules.partner import SesSecret
from handlers.common.rules.retries import Ending
from handlers.common.storage import secrets
from handlers.conversation.rules.inbound import incoming
from handlers.conversation.rules.understanding import Understanding
from handlers.conversation.storage import replies
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting, Slot, UnknownMeetingError
from handlers.meetings.storage import meetings
from tests.handlers.mailbox import Mailbox, mailbox_in_place
from tests.handlers.meetings.appointments import CONTEXT, NOW, CrashError, World, proposed, world
from tests.handlers.ses_stand_in import standing_in

pytestmark = pytest.mark.usefixtures("tables")


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    return world(monkeypatch)


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    return mailbox_in_place(monkeypatch)


def propose(here: World) -> Meeting:
    slots = [Slot(NOW + timedelta(days=d), NOW + timedelta(days=d, hours=1)) for d in (1, 2, 4)]
    meeting = proposed(slots)
    here.contact("c1", State.MEETING_PROPOSED, meetingId="m1", company="Padaria Sol")
    reply = incoming.parse(
        {
            "tenantId": "acme",
            "channel": "whatsapp",
            "from": "+5511987654321",
            "text": "Tenho interesse, mas é caro",
            "messageId": "r1",
            "receivedAt": NOW.isoformat(),
        }
    )
    replies.remember(reply, "+5511987654321", Understanding(Intent.INTERESTED, "c1"), NOW)
    return meeting


def brief(here: World, round_: int = 1, event_id: str | None = None) -> object:
    return generate_briefing.handler(here.event({"meetingId": "m1", "round": round_}, event_id), CONTEXT)


def test_a_briefing_is_kept_with_the_meeting_mailed_to_the_host_and_told(
    here: World, mailbox: Mailbox
) -> None:
    propose(here)
    assert brief(here) == {"outcome": "kept", "mail": "sent"}
    kept = here.meeting().briefing
    assert kept is not None
    assert "Tenho interesse, mas é caro" in kept
    assert mailbox.sent == [("ana@acme.example", "Briefing: Padaria Sol", kept, "briefing#m1#1")]
    (ready,) = here.raised_of(Event.BRIEFING_READY)
    assert (ready["meetingId"], ready["contactId"], ready["mail"]) == ("m1", "c1", "sent")
    assert here.counted("briefings") == 1


def test_a_briefing_is_mailed_through_amazon_ses_where_the_secret_says_so(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(secrets._kept, "email", SesSecret("Agenda <agenda@example.com>"))
    propose(here)
    with standing_in(monkeypatch) as amazon:
        assert brief(here) == {"outcome": "kept", "mail": "sent"}
    (request,) = amazon.requests
    assert request["Destination"] == {"ToAddresses": ["ana@acme.example"]}
    assert request["FromEmailAddress"] == "Agenda <agenda@example.com>"
    content = base64.b64decode(request["Content"]["Raw"]["Data"])
    message = email.message_from_bytes(content, policy=default)
    assert (message["subject"], message["auto-submitted"]) == ("Briefing: Padaria Sol", "auto-generated")
    assert "EmailTags" not in request


def test_a_briefing_without_a_sender_that_the_stack_may_use_is_kept_for_the_next_delivery(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(secrets._kept, "email", SesSecret("agenda@outra.example"))
    monkeypatch.setattr(mailing, "HOST_MAIL", replace(mailing.HOST_MAIL, forget=lambda: None))
    propose(here)
    with standing_in(monkeypatch) as amazon, pytest.raises(MailUnavailableError, match="channel_closed"):
        brief(here)
    assert not amazon.requests


def test_an_event_that_comes_twice_briefs_once_whatever_its_id(here: World, mailbox: Mailbox) -> None:
    propose(here)
    assert brief(here, event_id="e1") == brief(here, event_id="e1") == brief(here, event_id="e2")
    assert len(mailbox.sent) == len(here.raised_of(Event.BRIEFING_READY)) == here.counted("briefings") == 1


def test_another_offer_is_briefed_again_and_a_late_event_of_the_first_changes_nothing(
    here: World, mailbox: Mailbox
) -> None:
    propose(here)
    brief(here, round_=2)
    assert brief(here, round_=1) == {"outcome": "replaced"}
    assert [key for *_, key in mailbox.sent] == ["briefing#m1#2"]


def test_a_run_that_was_cut_short_before_the_event_does_not_mail_again(here: World, mailbox: Mailbox) -> None:
    propose(here)
    here.crash_at = "raise"
    with pytest.raises(CrashError):
        brief(here)
    assert brief(here) == {"outcome": "kept", "mail": "sent"}
    assert len(mailbox.sent) == len(here.raised_of(Event.BRIEFING_READY)) == 1


@pytest.mark.parametrize(("idempotent", "mail"), [(False, "unknown"), (True, "sent")])
def test_a_run_that_was_cut_short_while_mailing_mails_again_only_where_the_partner_knows_keys(
    here: World, mailbox: Mailbox, idempotent: bool, mail: str
) -> None:
    propose(here)
    mailbox.idempotent = idempotent
    mailbox.endings = [CrashError()]
    with pytest.raises(CrashError):
        brief(here)
    assert brief(here) == {"outcome": "kept", "mail": mail}
    assert len(mailbox.sent) == idempotent


def test_a_mail_that_was_not_taken_is_tried_again_by_the_next_delivery(here: World, mailbox: Mailbox) -> None:
    propose(here)
    mailbox.endings = [Ending.EXHAUSTED]
    with pytest.raises(MailUnavailableError):
        brief(here)
    mailbox.sent.clear()
    assert brief(here) == {"outcome": "kept", "mail": "sent"}
    assert len(mailbox.sent) == 1


@pytest.mark.parametrize(("ending", "mail"), [(Ending.UNKNOWN, "unknown"), (Ending.UNDELIVERABLE, "failed")])
def test_a_mail_that_did_not_surely_arrive_is_shown_to_a_human(
    here: World, mailbox: Mailbox, ending: Ending, mail: str
) -> None:
    propose(here)
    mailbox.endings = [ending]
    assert brief(here) == {"outcome": "kept", "mail": mail}
    (needed,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert needed["reason"] == "briefing_not_mailed"


def test_a_meeting_that_is_over_is_not_briefed(here: World, mailbox: Mailbox) -> None:
    propose(here)
    meetings.cancel("m1", NOW)
    assert brief(here) == {"outcome": "over"}
    assert not mailbox.sent


def test_a_meeting_keeps_its_briefing_through_its_own_changes(here: World, mailbox: Mailbox) -> None:
    meeting = propose(here)
    stale = meetings.get("m1")
    assert stale is not None
    brief(here)
    meetings.save(stale, rules.confirmed(stale, meeting.slots[0], 15, "e9", NOW, ()))
    assert briefings.read("m1").markdown is not None


def test_an_unknown_meeting_and_a_malformed_event_are_errors_that_say_what_is_wrong(
    here: World, mailbox: Mailbox
) -> None:
    with pytest.raises(UnknownMeetingError, match="m1"):
        brief(here)
    with pytest.raises(ContractError, match="round"):
        brief(here, round_=0)
