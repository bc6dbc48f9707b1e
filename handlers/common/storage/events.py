"""The events that we put on the bus.

The grant binds a function to one bus and one source; both come with the environment. PutEvents takes ten
entries and does not raise for an entry that it refused (one may be throttled alone), so its answer is read.
"""

import json
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from handlers.common.rules.model import Event
from handlers.common.storage import clients, keys
from handlers.environment import required

ENTRIES_A_CALL = 10
RETRY_DELAYS = (0.1, 0.4, 1.6)
"""Seconds before entries that were refused are put again."""
REQUIRED_DETAIL = ("tenantId", "correlationId")


class EventsRejectedError(RuntimeError):
    """The bus went on refusing entries; whoever raised them must be run again."""


def _client() -> Any:
    return clients.events()


def raise_events(entries: Sequence[tuple[Event, Mapping[str, Any]]], now: datetime | None = None) -> None:
    """Put every entry on the bus, ten at a time, those that are refused again up to three times.

    An entry is a detail-type and its detail: a map that JSON can carry, with at least ``tenantId`` and
    ``correlationId``. ``environment`` and ``occurredAt`` (``now``, else the clock's) are added here.
    Raises ``ValueError`` before anything is put if a detail lacks one of the two, and ``EventsRejectedError``
    if entries are left over; earlier tens have been put by then, so a consumer must bear repeats.
    """
    if not entries:
        return
    added = {
        "environment": required("ENVIRONMENT"),
        "occurredAt": keys.instant(now or datetime.now(UTC)),
    }
    prepared = [_entry(event, {**added, **detail}) for event, detail in entries]
    for start in range(0, len(prepared), ENTRIES_A_CALL):
        _put(prepared[start : start + ENTRIES_A_CALL])


def _entry(event: Event, detail: Mapping[str, Any]) -> dict[str, str]:
    for name in REQUIRED_DETAIL:
        if not detail.get(name):
            raise ValueError(f"the detail of {event} has no {name}: add it, every event carries it")
    return {
        "EventBusName": required("EVENT_BUS"),
        "Source": required("EVENT_SOURCE"),
        "DetailType": str(event),
        "Detail": json.dumps(detail, ensure_ascii=False),
    }


def _put(entries: list[dict[str, str]]) -> None:
    """Put at most ten entries."""
    for delay in (*RETRY_DELAYS, None):
        answer = _client().put_events(Entries=entries)
        results = answer["Entries"]
        refused = [entry for entry, result in zip(entries, results, strict=True) if result.get("ErrorCode")]
        if not refused:
            return
        if delay is None:
            codes = sorted({result["ErrorCode"] for result in results if result.get("ErrorCode")})
            raise EventsRejectedError(
                f"the bus refused {len(refused)} of {len(entries)} events after {len(RETRY_DELAYS)} retries "
                f"({', '.join(codes)}): run again what raised them"
            )
        time.sleep(delay)
        entries = refused
