"""The weather of a run: hours in which everything goes wrong, and then hours in which what was left is ended."""

import time
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from handlers.common.rules.model import State
from local.campaign import evidence
from local.campaign.stage import Stage
from local.chaos import passing, recovery
from local.chaos.trouble import SENDING, Troublemaker
from local.chaos.workers import workers
from local.errors import LocalError
from ops.stack import by_prefix

Say = Callable[[str], None]

VISIBILITY_SECONDS = 30
"""The queue's visibility time-out in a run: a batch that takes longer is delivered again while it goes on."""
STORMY_HOURS = 3
CALM_HOURS = 10
AN_HOUR = timedelta(hours=1)
LONG = timedelta(hours=6)
"""The time that passes between two calm hours: the longest that anything waits in the backlog."""

POLL_SECONDS = 0.5
PROGRESS_SECONDS = 5.0
QUIET_SECONDS = 6.0
"""Time without a change after which an hour has nothing more to bring, if nothing is under way."""
STALLED_SECONDS = VISIBILITY_SECONDS + 15.0
"""The same if the queue still hides something."""
LONGEST_SECONDS = 120.0
SECONDS_PER_CONTACT = 0.2
LATER_HOUR_SECONDS = 45.0
"""The length of the second and the third stormy hour: what they bring back is left to the calm."""
IDLE_SECONDS = 1.0
REPEATED_SECONDS = 6.0
"""Longer than the emulator takes to repeat an asynchronous invocation: after a restart it would know of none."""
CATCH_SECONDS = 15.0
"""The longest wait for a moment at which batches are under way."""
LONGEST_WORK_SECONDS = 300.0
OPEN_STATES = frozenset({State.NEW, State.QUEUED, State.SENDING})
UNDER_WAY = frozenset({"queued", "sending"})


