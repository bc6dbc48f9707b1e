"""The copies by e-mail of messages that go another way: they bring the iCalendar documents. Pure."""

from datetime import datetime

from handlers.common.rules.contact import Contact
from handlers.common.rules.envelope import Invitation, Message
from handlers.common.rules.model import Channel
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.times import Slot


def withdrawing(
    message: Message, meeting: Meeting, contact: Contact, refused: Slot, now: datetime
) -> list[Message]:
    """The message to a contact who may have been invited to a time that the calendar refused, and its copy by e-mail.

    What goes by e-mail brings the iCalendar document that takes the invitation back.
    """
    off = Invitation(
        hostId=meeting.host_id, start=refused.start, end=refused.end, stamp=now, sequence=meeting.version
    )
    return with_copy(message.model_copy(update={"invitation": off}), contact)


def with_copy(message: Message, contact: Contact) -> list[Message]:
    """The message and, if it goes another way to somebody with an e-mail address, its copy by e-mail.

    The copy is what brings the iCalendar document.
    """
    ways = list(contact.reachable())
    way = message.channel if message.channel in ways else next(iter(ways), None)
    if way is Channel.EMAIL or Channel.EMAIL not in ways:
        return [message]
    return [message, message.model_copy(update={"step": message.step.by_email, "channel": Channel.EMAIL})]
