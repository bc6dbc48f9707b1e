"""The fields of what WhatsApp Cloud reports, whatever stands in them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from handlers.common.rules.contracts import EARLIEST, LATEST, ContractError


def text(fields: Mapping[str, Any], name: str) -> str:
    """Return the text of a field; empty for anything else."""
    found = fields.get(name)
    return found if isinstance(found, str) else ""


def arrival(body: Mapping[str, Any]) -> datetime | None:
    """Return the instant at which a message of the inbound queue came; None if it names none with its offset."""
    try:
        at = datetime.fromisoformat(text(body, "receivedAt"))
    except ValueError:
        return None
    return None if at.tzinfo is None else at


def at(element: Mapping[str, Any], body: Mapping[str, Any]) -> datetime:
    """Return the instant of an element; that of its arrival, if it names none, or a later one."""
    told, received = _instant(element), _received(body)
    return received if told is None else min(told, received)


def malformed(field: str, needed: str) -> ContractError:
    """Return the error for a field that has to be ``needed``, and is not."""
    return ContractError(field, f"the webhook's message is malformed: {field} is not {needed}")


def _instant(element: Mapping[str, Any]) -> datetime | None:
    stamp = element.get("timestamp")
    if not isinstance(stamp, str | int) or not str(stamp).isdecimal() or len(str(stamp)) > 10:
        return None
    at = datetime.fromtimestamp(int(stamp), UTC)
    return at if EARLIEST <= at < LATEST else None


def _received(body: Mapping[str, Any]) -> datetime:
    at = arrival(body)
    if at is None:
        raise malformed("receivedAt", "an instant with its offset")
    return at
