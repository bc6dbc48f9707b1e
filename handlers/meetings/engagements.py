"""The times at which a person already has a meeting with another host, in another campaign of the tenant."""

from datetime import datetime

from handlers.common.rules.contact import Contact
from handlers.common.storage import persons
from handlers.meetings.rules.meeting import Slot
from handlers.meetings.storage import meetings


def elsewhere(contact: Contact, host_id: str, now: datetime) -> list[Slot]:
    """The agreed times to come of the person's other contacts with other hosts: one's own time is claimed anyway.

    Costs what ``persons.others`` does, and a read of each of their meetings.
    """
    known = filter(None, map(meetings.current, persons.others(contact)))
    times = (each.to_come(now) for each in known if each.host_id != host_id)
    return [each for each in times if each is not None]
