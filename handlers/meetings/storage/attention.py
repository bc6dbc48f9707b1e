"""The problems of a meeting for which a human has been called, beside the meeting: each is told once.

An attribute of the meeting's item that its own changes leave alone: ``calledFor``, a set of problems.
"""

from handlers.common.storage import dynamo, keys, writes
from handlers.common.storage.writes import Condition
from handlers.meetings.storage import items


def is_noted(meeting_id: str, problem: str) -> bool:
    """Return True if a human has been called for the problem."""
    item = dynamo.read_item(items.table(), keys.meeting_pk(meeting_id), keys.MEETING_SK) or {}
    return problem in item.get("calledFor", ())


def note(meeting_id: str, problem: str) -> None:
    """Note that a human has been called for the problem."""
    new = Condition("attribute_exists(pk) AND NOT contains(#calledFor, :problem)", {"problem": problem})
    writes.made(writes.update(items.table(), items.key(meeting_id), {}, new, add={"calledFor": {problem}}))
