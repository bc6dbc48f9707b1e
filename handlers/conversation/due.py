"""The replies of a batch that are to be answered."""

from collections.abc import Sequence
from typing import NamedTuple

from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.inbound.bodies import Told, Written


class Due(NamedTuple):
    """A reply to be answered, and the record that brought it."""

    record: str
    delivery: Delivery
    told: Told


def folded(due: Sequence[Due]) -> list[Due]:
    """The replies without those that were worded anew, or taken back, in the same batch."""
    gone: dict[str, str] = {}
    for each in due:
        if isinstance(each.told, Written):
            for original in (each.told.replaces, each.told.deletes):
                if original:
                    gone[original] = each.record
    return [each for each in due if not (isinstance(each.told, Written) and each.told.message_id in gone)]
