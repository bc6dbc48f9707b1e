"""Handing a reply over to a human, of which its writer hears."""

from collections.abc import Mapping

from handlers.common import handover
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Attention
from handlers.conversation.delivery import Delivery

UNANSWERED = frozenset({"reaction", "deleted"})
"""The kinds that a human sees, and that ask for no answer."""


def call_human(
    delivery: Delivery, contact: Contact, reason: Attention, detail: Mapping[str, str] | None = None
) -> Attention:
    """Call a human, then tell the contact that a person is going to answer; return ``reason``.

    Nothing is said to a machine, or to a contact for whom somebody else may have written.
    """
    delivery.call_human(reason, contact, detail)
    reply = delivery.reply
    if reply.trusted and not reply.automatic and reply.shown not in UNANSWERED:
        handover.tell(contact, delivery.correlation_id, delivery.now, reply.channel)
    return reason
