"""The meetings of one hourly run, each of which succeeds or fails alone."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from handlers.common.rules.model import Attention
from handlers.common.rules.subject import Subject
from handlers.common.rules.tenants import RemovedError
from handlers.meetings import calling
from handlers.meetings.rules.meeting import Meeting
from handlers.observability import count, logger


class OutOfTimeError(RuntimeError):
    """The run's time is over before its work is; the next delivery goes on with it."""


class RunIncompleteError(RuntimeError):
    """Something could not be done for some meetings; everything else has been. Each was logged."""


def subject(meeting: Meeting) -> Subject:
    """The ids under which a run tells of a meeting."""
    return meeting.subject(meeting.confirmation_id or meeting.meeting_id)


@dataclass
class Round:
    """One run at ``now``, and the number of times that it failed with a meeting."""

    now: datetime
    failures: int = field(default=0, init=False)

    @contextmanager
    def alone(self, about: Subject) -> Generator[None]:
        """Keep an error within from stopping the run: it is logged, counted and, once, told to a human.

        What was removed from the configuration is no failure of the run: no repeat brings it back.
        ``OutOfTimeError`` goes on: there is no time for the others either.
        """
        try:
            yield
        except OutOfTimeError:
            raise
        except Exception as error:
            logger.exception("meeting not served", extra=about.ids)
            count("MeetingsNotServed")
            told = self._tell(about, str(getattr(error, "problem", type(error).__name__)))
            if not (told and isinstance(error, RemovedError)):
                self.failures += 1

    def call_human(self, about: Subject, reason: Attention, problem: str, said: str = "") -> None:
        """Call a human for a problem of a meeting, once; ``said``: what the mail about it says in its place."""
        calling.once(about, reason, problem, self.now, said)

    def _tell(self, about: Subject, problem: str) -> bool:
        """Call a human, once; False if that failed: the next run fails in the same way and calls then."""
        try:
            self.call_human(about, Attention.MEETING_NOT_SERVED, problem)
        except Exception:
            logger.exception("no human could be called", extra=about.ids)
            return False
        return True
