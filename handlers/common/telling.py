"""Events about a contact or a meeting, and the call for a human."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.common.rules.model import Attention, Event
from handlers.common.rules.subject import Subject
from handlers.common.storage import events


def tell(event: Event, subject: Subject, now: datetime, detail: Mapping[str, Any] | None = None) -> None:
    """Raise one event about ``subject``."""
    tell_all(subject, now, [(event, detail or {})])


def tell_all(subject: Subject, now: datetime, told: Sequence[tuple[Event, Mapping[str, Any]]]) -> None:
    """Raise several events about ``subject``, each with its detail, in one request."""
    events.raise_events([(event, {**subject.ids, **detail}) for event, detail in told], now)


def call_human(
    subject: Subject, reason: Attention, now: datetime, detail: Mapping[str, Any] | None = None
) -> None:
    """Raise ``Human Attention Needed``: something about ``subject`` is not for a machine to decide."""
    tell(Event.HUMAN_ATTENTION_NEEDED, subject, now, {"reason": reason.value, **(detail or {})})
