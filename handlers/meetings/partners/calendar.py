"""The calendars of hosts as this system uses them, whoever keeps them (docs/system.md, "Meetings: calendars").

Each call may be repeated without harm, the making of an event under its key, so one that may have been lost is.
"""

from typing import Protocol

from handlers.common.rules.outcomes import PartnerAnswer, Reached
from handlers.meetings.rules.calendar_events import FoundEvent, MadeEvent, NewEvent
from handlers.meetings.rules.times import Slot

TIMEOUT = 6.0
"""Seconds for one request: three of them, with the delays, fit into the 30 seconds of confirm-meeting."""
RETRY_DELAYS = (0.5, 1.5)
LONGEST_WAIT = 3.0
"""Seconds that a calendar may ask for before a retry; if it asks for more, the event is delivered again later."""


class CalendarRefusedError(Exception):
    """The calendar has refused the event: the time is not free after all."""


class CalendarUnavailableError(RuntimeError):
    """The calendar did not answer, or not with what was asked; what it did is unknown. Run again."""


class Calendar(Protocol):
    """The calendars behind one secret; every method raises ``CalendarUnavailableError`` if nobody answers it."""

    def busy(self, calendar_id: str, span: Slot) -> list[Slot]:
        """Return the busy times that touch ``span``, in any order."""
        ...

    def create_event(self, wanted: NewEvent) -> MadeEvent:
        """Make an event; return it, also if an earlier call under the same key has made it.

        Raises ``CalendarRefusedError`` if the calendar has something else at that time.
        """
        ...

    def delete_event(self, event_id: str) -> None:
        """Delete an event; one that does not exist any more is no error."""
        ...

    def read_event(self, event_id: str) -> FoundEvent:
        """Read an event back: it may be gone, or stand at another time."""
        ...


def may_be_repeated(answer: PartnerAnswer) -> bool:
    """Return True for an answer that the same request may not get again."""
    return answer.reached is not Reached.ANSWERED or answer.status in (408, 429) or answer.status >= 500


def accepted(answer: PartnerAnswer) -> bool:
    """Return True for an answer that says that it was done."""
    return answer.reached is Reached.ANSWERED and 200 <= answer.status < 300


def wait_before_retry(delay: float | None, answer: PartnerAnswer) -> float | None:
    """Return the seconds to wait before the next try; None if there is to be none."""
    wait = None if delay is None else max(delay, answer.retry_after or 0)
    return None if wait is None or wait > LONGEST_WAIT else wait
