"""The courtesies with which a conversation ends: they are answered by nothing, and call nobody.

docs/system.md, "Conversation: what the contact hears".
"""

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import FINAL_STATES, Kind, State
from handlers.conversation import seen_checks
from handlers.conversation.delivery import Delivery
from handlers.conversation.storage import sendings

REACTION = "reaction"
_ENDS = frozenset({Kind.FAREWELL, Kind.CANCELLATION, Kind.OPT_OUT_ACK, Kind.UNCHANGED})
"""The kinds after which nothing is open; a thank-you for an offer, or a human's words, is another matter."""
_AGREED = frozenset({Kind.CONFIRMATION, f"{Kind.REMINDER}_24h", f"{Kind.REMINDER}_1h"})
"""The beginnings of the steps of those about a meeting that stands or has been, beside which nothing is put off."""


def is_courtesy(delivery: Delivery, contact: Contact) -> bool:
    """True of a closed list of courtesies, in words or as a reaction, after a message that asks for nothing.

    Costs as ``sendings.last``, where the words are such courtesies and the contact may be at an end.
    """
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules import courtesies

    reply, is_reaction = delivery.reply, delivery.reply.shown == REACTION
    if reply.automatic or not reply.trusted or reply.attached or (reply.shown and not is_reaction):
        return False
    said = reply.text.removeprefix(f"[{REACTION}]")
    if not courtesies.end_it(said) or not (is_reaction or _may_have_ended(contact)):
        return False
    last = last_heard(delivery, contact)
    if last is None:
        return False
    return last.kind in _ENDS or (last.kind in _AGREED and courtesies.are_all(said))


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
