"""A message of a batch on its way out, and where that led."""

from typing import NamedTuple

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import PACED_KINDS
from handlers.common.rules.tenants import Tenant
from handlers.dispatch.rules.attempts import Attempt, Settlement
from handlers.dispatch.rules.outgoing import Outgoing
from handlers.dispatch.storage.limits import Reservation


class Plan(NamedTuple):
    """A message that may go out; what it needs for that is added step by step."""

    record: str
    """The id of the record that brought it from the queue."""
    attempt: Attempt
    reservation: Reservation | None = None
    """The room that it holds; None for a message that is not paced."""
    outgoing: Outgoing | None = None
    """The message with its texts, once it is rendered."""

    @property
    def message(self) -> Message:
        return self.attempt.message

    @property
    def tenant(self) -> Tenant:
        return self.attempt.facts.tenant

    @property
    def is_paced(self) -> bool:
        return self.message.kind in PACED_KINDS


class Settled(NamedTuple):
    """A plan that came to its end."""

    plan: Plan
    """As it was at the end: ``reservation`` is the room that it held by then."""
    settlement: Settlement

    @property
    def attempt(self) -> Attempt:
        return self.plan.attempt
