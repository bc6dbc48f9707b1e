"""Threads that take turns: one runs at a time, and the next one's turn comes where one calls out or waits.

The order is always the same, so a history can be replayed. A thread that waits for a lock or for a second lets the
others go on; when all wait, the clock moves on to the first that has an end.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from typing import Any

from tests.granted.calls import carried
from tests.simulation.clock import CURRENT, KilledError


class _Task:
    """A piece of work in a thread of its own, which runs while it holds the baton."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work = work
        self.baton = threading.Semaphore(0)
        self.wakes: float | None = CURRENT.clock.seconds
        """The instant from which it may run again; None while it waits for a lock."""
        self.done = False
        self.result: Any = None
        self.error: BaseException | None = None
        self.thread: threading.Thread | None = None


class Group:
    """Tasks that run together and whose caller waits for all of them."""

    current: "Group | None" = None

    def __init__(self, works: Iterable[Callable[[], Any]]) -> None:
        self._tasks = [_Task(work) for work in works]
        self._main = threading.Semaphore(0)
        self._running: _Task | None = None
        self._killed = False

    def run(self) -> list[_Task]:
        """Run all tasks to their ends and return them; raises what killed one of them."""
        outer, Group.current = Group.current, self
        try:
            with CURRENT.clock.paused_by(self.sleep):
                for task in self._tasks:
                    task.thread = threading.Thread(target=self._live, args=(task,), daemon=True)
                    task.thread.start()
                self._hand_on()
                self._main.acquire()
                for task in self._tasks:
                    assert task.thread is not None
                    task.thread.join()
        finally:
            Group.current = outer
        for task in self._tasks:
            if isinstance(task.error, KilledError):
                raise task.error
        return self._tasks

    def sleep(self, seconds: float) -> None:
        """Let the others go on for that long."""
        task = self._task()
        task.wakes = CURRENT.clock.seconds + max(0.0, seconds)
        self._wait(task)

    def block(self) -> None:
        """Let the others go on until ``wake`` says that the lock is free."""
        task = self._task()
        task.wakes = None
        self._wait(task)

    def wake_all(self) -> None:
        """Let those that wait for a lock look again."""
        for task in self._tasks:
            if task.wakes is None and not task.done:
                task.wakes = CURRENT.clock.seconds

    def _task(self) -> _Task:
        assert self._running is not None
        return self._running

    def _wait(self, task: _Task) -> None:
        if self._killed:
            raise KilledError
        self._hand_on()
        task.baton.acquire()
        if self._killed:
            raise KilledError

    def _hand_on(self) -> None:
        """Give the baton to the task that wakes first, the first of them if several do."""
        ready = [task for task in self._tasks if not task.done and task.wakes is not None]
        if not ready:
            if all(task.done for task in self._tasks):
                self._main.release()
                return
            raise RuntimeError("the simulated threads wait for each other")
        # The one whose turn it was goes to the end of its instant's line.
        start = self._tasks.index(self._running) + 1 if self._running in self._tasks else 0
        order = {id(task): (number - start) % len(self._tasks) for number, task in enumerate(self._tasks)}
        chosen = min(ready, key=lambda task: (task.wakes, order[id(task)]))
        assert chosen.wakes is not None
        CURRENT.clock.move_to(chosen.wakes)
        self._running = chosen
        chosen.baton.release()

    def _live(self, task: _Task) -> None:
        task.baton.acquire()
        try:
            if not self._killed:
                task.result = task.work()
        except BaseException as error:
            task.error = error
            if isinstance(error, KilledError):
                self._killed = True
                for other in self._tasks:
                    if other.wakes is None:
                        other.wakes = CURRENT.clock.seconds
        task.done = True
        self.wake_all()
        self._hand_on()


class VirtualLock:
    """``threading.Lock`` for threads that take turns; every simulated process has one of its own."""

    def __init__(self) -> None:
        self._held: set[int] = set()

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        while self.locked():
            if not blocking:
                return False
            if Group.current is None:
                raise RuntimeError("a lock is asked for again by the one that holds it")
            Group.current.block()
        self._held.add(CURRENT.process)
        return True

    def release(self) -> None:
        self._held.discard(CURRENT.process)
        if Group.current is not None:
            Group.current.wake_all()

    def locked(self) -> bool:
        return CURRENT.process in self._held

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()


class VirtualExecutor:
    """``ThreadPoolExecutor`` for threads that take turns.

    ``map`` runs its calls together; a call that is submitted is over when ``submit`` returns.
    """

    def __init__(self, *_: object, **__: object) -> None:
        """Whatever the number of workers, each call gets a thread."""

    def __enter__(self) -> "VirtualExecutor":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left running."""

    def shutdown(self, *_: object, **__: object) -> None:
        """Nothing is left running."""

    def submit(self, call: Callable[..., Any], /, *values: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(carried(call)(*values, **named))
        except Exception as error:
            future.set_exception(error)
        return future

    def map(self, call: Callable[..., Any], *iterables: Iterable[Any]) -> Iterator[Any]:
        call = carried(call)
        works = [lambda values=values: call(*values) for values in zip(*iterables, strict=False)]
        if len(works) <= 1:
            return iter([work() for work in works])
        return self._ends(Group(works).run())

    @staticmethod
    def _ends(tasks: list[_Task]) -> Iterator[Any]:
        for task in tasks:
            if task.error is not None:
                raise task.error
            yield task.result
