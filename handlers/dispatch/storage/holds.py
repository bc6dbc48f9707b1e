"""The hold of an attempt on its message, and what breaks it: another attempt, a reply, a provider's report."""

from collections.abc import Mapping
from typing import Any

from handlers.common.rules.model import State
from handlers.common.rules.retries import Ending
from handlers.dispatch.rules.attempts import REPORTED, Attempt, Settlement
from handlers.dispatch.rules.facts import Status
from handlers.dispatch.rules.reported import CHANNEL, FAILED_AT, MESSAGE_ID
from handlers.dispatch.storage.message_items import Where, held_by, in_state, in_status


def held(attempt: Attempt, settlement: Settlement, *, reported: bool) -> Where:
    """The condition that the message is still as the attempt, or whoever reads of its report, knows it."""
    standing = in_state(before(attempt)) if attempt.message.is_first else in_status(_status_before(attempt))
    if attempt.id == REPORTED:
        return _of_request(standing, settlement.of_request)
    still = held_by(attempt.id, standing)
    contrary = {} if reported else {Ending.SENT: FAILED_AT, Ending.UNKNOWN: CHANNEL}
    if settlement.ending not in contrary:
        return still
    return Where(f"{still.text} AND {contrary[settlement.ending]} IS MISSING", still.parameters)


def _of_request(standing: Where, known: str | None) -> Where:
    """The condition that no other request has been made since, of which the report says nothing."""
    if known is None:
        return Where(f"{standing.text} AND {MESSAGE_ID} IS MISSING", standing.parameters)
    return Where(f"{standing.text} AND {MESSAGE_ID} = ?", (*standing.parameters, known))


def is_held_and_reported(attempt: Attempt, item: Mapping[str, Any] | None) -> bool:
    """True if the attempt still holds the message, as ``item`` has it, and the provider has reported on it."""
    if item is None or item.get("attempt") != attempt.id or CHANNEL not in item:
        return False
    return State.SENDING.value in (item.get("state"), item.get("status"))


def before(attempt: Attempt) -> State:
    """Return the state of a first message's contact before the end."""
    return attempt.facts.contact.state if attempt.id == REPORTED else State.SENDING


def _status_before(attempt: Attempt) -> Status:
    claim = attempt.facts.claim
    return claim.status if attempt.id == REPORTED and claim is not None else Status.SENDING
