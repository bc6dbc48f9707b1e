"""Putting together what was written to a contact and by it."""

from datetime import datetime

from handlers.attention.rules.conversation import Line, Speaker, of_entry, together
from handlers.attention.rules.entry import Entry
from handlers.attention.storage import sent
from handlers.common.rules.model import Kind
from handlers.conversation.storage import replies


def of(entry: Entry) -> list[Line]:
    """The conversation that an entry is about, oldest first."""
    if entry.contact_id is None:
        return of_entry(entry)
    said = [
        Line(datetime.fromisoformat(item["receivedAt"]), Speaker.CONTACT, item["text"])
        for item in replies.of_contact(entry.contact_id)
    ]
    # The words of a human's answers are in the entry.
    written = [
        Line(sent_at, Speaker.AGENT, kind=kind)
        for kind, sent_at in sent.of_contact(entry.contact_id)
        if kind != Kind.ANSWER
    ]
    return together(said, written, of_entry(entry))
