"""Whom the partners' accepted messages belong to, and all that the promises of a run are checked against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.tenants import Tenant
from handlers.dispatch.rules.attempts import idempotency_key
from local.campaign.evidence import Evidence, Item, Outgoing


@dataclass(frozen=True)
class Aftermath:
    """Everything that the promises are checked against."""

    evidence: Evidence
    """Its ``outgoing`` are by the idempotency keys: an accepted message is known even if nobody has learnt of it."""
    tenant: Tenant
    attention: Sequence[Mapping[str, Any]]
    """The details of each Human Attention Needed."""
    passed: Sequence[tuple[datetime, timedelta]] = ()
    """The real instants at which time was let pass, and how much of it."""
    killed: int = 0
    """The number of workers that died in the middle of something."""


def outgoing(record: Mapping[str, Any], contacts: Sequence[Item], claims: Sequence[Item]) -> list[Outgoing]:
    """Return the messages that the partners accepted, each with the contact and the step of its key."""
    messages = [(contact["contactId"], Kind.OUTREACH.value, Kind.OUTREACH.value) for contact in contacts]
    messages += [(claim["contactId"], claim["step"], claim["kind"]) for claim in claims]
    owners = {idempotency_key(*message[:2], channel): message for message in messages for channel in Channel}
    return [
        Outgoing(
            entry["partner"],
            entry["body"]["to"],
            datetime.fromisoformat(entry["at"]),
            *owners.get(entry["key"], (None, None, None)),
        )
        for entry in record["accepted"]
        if entry["partner"] != "calendar"
    ]
