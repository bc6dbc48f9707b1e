"""The messages that answer whoever has just written, through the same channel."""

from handlers.common.rules.contact import Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Kind
from handlers.common.rules.steps import Step
from handlers.common.storage import outbox
from handlers.conversation.delivery import Delivery


def say(
    delivery: Delivery,
    contact: Contact,
    kind: Kind,
    step: Step,
    question: str = "",
    meeting_id: str | None = None,
) -> None:
    """Queue a message of a kind to the contact; the step says what it answers, so that a repeat says nothing twice.

    ``meeting_id``: the meeting without which it would be untrue.
    """
    variables = {"question": question} if question else {}
    subject, channel = delivery.subject(contact)._replace(meeting_id=meeting_id), delivery.reply.channel
    outbox.enqueue([Message.answering(kind, step, subject, delivery.now, channel, variables)])
