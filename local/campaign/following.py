"""A running campaign, watched until it comes to rest."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from handlers.common.rules import accounting
from handlers.common.rules.tenants import Campaign
from handlers.common.storage import stats
from local.campaign import evidence
from local.campaign.stage import Stage
from local.cloud import InHand

POLL_SECONDS = 0.4
QUIET_SECONDS = 1.5
"""Time without a change, and with nothing under way, after which the campaign counts as at rest. The figures are asked
one after the other, so something may pass from one to the next between two questions: once, not at every poll."""
STALLED_SECONDS = 75.0
"""Time without a change, while somebody waits, after which it counts as stalled: longer than the minute between two
releases."""
PROGRESS_SECONDS = 2.0
"""Time between two lines of progress."""
LONGEST_SECONDS = 900.0
"""Time after which a campaign that never comes to rest is given up; a busy machine takes several times what a free one
takes."""

QUEUES = ("sendQueueUrl", "inboundQueueUrl")
"""The outputs that name the queues of messages and of what comes in."""

Say = Callable[[str], None]
"""Prints a line of progress."""


@dataclass(frozen=True)
class _Pulse:
    """The figures that change as long as anything happens."""

    totals: Mapping[str, int]
    accepted: int
    refused: int
    replies: int
    """Those that were delivered; a repeat is none of its own."""
    deliveries: int
    pending: int
    queued: int
    invoked: InHand

    @property
    def at_rest(self) -> bool:
        """True if no reply, no message and no invocation is under way, nor waits for its time."""
        return not (self.pending or self.queued or self.invoked.running or self.invoked.asynchronous)

    @property
    def progress(self) -> str:
        """A line for the reader."""
        return (
            f"{self.waiting} waiting, {self.accepted} requests accepted, {self.replies} replies, "
            f"{self.totals.get('meetings_proposed', 0)} meetings proposed, "
            f"{self.totals.get('meetings_confirmed', 0)} confirmed"
        )

    @property
    def waiting(self) -> int:
        """The number of contacts that have had no first message yet."""
        return accounting.account(self.totals).waiting


class _Watch:
    """The latest pulse, and the moments since which nothing has been under way and nothing has changed."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._told = 0.0
        self._pulse: _Pulse | None = None
        self._resting_since = self._same_since = time.monotonic()

    def sees(self, pulse: _Pulse) -> None:
        """Take in a pulse."""
        now = time.monotonic()
        if self._pulse is None or replace(pulse, invoked=self._pulse.invoked) != self._pulse:
            self._same_since = now
        if pulse != self._pulse or not pulse.at_rest:
            self._resting_since = now
        self._pulse = pulse
        if now - self._told >= PROGRESS_SECONDS:
            self.tell()

    @property
    def resting(self) -> float:
        """The seconds for which nothing at all has happened; 0 if something is under way."""
        return time.monotonic() - self._resting_since

    @property
    def same(self) -> float:
        """The seconds for which the figures have been the same, whatever the functions did, such as release nobody."""
        return time.monotonic() - self._same_since

    def tell(self) -> None:
        """Say how far it is, unless that has been said."""
        if self._pulse is not None and self._same_since > self._told:
            self._say(self._pulse.progress)
            self._told = time.monotonic()


def follow(stage: Stage, campaign: Campaign, say: Say) -> bool:
    """Watch until nothing has happened for a while and nobody waits for a first message.

    Returns False if the campaign stalls or never comes to rest.
    """
    deadline = time.monotonic() + LONGEST_SECONDS
    watch, released = _Watch(say), 0.0
    while time.monotonic() < deadline:
        stage.check()
        pulse = _pulse(stage, campaign)
        watch.sees(pulse)
        if watch.resting >= QUIET_SECONDS and not pulse.waiting:
            watch.tell()
            return True
        if watch.same >= STALLED_SECONDS and pulse.at_rest:
            return False
        if watch.resting >= QUIET_SECONDS and time.monotonic() - released > watch.same:
            # The minute's run, a little earlier: somebody is to be tried on the other channel.
            stage.invoke("release-contacts", {"source": "scheduler"})
            released = time.monotonic()
        time.sleep(POLL_SECONDS)
    return False


def _pulse(stage: Stage, campaign: Campaign) -> _Pulse:
    record, sqs = stage.stand_ins.record(), stage.cloud.client("sqs")
    return _Pulse(
        totals=stats.totals(campaign.tenantId, campaign.campaignId),
        accepted=len(record["accepted"]),
        refused=len(record["refused"]),
        replies=sum(reply["deliveries"] > 0 for reply in record["replies"]),
        deliveries=sum(reply["deliveries"] for reply in record["replies"]),
        pending=record["pending"],
        invoked=stage.cloud.in_hand(),
        queued=sum(evidence.depth(sqs, stage.outputs[queue]) for queue in QUEUES if queue in stage.outputs),
    )