@dataclass
class Weather:
    """A run's course, and the record of what was done to the system."""

    stage: Stage
    prefix: str
    """The prefix of the stack's physical names."""
    contacts: int
    trouble: Troublemaker
    say: Say
    restarts: int = 0
    passed: list[tuple[datetime, timedelta]] = field(default_factory=list)
    """The real instants at which time was let pass, each with how much of it."""
    replayed: Counter[str] = field(default_factory=Counter)
    moved: int = 0

    def run(self) -> bool:
        """Let it storm, then let everything come to its end; False if it does not come to one."""
        url = self.stage.outputs["sendQueueUrl"]
        self.stage.cloud.client("sqs").set_queue_attributes(
            QueueUrl=url, Attributes={"VisibilityTimeout": str(VISIBILITY_SECONDS)}
        )
        self.trouble.start()
        for hour in range(STORMY_HOURS):
            self.say(f"stormy hour {hour + 1} of {STORMY_HOURS}")
            if hour:
                self._follow(LATER_HOUR_SECONDS)
            else:
                self._follow(self._longest, [self.contacts // 4, self.contacts // 2])
            self._end_hour(AN_HOUR)
        self.trouble.stop()
        self.stage.stand_ins.calm()
        for hour in range(CALM_HOURS):
            self.say(f"calm hour {hour + 1}: the partners are back, nobody is killed")
            self._follow(self._longest)
            if self._is_over():
                return True
            self._end_hour(LONG)
        return False

    @property
    def _longest(self) -> float:
        """The longest that all contacts may need, in seconds."""
        return LONGEST_SECONDS + SECONDS_PER_CONTACT * self.contacts

    def _follow(self, seconds: float, restarts: Sequence[int] = ()) -> None:
        """Watch until nothing more happens; restart the cloud each time that so many requests have been accepted."""
        deadline = time.monotonic() + seconds
        since, told, before, restarts = time.monotonic(), 0.0, {}, list(restarts)
        while time.monotonic() < deadline:
            pulse = self._pulse()
            if pulse != before:
                before, since = pulse, time.monotonic()
            if time.monotonic() - told >= PROGRESS_SECONDS:
                told = time.monotonic()
                self.say(self._progress(pulse))
            if restarts and pulse["accepted"] >= restarts[0]:
                self._restart()
                del restarts[0]
                since = time.monotonic()
            quiet = time.monotonic() - since
            at_rest = not pulse["pending"] and not pulse["queued"] and not self._busy()
            if quiet >= (QUIET_SECONDS if at_rest else STALLED_SECONDS):
                return
            time.sleep(POLL_SECONDS)

    def _pulse(self) -> dict[str, int]:
        self.stage.check()
        queued = evidence.depth(self.stage.cloud.client("sqs"), self.stage.outputs["sendQueueUrl"])
        return {**self.stage.stand_ins.pulse(), "queued": queued}

    def _progress(self, pulse: dict[str, int]) -> str:
        done = self.trouble.done
        return (
            f"{pulse['accepted']} requests accepted, {pulse['refused']} refused, {pulse['queued']} queued, "
            f"{pulse['replies']} replies, {self.trouble.killed} workers killed, {done['doubled']} messages doubled"
        )

    def _busy(self, *, spared: frozenset[str] = frozenset()) -> list[str]:
        """Return the functions that are at work."""
        found = workers(self.stage.cloud.scratch, self.stage.outputs["functions"])
        return [each.function for each in found if each.function not in spared and each.is_busy]

    def _restart(self) -> None:
        """Restart the cloud in the middle of its batches, once no asynchronous invocation is under way."""
        self.trouble.pause()
        self.stage.stand_ins.hold()
        self._wait_idle(REPEATED_SECONDS, spared=frozenset({SENDING}))
        at_work = self._caught_in_mid_batch()
        self.stage.cloud.restart()
        self.restarts += 1
        self.say(f"the cloud was restarted with its state, while {at_work} workers called partners")
        self.stage.stand_ins.resume()
        self.trouble.resume()

    def _caught_in_mid_batch(self) -> int:
        """Wait for a moment at which messages are being sent; return the number of workers that do."""
        deadline = time.monotonic() + CATCH_SECONDS
        while True:
            found = workers(self.stage.cloud.scratch, self.stage.outputs["functions"])
            calling = sum(each.function == SENDING and each.is_calling for each in found)
            if calling or time.monotonic() > deadline:
                return calling
            time.sleep(0.01)

    def _wait_idle(self, seconds: float, *, spared: frozenset[str] = frozenset()) -> None:
        """Wait until nobody but the functions in ``spared`` has been at work for so long."""
        deadline = time.monotonic() + LONGEST_WORK_SECONDS
        idle = time.monotonic()
        while time.monotonic() - idle < seconds:
            if self._busy(spared=spared):
                idle = time.monotonic()
            if time.monotonic() > deadline:
                raise LocalError(f"the functions do not come to rest: see {self.stage.cloud.log}")
            time.sleep(0.1)

    @contextmanager
    def _standstill(self) -> Generator[None]:
        """Keep everything still: no reply comes in, the queue delivers nothing, nobody is at work."""
        lambda_ = self.stage.cloud.client("lambda")
        function = self.stage.outputs["functions"][SENDING]
        (mapping,) = lambda_.list_event_source_mappings(FunctionName=function)["EventSourceMappings"]
        self.trouble.pause()
        self.stage.stand_ins.hold()
        lambda_.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
        self._wait_idle(IDLE_SECONDS)
        try:
            yield
        finally:
            lambda_.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)
            self.stage.stand_ins.resume()
            self.trouble.resume()

    def _end_hour(self, time_: timedelta) -> None:
        """Let the time pass, then do what schedules and operators do."""
        self.say("everything is brought to a standstill, and time passes")
        with self._standstill():
            self.moved += passing.let_pass(self.stage, time_)
            self.passed.append((datetime.now(UTC), time_))
        replayed = Counter(failure.queue for failure in recovery.replay_failures(by_prefix(self.prefix)))
        self.replayed.update(replayed)
        recovery.run_schedules(self.stage)
        hours = time_ // AN_HOUR
        self.say(
            f"{hours} h passed; played again: {replayed['send-dlq']} messages, {replayed['failed-events']} events"
        )

    def _is_over(self) -> bool:
        """Return True if nobody waits, nothing is under way, and nothing has failed for good."""
        contacts, claims, _ = evidence.split(evidence.scan(self.stage.table("contacts")))
        sqs, outputs = self.stage.cloud.client("sqs"), self.stage.outputs
        failed = [evidence.depth(sqs, outputs[name]) for name in ("sendDlqUrl", "failedEventsQueueUrl")]
        open_ = Counter(contact["state"] for contact in contacts if contact["state"] in OPEN_STATES)
        under_way = sum(claim["status"] in UNDER_WAY for claim in claims)
        if open_ or under_way or any(failed):
            left = (
                ", ".join(f"{count} {state}" for state, count in sorted(open_.items())) or "no contact open"
            )
            self.say(
                f"not over: {left}, {under_way} further messages under way, {sum(failed)} failures to play again"
            )
            return False
        return True
