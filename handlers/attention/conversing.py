"""Putting together what was written to a person and by it."""

from collections.abc import Iterator
from datetime import datetime

from handlers.attention.rules.conversation import Line, Speaker, of_entry, together
from handlers.attention.rules.entry import Entry
from handlers.attention.storage import entries, sent
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Kind
from handlers.common.storage import persons
from handlers.conversation.storage import replies


def of(entry: Entry, contact: Contact | None) -> list[Line]:
    """The conversation with the person whom an entry is about, under whichever campaign, oldest first.

    ``contact``: that of the entry; None where there is none, or none any more.
    """
    own = of_entry(entry)
    if contact is None:
        return own
    others = [each.contact_id for each in persons.others(contact)]
    said = [line for each in (contact.contact_id, *others) for line in _with(each)]
    of_others = [line for each in entries.about(contact.tenant_id, others) for line in of_entry(each)]
    # An answer stands in each of the person's open entries.
    return together(dict.fromkeys([*said, *own, *of_others]))


def _with(contact_id: str) -> Iterator[Line]:
    for item in replies.of_contact(contact_id):
        yield Line(datetime.fromisoformat(item["receivedAt"]), Speaker.CONTACT, item["text"])
    for kind, sent_at in sent.of_contact(contact_id):
        # The words of a human's answers are in the entry.
        if kind != Kind.ANSWER:
            yield Line(sent_at, Speaker.AGENT, kind=kind)
