"""The messages that answer whoever has just written, through the same channel."""

from datetime import timedelta

from handlers.common.rules.contact import Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Kind
from handlers.common.rules.steps import Step
from handlers.common.storage import outbox
from handlers.conversation.delivery import Delivery

ANSWERED_WITHIN = timedelta(hours=24)
"""An answer that could not be sent by then is worth nothing."""


def say(delivery: Delivery, contact: Contact, kind: Kind, step: Step, question: str = "") -> None:
    """Queue a message of a kind to the contact; the step says what it answers, so that a repeat says nothing twice."""
    message = Message(
        kind=kind,
        step=step,
        tenantId=contact.tenant_id,
        campaignId=contact.campaign_id,
        contactId=contact.contact_id,
        correlationId=delivery.correlation_id,
        createdAt=delivery.now,
        expiresAt=delivery.now + ANSWERED_WITHIN,
        channel=delivery.reply.channel,
        variables={"question": question} if question else {},
    )
    outbox.enqueue([message])
