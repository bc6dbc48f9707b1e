"""Events about a contact or a meeting, and the call for a human."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.common.rules.model import Event
from handlers.common.rules.subject import Subject
from handlers.common.storage import events


def tell(event: Event, subject: Subject, now: datetime, detail: Mapping[str, Any] | None = None) -> None:
    """Raise one event about ``subject``."""
    events.raise_events([(event, {**subject.ids, **(detail or {})})], now)


def call_human(subject: Subject, reason: str, now: datetime, detail: Mapping[str, Any] | None = None) -> None:
    """Raise ``Human Attention Needed``: something about ``subject`` is not for a machine to decide."""
    tell(Event.HUMAN_ATTENTION_NEEDED, subject, now, {"reason": reason, **(detail or {})})
