"""A queue of errands, each run after a moment and, if it failed, again a little later."""

import heapq
import itertools
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

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
    """Runs errands on a few threads of its own, until the process ends."""

    def __init__(self, attempts: int = ATTEMPTS, pause: Callable[[int], float] = pause) -> None:
        self._attempts = attempts
        self._pause = pause
        self._held = False
        self._due: list[tuple[float, int, Errand, int]] = []
        self._tickets = itertools.count()
        self._changed = threading.Condition()
        self._running = 0
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="courier")
        threading.Thread(target=self._watch, name="courier", daemon=True).start()

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

    def _push(self, moment: float, errand: Errand, attempt: int) -> None:
        heapq.heappush(self._due, (moment, next(self._tickets), errand, attempt))
        self._changed.notify_all()

    def _watch(self) -> None:
        while True:
            with self._changed:
                while self._held or not self._due:
                    self._changed.wait()
                wait = self._due[0][0] - time.monotonic()
                if wait > 0:
                    self._changed.wait(wait)
                    continue
                _, _, errand, attempt = heapq.heappop(self._due)
                self._running += 1
            self._pool.submit(self._run, errand, attempt)

    def _run(self, errand: Errand, attempt: int) -> None:
        again = None
        with self._changed:
            held = self._held
        try:
            if held:
                again = time.monotonic(), errand, attempt
            else:
                errand()
        except Exception:  # whatever went wrong, a provider tries again
            if attempt < self._attempts:
                again = time.monotonic() + self._pause(attempt), errand, attempt + 1
        finally:
            with self._changed:
                self._running -= 1
                if again:
                    self._push(*again)
                self._changed.notify_all()
