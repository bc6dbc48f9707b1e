"""A queue of errands, each run after a moment and, if it failed, again a little later."""

import heapq
import itertools
import threading
import time
from collections.abc import Callable

Errand = Callable[[], None]
"""Raises if it failed."""

ATTEMPTS = 4
LONGEST_PAUSE_S = 5.0
"""Seconds between two attempts at the most."""
WORKERS = 4


def pause(attempt: int) -> float:
    """Return the seconds after an attempt that failed: one after the first, and each time one more."""
    return min(attempt, LONGEST_PAUSE_S)


class Courier:
    """Runs errands on a few threads of its own, until it is closed or the process ends."""

    def __init__(self, attempts: int = ATTEMPTS, pause: Callable[[int], float] = pause) -> None:
        self._attempts = attempts
        self._pause = pause
        self._held = False
        self._closed = False
        self._due: list[tuple[float, int, Errand, int]] = []
        self._tickets = itertools.count()
        self._changed = threading.Condition()
        self._running = 0
        self._workers = [
            threading.Thread(target=self._work, name=f"courier {number}", daemon=True)
            for number in range(WORKERS)
        ]
        for worker in self._workers:
            worker.start()

    @property
    def pending(self) -> int:
        """The number of errands that wait or are being run."""
        with self._changed:
            return len(self._due) + self._running

    def send(self, errand: Errand, after: float = 0.0) -> None:
        """Run the errand in so many seconds."""
        with self._changed:
            self._push(time.monotonic() + after, errand, 1)

    def hold(self) -> None:
        """Begin nothing until ``resume``; return once nothing is being run."""
        with self._changed:
            self._held = True
            self._changed.wait_for(lambda: not self._running)

    def resume(self) -> None:
        """Begin again."""
        with self._changed:
            self._held = False
            self._changed.notify_all()

    def close(self) -> None:
        """Begin nothing any more, and return once its threads have ended."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for worker in self._workers:
            worker.join()

    def _push(self, moment: float, errand: Errand, attempt: int) -> None:
        heapq.heappush(self._due, (moment, next(self._tickets), errand, attempt))
        self._changed.notify_all()

    def _work(self) -> None:
        while (taken := self._taken()) is not None:
            errand, attempt = taken
            again = False
            try:
                errand()
            except Exception:  # whatever went wrong, a provider tries again
                again = attempt < self._attempts
            with self._changed:
                self._running -= 1
                if again:
                    self._push(time.monotonic() + self._pause(attempt), errand, attempt + 1)
                self._changed.notify_all()

    def _taken(self) -> tuple[Errand, int] | None:
        """Return the next errand that is due, and the number of its attempt; None once the courier is closed."""
        with self._changed:
            while not self._closed:
                wait = None if self._held or not self._due else self._due[0][0] - time.monotonic()
                if wait is not None and wait <= 0:
                    _, _, errand, attempt = heapq.heappop(self._due)
                    self._running += 1
                    return errand, attempt
                self._changed.wait(wait)
        return None
