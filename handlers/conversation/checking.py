"""Asking a contact back about what was merely likely, and the answers (docs/system.md, "Conversation: asking back").

What a reply means for a check is part of its reading, and kept with it: a repeat asks and answers nothing anew.
"""

from datetime import datetime

from handlers.common.rules.buttons import CheckButton
from handlers.common.rules.checks import Check, CheckStatus
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import FINAL_STATES, Attention, Intent, Kind, State
from handlers.common.rules.steps import Step
from handlers.common.storage.writes import Write
from handlers.conversation import ending, questioning, saying, seen_checks
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.understanding import ASKED_BACK, Understanding
from handlers.conversation.seen_checks import STANDS
from handlers.conversation.storage import checks
from handlers.meetings.rules import reminders
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.times import Slot
from handlers.meetings.storage import meetings


def pressed(delivery: Delivery, contact: Contact, button: CheckButton) -> Understanding | None:
    """The meaning of a check's button, also of one pressed late; None where it decides nothing.

    So it is where another check has followed, the other answer has been given, or the meeting has moved or ended.
    """
    check = contact.check
    if check is None or check.reply_id != button.reply_id or not delivery.reply.trusted:
        return None
    if check.is_decided:
        repeats = (check.status is CheckStatus.YES) is button.is_yes
        return _decided(contact, check, is_yes=button.is_yes) if repeats else None
    return _decided(contact, check, is_yes=button.is_yes) if _holds(contact, check, delivery.now) else None


def answered(delivery: Delivery, contact: Contact, check: Check) -> Understanding | None:
    """The meaning of a reply's words as an answer to a check that was seen; None where they are none.

    An answer about a meeting that has moved or ended decides nothing, and is a human's, as that of a late button. So is
    one that may be a yes or a no.
    """
    is_yes = seen_checks.answer(delivery, contact, check)
    if is_yes is None:
        is_both = seen_checks.is_both(delivery, contact, check)
        return Understanding(Intent.UNKNOWN, contact.contact_id) if is_both else None
    if not _holds(contact, check, delivery.now):
        return Understanding(Intent.UNKNOWN, contact.contact_id)
    return _decided(contact, check, is_yes=is_yes) if seen_checks.is_last(delivery, contact, check) else None


def considered(delivery: Delivery, contact: Contact | None, reading: Understanding) -> Understanding:
    """Return a reading as it is to be kept: one that is merely likely asks back, or is a human's, or risks nothing.

    Nobody is asked twice. What would end a conversation in which a meeting stands would cancel it, so that is asked;
    of who has opted out, and hears no question, it is a human's. What has come to an end is ended no more, and whoever
    seems to refuse then may be deciding still.
    """
    if contact is None or reading.certain or reading.intent not in ASKED_BACK:
        return reading
    agreed = _agreed(meetings.current(contact), delivery.now)
    if reading.intent is Intent.NOT_INTERESTED and agreed is not None:
        reading = reading._replace(intent=Intent.CANCEL)
    if _risks_nothing(delivery, contact, reading):
        return reading._replace(certain=True)
    is_ended = contact.state in FINAL_STATES and (
        reading.intent is not Intent.OPT_OUT or contact.state is State.OPTED_OUT
    )
    if is_ended or _was_asked(contact, reading.intent, delivery.now):
        return Understanding(Intent.UNKNOWN, contact.contact_id, reading.meeting_id)
    return reading


def changes(
    delivery: Delivery, contact: Contact | None, known: Check | None, reading: Understanding
) -> list[Write]:
    """The writes by which the reading opens a check, answers the contact's last one, or closes that which is seen.

    Whoever talks to a human answers no earlier question of ours any more.
    """
    if contact is None:
        return []
    addresses = {*delivery.forms, *contact.addresses}
    is_with_human = contact.is_with_human(delivery.now)
    if reading.asks and not is_with_human:
        agreed = _agreed(meetings.current(contact), delivery.now)
        check = Check(
            reading.intent,
            delivery.correlation_id,
            delivery.now,
            meeting_id=reading.meeting_id,
            start=None if agreed is None else agreed.start,
        )
        return checks.opening(contact, check, addresses, check.asked_at + STANDS)
    if reading.check is not None:
        is_new = contact.check is not None and not contact.check.is_decided
        answer = CheckStatus.NO if reading.denies else CheckStatus.YES
        return checks.ending(contact, answer, addresses) if is_new else []
    if is_with_human:
        known = contact.open_check
    if known is not None and reading.intent is not Intent.OUT_OF_OFFICE:
        return checks.ending(contact, CheckStatus.CLOSED, addresses)
    return []


def carry_out(delivery: Delivery, contact: Contact, reading: Understanding) -> bool:
    """Ask the contact back, or say that nothing changes; False where the reading does neither."""
    if reading.denies:
        step = Step.answering(Kind.UNCHANGED, reading.check or "")
        saying.say(delivery, contact, Kind.UNCHANGED, step, meeting_id=reading.meeting_id)
        return True
    if not reading.asks or (contact.state in FINAL_STATES and reading.intent is not Intent.OPT_OUT):
        # It may have come to an end since it was read.
        return False
    step = Step.answering(Kind.CHECK, delivery.correlation_id)
    question = questioning.question(delivery, contact, reading.intent)
    saying.say(delivery, contact, Kind.CHECK, step, question)
    return True


def call_in_time(delivery: Delivery, contact: Contact, reading: Understanding) -> Attention | None:
    """Call a human beside a question about a meeting of which no reminder follows: with it, it would be late to ask.

    Costs a read of the meeting.
    """
    meeting = meetings.current(contact) if reading.asks and reading.meeting_id else None
    agreed = _agreed(meeting, delivery.now)
    if meeting is None or agreed is None or meeting.confirmed_at is None:
        return None
    if reminders.is_ahead(agreed.start, meeting.confirmed_at, delivery.now):
        return None
    return delivery.call_human(Attention.MEETING_IN_DOUBT, contact)


def _decided(contact: Contact, check: Check, *, is_yes: bool) -> Understanding:
    intent = check.intent if is_yes else Intent.UNKNOWN
    return Understanding(intent, contact.contact_id, check.meeting_id, check=check.reply_id)


def _holds(contact: Contact, check: Check, now: datetime) -> bool:
    """True while the meeting stands as it did when the question was asked; an opt-out asks for none."""
    if check.intent is Intent.OPT_OUT:
        return True
    meeting = meetings.current(contact)
    agreed = _agreed(meeting, now)
    if meeting is None or agreed is None:
        return check.start is None
    return (meeting.meeting_id, agreed.start) == (check.meeting_id, check.start)


def _agreed(meeting: Meeting | None, now: datetime) -> Slot | None:
    return None if meeting is None else meeting.to_come(now)


def _risks_nothing(delivery: Delivery, contact: Contact, reading: Understanding) -> bool:
    """True where nothing is left that the reading would end. Costs as ``ending.calls_off`` for who has opted out."""
    if reading.intent is Intent.OPT_OUT:
        return contact.state is State.OPTED_OUT and not ending.calls_off(delivery, contact)
    return reading.intent is Intent.CANCEL and reading.meeting_id is None


def _was_asked(contact: Contact, intent: Intent, now: datetime) -> bool:
    check = contact.check
    if check is None or now >= check.asked_at + STANDS:
        return False
    return check.status is CheckStatus.OPEN or check.intent is intent
