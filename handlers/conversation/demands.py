"""Calling a human for what is demanded, of one's own data or beside an opt-out: a closed address answers nothing."""

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Attention, Intent
from handlers.conversation import handing_over
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.intents import data_demands
from handlers.conversation.rules.understanding import Understanding


def call_beside_an_opt_out(delivery: Delivery, contact: Contact, *, again: bool) -> Attention | None:
    """Call a human for what an opt-out says beside it, or one who has opted out ``again``; nobody for a plain one."""
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.beside import beside_an_opt_out

    text = delivery.reply.text
    if data_demands.is_made(text):
        return delivery.call_human(Attention.DATA_DEMAND, contact)
    if handing_over.asks_beside_an_end(delivery):
        return delivery.call_human(Attention.QUESTION, contact)
    if delivery.reply.quiet or not beside_an_opt_out.says_more(text, again=again):
        return None
    return delivery.call_human(Attention.OPTED_OUT_CONTACT_WROTE, contact)


def call_beside_a_question(
    delivery: Delivery, contact: Contact, understanding: Understanding
) -> Attention | None:
    """Call a human beside what is asked back: for one's own data beside a likely opt-out, and for a threat."""
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.beside import beside_an_opt_out

    text = delivery.reply.text
    if understanding.intent is Intent.OPT_OUT and data_demands.is_made(text):
        return delivery.call_human(Attention.DATA_DEMAND, contact)
    if understanding.asks and beside_an_opt_out.threatens(text):
        return delivery.call_human(Attention.UNCLEAR_REPLY, contact)
    return None


def reason(delivery: Delivery, intent: Intent) -> Attention | None:
    """Return ``data_demand`` for a reply that no machine answers and that asks about one's own data, else None."""
    is_asked = intent is not Intent.CANCEL and data_demands.is_asked(delivery.reply.text)
    return Attention.DATA_DEMAND if is_asked else None
