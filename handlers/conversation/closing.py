"""The courtesies with which a conversation ends: they are answered by nothing, and call nobody.

docs/system.md, "Conversation: what the contact hears".
"""

from handlers.common import handover
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import FINAL_STATES, Kind, State
from handlers.common.rules.steps import Step
from handlers.conversation import human_words, seen_checks
from handlers.conversation.delivery import Delivery
from handlers.conversation.storage import sendings, turns

REACTION = "reaction"
_ENDS = frozenset({Kind.FAREWELL, Kind.CANCELLATION, Kind.OPT_OUT_ACK, Kind.UNCHANGED})
"""The kinds after which nothing is open; a thank-you for an offer, or a human's words, is another matter."""
_INVITES = frozenset({Kind.FAREWELL, Kind.CANCELLATION})
"""Those of them that invite somebody who is at the end to come back, which may be declined."""
_NOTED = frozenset({Kind.CONFIRMATION, Kind.LAPSE, f"{Kind.REMINDER}_24h", f"{Kind.REMINDER}_1h"})
"""The beginnings of the steps of those about a meeting that stands or has been, beside which nothing is put off, and of
the news that an offer is over: who takes note of that asks for no other slots, and refuses none."""


def is_courtesy(delivery: Delivery, contact: Contact) -> bool:
    """True of a closed list of courtesies, in words or as a reaction, after a message that asks for nothing.

    So are thanks and words that wait, of who has heard that a human is going to answer, and has no meeting: an offer
    that is open stays so; and a reaction beside words that wait to be read, which say what is meant. Costs as
    ``sendings.last``, where the words are such courtesies and the contact may be at an end or may wait, and then what
    ``human_words.awaits_a_human`` does.
    """
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.sentences import courtesies

    reply, is_reaction = delivery.reply, delivery.reply.shown == REACTION
    if reply.automatic or not reply.trusted or reply.attached or (reply.shown and not is_reaction):
        return False
    said = reply.text.removeprefix(f"[{REACTION}]")
    if is_reaction and courtesies.are_all(said) and _is_beside_words(delivery):
        return True
    waits = not is_reaction and courtesies.await_an_answer(said)
    if waits and _waits_for_a_human(delivery, contact):
        return True
    ends = courtesies.end_it(said)
    declines = contact.state in FINAL_STATES and courtesies.decline(said, is_farewell=True)
    # A slot may be lost while the offer that it was of is on record.
    is_offered = waits and contact.state is State.MEETING_PROPOSED
    if not (ends or waits or declines) or not (is_reaction or is_offered or _may_have_ended(contact)):
        return False
    last = last_heard(delivery, contact)
    if last is None:
        return False
    if last.kind == Kind.SLOT_LOST:
        return waits
    if declines and last.kind in _INVITES:
        return courtesies.decline(said, is_farewell=last.kind == Kind.FAREWELL)
    return ends and (last.kind in _ENDS or (last.kind in _NOTED and courtesies.are_all(said)))


def _is_beside_words(delivery: Delivery) -> bool:
    return bool(turns.find(delivery.tenant.tenantId, delivery.address).fragments)


def _waits_for_a_human(delivery: Delivery, contact: Contact) -> bool:
    """True of who has lately been told that a human is going to answer, and has heard nothing since."""
    told, by = contact.handed_over_at, contact.handed_over_for
    if told is None or by is None or contact.state not in human_words.UNBOOKED:
        return False
    if delivery.now >= told + handover.NOT_AGAIN_FOR:
        return False
    sending = sendings.read(contact.contact_id, Step.answering(Kind.HANDOVER, by))
    if sending is None or not sending.had_arrived(delivery.wrote_at):
        return False
    quoted = delivery.reply.context
    return quoted in (None, "", sending.message_id) and human_words.awaits_a_human(delivery, contact)


def last_heard(delivery: Delivery, contact: Contact) -> sendings.Last | None:
    """The message of ours that a reply follows; None where it quotes another, or a human has spoken since.

    Costs as ``sendings.last``.
    """
    quoted = delivery.reply.context
    last = sendings.last(seen_checks.person(delivery, contact), delivery.wrote_at)
    if last is None or (quoted and quoted != last.message_id):
        return None
    spoke_at = contact.human_spoke_at
    return None if spoke_at is not None and last.at <= spoke_at <= delivery.wrote_at else last


def _may_have_ended(contact: Contact) -> bool:
    check = contact.check
    is_answered = check is not None and check.is_decided
    return is_answered or contact.state in FINAL_STATES or contact.state is State.INTERESTED
